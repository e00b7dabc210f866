using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Pipeline;

/// <summary>What a role may do.</summary>
public enum Right
{
    SeePlaces,
    SeeWorklist,
    SeeCase,
    Register,
    RecordConsent,
    SignAgreement,
    AssignGrid,
    RecordFollowUp,
    AdviseAsSpecialist,
    PrescribeInjection,
    GiveInjection,
    AnswerAlert,
    RunJobs,
    SetUpPlaces,

    /// <summary>To come in: whoever does it is not known yet.</summary>
    SignIn,

    /// <summary>One's own password, second factor and sessions: every person's.</summary>
    OwnAccount,

    /// <summary>To open the first account and to reset a lost one, at the machine itself.</summary>
    RescueAccounts,
}

/// <summary>Who may do what; the table of the design page, in one place.</summary>
public static class Rights
{
    private static readonly Right[] Clinical = [Right.OwnAccount, Right.SeePlaces, Right.SeeWorklist, Right.AnswerAlert];

    private static readonly Right[] Team =
    [
        .. Clinical, Right.SeeCase, Right.Register, Right.RecordConsent, Right.SignAgreement, Right.AssignGrid, Right.RecordFollowUp, Right.PrescribeInjection, Right.GiveInjection,
    ];

    private static readonly Dictionary<StaffRole, Right[]> Table = new()
    {
        [StaffRole.CareTeamMember] = Team,
        [StaffRole.TeamLeader] = Team,
        [StaffRole.CareGroupMember] = [Right.OwnAccount, Right.SeePlaces], // until they see their own few patients, and no others
        [StaffRole.Psychiatrist] = [.. Clinical, Right.SeeCase, Right.AdviseAsSpecialist, Right.PrescribeInjection],
        [StaffRole.PreventionOffice] = [.. Clinical, Right.SeeCase, Right.Register, Right.RecordConsent, Right.SignAgreement, Right.AssignGrid],
        [StaffRole.Administrator] = [Right.OwnAccount, Right.SeePlaces, Right.RunJobs, Right.SetUpPlaces],
        [StaffRole.Timetable] = [Right.RunJobs, Right.SetUpPlaces, Right.RescueAccounts],
    };

    public static bool Has(this StaffRole role, Right right) => Table[role].Contains(right);
}
