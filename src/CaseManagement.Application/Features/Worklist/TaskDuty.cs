using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Worklist;

/// <summary>In whose hands a task is.</summary>
public enum TaskHands
{
    /// <summary>The care team's, to whom the patient belongs.</summary>
    Team = 1,

    /// <summary>The hospital's, which was asked or has the patient.</summary>
    Hospital,
}

/// <summary>Whose duty each kind of task is, and by which right it is done: the numbers of a desk, its rows and the buttons in them are all of this one table.</summary>
/// <remarks>
/// The office answers for all of them, and so counts them all; a team counts what is in its own hands, a psychiatrist what is the hospital's. Whatever nobody here can say for a silent hospital is the team's.
/// Source of the report card: rule for reporting onset, 2013 (S7): the institution that confirmed the diagnosis reports it, its psychiatrist answers for that; what comes on paper the prevention office enters.
/// </remarks>
public static class TaskDuty
{
    private static readonly Dictionary<CareTaskKind, (TaskHands Hands, Right Right)> Duties = new()
    {
        [CareTaskKind.FollowUp] = (TaskHands.Team, Right.RecordFollowUp),
        [CareTaskKind.FirstVisit] = (TaskHands.Team, Right.RecordFollowUp),
        [CareTaskKind.HospitalCheck] = (TaskHands.Team, Right.RecordFollowUp),
        [CareTaskKind.CrisisVisit] = (TaskHands.Team, Right.RecordFollowUp),
        [CareTaskKind.Injection] = (TaskHands.Team, Right.GiveInjection),
        [CareTaskKind.CoverageEnd] = (TaskHands.Team, Right.GiveInjection),
        [CareTaskKind.PhysicalExamination] = (TaskHands.Team, Right.RecordFollowUp),
        [CareTaskKind.AgreementRenewal] = (TaskHands.Team, Right.SignAgreement),
        [CareTaskKind.CasePlanReview] = (TaskHands.Team, Right.WriteCasePlan),
        [CareTaskKind.CrisisRecord] = (TaskHands.Team, Right.HandleCrisis),
        [CareTaskKind.CrisisHandling] = (TaskHands.Team, Right.HandleCrisis),
        [CareTaskKind.AdviceToFollow] = (TaskHands.Team, Right.RecordFollowUp),
        [CareTaskKind.LossSearch] = (TaskHands.Team, Right.RecordFollowUp),
        [CareTaskKind.TransferAcceptance] = (TaskHands.Team, Right.MoveCase),
        [CareTaskKind.RefusalWatch] = (TaskHands.Team, Right.RecordFollowUp),
        [CareTaskKind.CardToMend] = (TaskHands.Team, Right.SendCards),
        [CareTaskKind.DischargeIntake] = (TaskHands.Team, Right.AnswerReferral),
        [CareTaskKind.ReferralReceipt] = (TaskHands.Hospital, Right.AnswerReferral),
        [CareTaskKind.ReferralOutcome] = (TaskHands.Hospital, Right.AnswerReferral),
        [CareTaskKind.RefusedDischarge] = (TaskHands.Hospital, Right.AdviseAsSpecialist),
        [CareTaskKind.SpecialistReview] = (TaskHands.Hospital, Right.AdviseAsSpecialist),
        [CareTaskKind.SpecialistQuestion] = (TaskHands.Hospital, Right.AdviseAsSpecialist),
        [CareTaskKind.ReportCard] = (TaskHands.Hospital, Right.FileReport),
    };

    private static readonly List<CareTaskKind> OfHospitals = [.. Duties.Where(duty => duty.Value.Hands == TaskHands.Hospital).Select(duty => duty.Key)];

    private static readonly List<CareTaskKind> OfReferrals = [.. SpecialistReach.OfAReferral];

    /// <param name="basis">What became due of a referral that the hospital declined is the team's again.</param>
    public static TaskHands HandsOf(CareTaskKind kind, string basis) => basis.StartsWith(ReferralPlan.Declined, StringComparison.Ordinal) ? TaskHands.Team : Duties[kind].Hands;

    public static bool IsOfOthers(IActor actor, CareTaskKind kind, string basis) => HandsThatCount(actor.Role) is { } hands && HandsOf(kind, basis) != hands;

    /// <summary>Whether what is due counts for the reader at all: what a team does for its patients is no number of a hospital's desk.</summary>
    public static bool Counts(IActor actor, CareTaskKind kind) => !IsOfOthers(actor, kind, "");

    /// <summary>Whether the reader does it, and not only answers for its being done.</summary>
    public static bool MayDo(Rights rights, IActor actor, CareTaskKind kind, string basis) =>
        !IsOfOthers(actor, kind, basis) && rights.Has(actor.Role, Duties[kind].Right) && (actor.Role != StaffRole.PreventionOffice || HandsOf(kind, basis) == TaskHands.Team || kind == CareTaskKind.ReportCard);

    /// <summary>Without what others must do, unless that kind was asked for by its name.</summary>
    internal static IQueryable<CareTask> OfDuty(this IQueryable<CareTask> tasks, WorklistFilter filter, ICaseDb db, IActor actor, List<InstitutionId> silent) => filter.Kind is null ? tasks.InHandsOf(db, actor, silent) : tasks;

    /// <summary>The hospitals in which nobody works with the system; asked first and alone, since mostly there is nothing open at any of them.</summary>
    internal static async Task<List<InstitutionId>> SilentHospitalsAsync(this ICaseDb db, IActor actor, CancellationToken ct) => HandsThatCount(actor.Role) != TaskHands.Team ? []
        : await db.Institutions.Where(hospital => hospital.Kind == InstitutionKind.SpecialistHospital && !db.Staff.Any(staff => staff.InstitutionId == hospital.Id && staff.Role == StaffRole.Psychiatrist && staff.ClosedOn == null))
            .Select(hospital => hospital.Id).ToListAsync(ct);

    /// <summary>What whoever reads has to do; all for whoever answers for all.</summary>
    internal static IQueryable<CareTask> InHandsOf(this IQueryable<CareTask> tasks, ICaseDb db, IActor actor, List<InstitutionId> silent) => HandsThatCount(actor.Role) switch
    {
        TaskHands.Hospital => tasks.OfHospital(db, actor.Acting),
        TaskHands.Team => tasks.OfTeam(db, silent),
        _ => tasks,
    };

    /// <summary>Of a referral and a question: what this hospital has to answer, and not another to which the case is open too.</summary>
    internal static IQueryable<CareTask> OfHospital(this IQueryable<CareTask> tasks, ICaseDb db, Acting reader)
    {
        var (hospitals, referred) = (OfHospitals, OfReferrals);
        var (own, staff) = (reader.InstitutionId, reader.StaffId);
        const string declined = ReferralPlan.Declined;
        return tasks.Where(task => hospitals.Contains(task.Kind) && !task.Basis.StartsWith(declined)
            && (!referred.Contains(task.Kind) || db.Referrals.IgnoreAutoIncludes().Any(referral => referral.CaseId == task.CaseId && referral.HospitalId == own && referral.State < ReferralState.Closed
                && (task.Kind == CareTaskKind.RefusedDischarge
                    ? referral.Direction == ReferralDirection.Down && referral.Steps.Any(step => step.Move == ReferralMove.Decline && step.CancelledOn == null && step.HappenedOn == task.CycleOn)
                    : referral.Direction == ReferralDirection.Up)))
            && (task.Kind != CareTaskKind.SpecialistQuestion || db.CaseGrants.Any(grant => grant.CaseId == task.CaseId && grant.Reason == GrantReason.Question && grant.AskedOn == task.CycleOn && grant.AnsweredAt == null && grant.EndedAt == null && (grant.InstitutionId == own || grant.StaffId == staff))));
    }

    /// <summary>With what nobody of the hospital that was asked can answer here any more: the team hears its word, or asks elsewhere.</summary>
    private static IQueryable<CareTask> OfTeam(this IQueryable<CareTask> tasks, ICaseDb db, List<InstitutionId> silent)
    {
        var hospitals = OfHospitals;
        const string declined = ReferralPlan.Declined;
        if (silent.Count == 0) return tasks.Where(task => !hospitals.Contains(task.Kind) || task.Basis.StartsWith(declined));

        var unread = silent.ConvertAll(hospital => (InstitutionId?)hospital);
        return tasks.Where(task => !hospitals.Contains(task.Kind) || task.Basis.StartsWith(declined)
            || ((task.Kind == CareTaskKind.ReferralReceipt || task.Kind == CareTaskKind.ReferralOutcome) && db.Referrals.IgnoreAutoIncludes().Any(referral => referral.CaseId == task.CaseId
                && referral.Direction == ReferralDirection.Up && referral.State < ReferralState.Closed && silent.Contains(referral.HospitalId)))
            || (task.Kind == CareTaskKind.SpecialistQuestion && db.CaseGrants.Any(grant => grant.CaseId == task.CaseId && grant.Reason == GrantReason.Question && grant.AskedOn == task.CycleOn && grant.AnsweredAt == null && grant.EndedAt == null && unread.Contains(grant.InstitutionId))));
    }

    /// <summary>Null for whoever counts them all.</summary>
    private static TaskHands? HandsThatCount(StaffRole role) => role switch
    {
        StaffRole.Psychiatrist => TaskHands.Hospital,
        StaffRole.CareTeamMember or StaffRole.TeamLeader => TaskHands.Team,
        _ => null,
    };
}
