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
    AssignCareGroup,
    SendToSpecialist,
    AskEmergencyAccess,
    ReviewEmergencyAccess,
    SeeSupported,
    RunJobs,
    SetUpPlaces,
    ManagePlaces,
    ManagePeople,
    ManageJobs,
    ClearQuarantine,
}

/// <summary>Who may do what; the table of the design page, in one place.</summary>
public static class Rights
{
    private static readonly Right[] Clinical = [Right.SeePlaces, Right.SeeWorklist, Right.AnswerAlert];

    private static readonly Right[] Team =
    [
        .. Clinical, Right.SeeCase, Right.Register, Right.RecordConsent, Right.SignAgreement, Right.AssignGrid, Right.RecordFollowUp, Right.PrescribeInjection, Right.GiveInjection,
        Right.AssignCareGroup, Right.SendToSpecialist, Right.AskEmergencyAccess,
    ];

    private static readonly Dictionary<StaffRole, Right[]> Table = new()
    {
        [StaffRole.CareTeamMember] = Team,
        [StaffRole.TeamLeader] = Team,
        [StaffRole.CareGroupMember] = [Right.SeePlaces, Right.SeeSupported], // their own few patients, and nothing clinical
        [StaffRole.Psychiatrist] = [.. Clinical, Right.SeeCase, Right.AdviseAsSpecialist, Right.PrescribeInjection, Right.AskEmergencyAccess],
        [StaffRole.PreventionOffice] = [
            .. Clinical, Right.SeeCase, Right.Register, Right.RecordConsent, Right.SignAgreement, Right.AssignGrid,
            Right.AssignCareGroup, Right.SendToSpecialist, Right.AskEmergencyAccess, Right.ReviewEmergencyAccess, Right.ManagePlaces,
        ],
        [StaffRole.Administrator] = [Right.SeePlaces, Right.RunJobs, Right.SetUpPlaces, Right.ManagePlaces, Right.ManagePeople, Right.ManageJobs, Right.ClearQuarantine],
        [StaffRole.Timetable] = [Right.RunJobs, Right.SetUpPlaces],
    };

    public static bool Has(this StaffRole role, Right right) => Table[role].Contains(right);
}
