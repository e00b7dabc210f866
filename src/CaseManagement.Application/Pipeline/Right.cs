using System.Collections.Frozen;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Pipeline;

/// <summary>What a role may do; each has its row in <c>db/reference/rights.csv</c>.</summary>
public enum Right
{
    SeePlaces,
    SeeWorklist,
    SeeCase,

    /// <summary>To have the rules judge answers that name nobody.</summary>
    UseDecisionSupport,
    RevealIdentity,
    Register,
    RecordConsent,
    SignAgreement,
    AssignGrid,
    RecordFollowUp,
    AdviseAsSpecialist,
    PrescribeInjection,
    GiveInjection,
    AnswerAlert,
    AssignCareGroup,
    SendToSpecialist,

    /// <summary>To speak for one's own end of a referral.</summary>
    AnswerReferral,
    AskEmergencyAccess,
    ReviewEmergencyAccess,
    SeeSupported,
    RunJobs,
    SetUpPlaces,
    ManagePlaces,
    ManagePeople,
    ManageJobs,
    ClearQuarantine,
    SearchAudit,
    SeeRules,
    ChangeSettings,
    KeepKeys,

    /// <summary>To come in: whoever does it is not known yet.</summary>
    SignIn,

    /// <summary>One's own password, second factor and sessions: every person's.</summary>
    OwnAccount,

    /// <summary>To open the first account and to reset a lost one, at the machine itself.</summary>
    RescueAccounts,
}

/// <summary>Who may do what: <c>db/reference/rights.csv</c> as it was read when the program started.</summary>
public sealed class Rights(IEnumerable<(StaffRole Role, Right Right)> given)
{
    private readonly FrozenSet<(StaffRole, Right)> _given = given.ToFrozenSet();

    public bool Has(StaffRole role, Right right) => _given.Contains((role, right));

    public IReadOnlyList<Right> AllOf(StaffRole role) => [.. Enum.GetValues<Right>().Where(right => Has(role, right))];
}
