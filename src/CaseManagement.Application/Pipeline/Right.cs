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

    /// <summary>To log a talk in which a psychiatrist guided a doctor of the team.</summary>
    LogGuidance,
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

    /// <summary>To say that there is an emergency, and who was told of it.</summary>
    StartCrisis,

    /// <summary>To write its record, to end the handling and the closer visits.</summary>
    HandleCrisis,

    /// <summary>To write, review and end the case plan of one's own patients.</summary>
    WriteCasePlan,

    /// <summary>To say that something is wrong with a patient who is assigned to one's care group.</summary>
    ReportSign,

    /// <summary>To keep who may be called for a patient.</summary>
    KeepSupportContacts,

    /// <summary>To say that one was in touch with a patient; it is no follow-up.</summary>
    LogSupport,

    /// <summary>To say that nobody goes to a patient alone, and that one may again.</summary>
    MarkPairs,

    /// <summary>To say that one sets out to a patient, and that one is back.</summary>
    SetOut,

    /// <summary>To write down what a care group's meeting decided, and what came of it.</summary>
    HoldMeetings,

    /// <summary>To write down what was heard of somebody who is not known here.</summary>
    ReportClue,
    HandleClues,
    RunJobs,
    SetUpPlaces,
    ManagePlaces,
    ManagePeople,

    /// <summary>To give the patients of a team, an area or a person to others, and to undo it.</summary>
    Reassign,

    /// <summary>To see how long work goes that one may ask for oneself.</summary>
    SeeBatches,

    /// <summary>To see who has no team.</summary>
    SeeUnassigned,
    ManageJobs,
    ClearQuarantine,
    SearchAudit,
    /// <summary>To confirm or decline, as a second person, that a patient is lost.</summary>
    DecideLoss,

    /// <summary>To say who outside was told of a patient.</summary>
    TellParties,

    /// <summary>To offer a patient who moves, and to take one over.</summary>
    MoveCase,

    /// <summary>To close a registration by mistake, and to reopen a closed case.</summary>
    CloseCase,

    /// <summary>To say, for whoever was told, that they know.</summary>
    AcknowledgeNotices,

    /// <summary>To set where notices go, and to send again what was given up.</summary>
    ManageNotices,

    /// <summary>To say that what settled a duty was recorded by mistake; each only of what they may record.</summary>
    CancelFact,

    /// <summary>To file, correct or cancel the report card of a confirmed diagnosis.</summary>
    FileReport,

    /// <summary>To take a report card that came on paper, which the same office then enters.</summary>
    EnterPaperReport,

    /// <summary>To see what goes to the national platform and what came back.</summary>
    SeeCards,

    /// <summary>To have a card checked again, and to send another in the place of one that was refused.</summary>
    SendCards,
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
