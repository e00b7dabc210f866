using System.Reflection;
using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Cards;
using CaseManagement.Application.Features.CasePlans;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Examinations;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.Injections;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Application.Features.Reviews;
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

/// <summary>A task as whoever reads it has it.</summary>
/// <param name="IsOfOthers">It is not in the reader's hands.</param>
/// <param name="InEmergencyOnly">Nothing but an emergency access opens its case to the reader.</param>
public readonly record struct TaskSeen(CareTaskKind Kind, string Basis, bool IsOfOthers, bool InEmergencyOnly);

/// <summary>Who asks whose a task is, and which hospitals nobody answers at.</summary>
internal sealed record TaskReader(Acting Acting, DateTimeOffset Now, List<InstitutionId> Silent);

/// <summary>Whose duty each kind of task is, and by what it is done: the numbers of a desk, its rows and the buttons in them are all of this one table.</summary>
/// <remarks>
/// The office answers for all of them, and so counts them all; a team counts what is in its own hands, a psychiatrist what the own hospital owes, as <see cref="SpecialistReach"/> has it. What was asked of a hospital in which nobody works with the system any more is the team's.
/// Source of the report card: rule for reporting onset, 2013 (S7): the institution that confirmed the diagnosis reports it, its psychiatrist answers for that; what comes on paper the prevention office enters.
/// </remarks>
public static class TaskDuty
{
    private static readonly Dictionary<CareTaskKind, (TaskHands Hands, Deed By)> Duties = new()
    {
        [CareTaskKind.FollowUp] = (TaskHands.Team, Deed.Of<RecordFollowUp>()),
        [CareTaskKind.FirstVisit] = (TaskHands.Team, Deed.Of<RecordFollowUp>()),
        [CareTaskKind.HospitalCheck] = (TaskHands.Team, Deed.Of<RecordFollowUp>()),
        [CareTaskKind.CrisisVisit] = (TaskHands.Team, Deed.Of<RecordFollowUp>()),
        [CareTaskKind.Injection] = (TaskHands.Team, Deed.Of<GiveInjection>()),
        [CareTaskKind.CoverageEnd] = (TaskHands.Team, Deed.Of<GiveInjection>()),
        [CareTaskKind.PhysicalExamination] = (TaskHands.Team, Deed.Of<RecordPhysicalExamination>()),
        [CareTaskKind.AgreementRenewal] = (TaskHands.Team, Deed.Of<SignAgreement>()),
        [CareTaskKind.CasePlanReview] = (TaskHands.Team, Deed.Of<ReviewCasePlan>()),
        [CareTaskKind.CrisisRecord] = (TaskHands.Team, Deed.Of<RecordCrisis>()),
        [CareTaskKind.CrisisHandling] = (TaskHands.Team, Deed.Of<EndCrisis>()),
        [CareTaskKind.AdviceToFollow] = (TaskHands.Team, Deed.Of<FollowAdvice>()),
        [CareTaskKind.LossSearch] = (TaskHands.Team, Deed.Of<RecordContactAttempt>()),
        [CareTaskKind.TransferAcceptance] = (TaskHands.Team, Deed.Of<DecideTransfer>()),
        [CareTaskKind.RefusalWatch] = (TaskHands.Team, Deed.Of<RecordContactAttempt>()),
        [CareTaskKind.CardToMend] = (TaskHands.Team, Deed.Of<ResendCard>()),
        [CareTaskKind.DischargeIntake] = (TaskHands.Team, Deed.Of<ReceiveReferral>()),
        [CareTaskKind.ReferralReceipt] = (TaskHands.Hospital, Deed.Of<ReceiveReferral>()),
        [CareTaskKind.ReferralOutcome] = (TaskHands.Hospital, Deed.Of<RecordReferralOutcome>()),
        [CareTaskKind.RefusedDischarge] = (TaskHands.Hospital, Deed.Of<SendDownReferral>()),
        [CareTaskKind.SpecialistReview] = (TaskHands.Hospital, Deed.Of<RecordAdvice>()),
        [CareTaskKind.SpecialistQuestion] = (TaskHands.Hospital, Deed.Of<RecordAdvice>()),
        [CareTaskKind.ReportCard] = (TaskHands.Hospital, Deed.Of<FileReportCard>()),
    };

    /// <summary>What a team does where nobody of the hospital can: it writes down what was heard from there, takes the patient after all, or lets the question go and asks elsewhere.</summary>
    private static readonly Dictionary<CareTaskKind, Deed> ForSilent = new()
    {
        [CareTaskKind.ReferralReceipt] = Deed.Of<RecordHospitalWord>(),
        [CareTaskKind.ReferralOutcome] = Deed.Of<RecordHospitalWord>(),
        [CareTaskKind.RefusedDischarge] = Deed.Of<ReceiveReferral>(),
        [CareTaskKind.SpecialistQuestion] = Deed.Of<EndSpecialistAccess>(),
    };

    private static readonly Deed AfterRefusal = Deed.Of<CancelReferral>();

    private static readonly List<CareTaskKind> OfHospitals = [.. Duties.Where(duty => duty.Value.Hands == TaskHands.Hospital).Select(duty => duty.Key)];

    /// <param name="basis">What became due of a referral that the hospital declined is the team's again.</param>
    public static TaskHands HandsOf(CareTaskKind kind, string basis) => IsDeclined(basis) ? TaskHands.Team : Duties[kind].Hands;

    /// <summary>Whether such a task counts for the reader at all: what a team does for its patients is no number of a hospital's desk.</summary>
    public static bool Counts(IActor actor, CareTaskKind kind) => HandsThatCount(actor.Role) is not { } hands || HandsOf(kind, "") == hands;

    /// <summary>What a team has among its own although it is the hospital's: nobody there works with the system.</summary>
    public static bool IsForSilent(IActor actor, TaskSeen task) => !task.IsOfOthers && HandsThatCount(actor.Role) == TaskHands.Team && HandsOf(task.Kind, task.Basis) == TaskHands.Hospital;

    /// <summary>Whether the reader does it, and not only answers for its being done; in a case that is open in an emergency only what is done in emergencies.</summary>
    public static bool MayDo(Rights rights, IActor actor, TaskSeen task)
    {
        var deed = IsDeclined(task.Basis) ? AfterRefusal : IsForSilent(actor, task) ? ForSilent.GetValueOrDefault(task.Kind) : Duties[task.Kind].By;

        return deed is not null && !task.IsOfOthers && rights.Has(actor.Role, deed.Right) && (deed.IsDoneInEmergencies || !task.InEmergencyOnly)
            && (actor.Role != StaffRole.PreventionOffice || HandsOf(task.Kind, task.Basis) == TaskHands.Team || task.Kind == CareTaskKind.ReportCard);
    }

    /// <summary>Which hospitals nobody answers at is asked first and alone, since mostly there is nothing open at any of them.</summary>
    internal static async Task<TaskReader> TaskReaderAsync(this ICaseDb db, IActor actor, TimeProvider clock, CancellationToken ct) => new(
        actor.Acting, clock.GetUtcNow(), HandsThatCount(actor.Role) != TaskHands.Team ? []
            : await db.Institutions.Where(hospital => hospital.Kind == InstitutionKind.SpecialistHospital && !db.Staff.Any(staff => staff.InstitutionId == hospital.Id && staff.Role == StaffRole.Psychiatrist && staff.ClosedOn == null))
                .Select(hospital => hospital.Id).ToListAsync(ct));

    /// <summary>Without what others must do, unless that kind was asked for by its name.</summary>
    internal static IQueryable<CareTask> OfDuty(this IQueryable<CareTask> tasks, WorklistFilter filter, ICaseDb db, TaskReader reader) => filter.Kind is null ? tasks.InHandsOf(db, reader) : tasks;

    /// <summary>What whoever reads has to do; all for whoever answers for all.</summary>
    internal static IQueryable<CareTask> InHandsOf(this IQueryable<CareTask> tasks, ICaseDb db, TaskReader reader) => HandsThatCount(reader.Acting.Role) switch
    {
        TaskHands.Hospital => tasks.OfHospital(db, reader),
        TaskHands.Team => tasks.OfTeam(db, reader.Silent),
        _ => tasks,
    };

    /// <summary>Of these tasks, those that are not in the reader's hands.</summary>
    internal static async Task<HashSet<CareTaskId>> OfOthersAsync(this ICaseDb db, TaskReader reader, IReadOnlyCollection<CareTaskId> tasks, CancellationToken ct) => HandsThatCount(reader.Acting.Role) is null || tasks.Count == 0 ? []
        : [.. tasks.Except(await db.CareTasks.Where(task => tasks.Contains(task.Id)).InHandsOf(db, reader).Select(task => task.Id).ToListAsync(ct))];

    /// <summary>What the own hospital, or the reader by name, was asked or owes: the twin in SQL of <see cref="SpecialistReach"/> for what is a hospital's. Another hospital to which the case is open too has its own.</summary>
    internal static IQueryable<CareTask> OfHospital(this IQueryable<CareTask> tasks, ICaseDb db, TaskReader reader)
    {
        var (own, staff, now) = (reader.Acting.InstitutionId, reader.Acting.StaffId, reader.Now);
        var referrals = db.Referrals.IgnoreAutoIncludes().Where(referral => referral.HospitalId == own);
        var (receipts, results, refused) = (referrals.Owing(CareTaskKind.ReferralReceipt), referrals.Owing(CareTaskKind.ReferralOutcome), referrals.Owing(CareTaskKind.RefusedDischarge));
        var (waiting, declined) = (referrals.Where(referral => referral.State < ReferralState.Closed), referrals.Where(referral => referral.Direction == ReferralDirection.Up && referral.State == ReferralState.Declined));
        var others = waiting.Where(referral => referral.Direction != ReferralDirection.Up || referral.State != ReferralState.Declined);
        var grants = db.CaseGrants.Where(grant => grant.Kind == GrantKind.Specialist && grant.EndedAt == null && grant.FromAt <= now && (grant.UntilAt == null || grant.UntilAt > now) && (grant.InstitutionId == own || grant.StaffId == staff));
        var (asked, guided, treated) = (grants.Where(grant => grant.Reason == GrantReason.Question && grant.AnsweredAt == null), grants.Where(grant => grant.Reason == GrantReason.ReviewDue && grant.UntilAt == null), grants.Where(grant => grant.Reason == GrantReason.Referred && grant.UntilAt == null));

        return tasks.Where(task =>
            (task.Kind == CareTaskKind.ReferralReceipt && receipts.Any(referral => referral.CaseId == task.CaseId))
            || (task.Kind == CareTaskKind.ReferralOutcome && results.Any(referral => referral.CaseId == task.CaseId))
            || (task.Kind == CareTaskKind.RefusedDischarge && refused.Any(referral => referral.CaseId == task.CaseId && referral.Steps.Any(step => step.Move == ReferralMove.Decline && step.CancelledOn == null && step.HappenedOn == task.CycleOn)))
            || (task.Kind == CareTaskKind.SpecialistQuestion && asked.Any(grant => grant.CaseId == task.CaseId && grant.AskedOn == task.CycleOn))
            || (task.Kind == CareTaskKind.SpecialistReview && (asked.Any(grant => grant.CaseId == task.CaseId) || guided.Any(grant => grant.CaseId == task.CaseId)))
            || (task.Kind == CareTaskKind.ReportCard && treated.Any(grant => grant.CaseId == task.CaseId)
                && (!declined.Any(referral => referral.CaseId == task.CaseId) || others.Any(referral => referral.CaseId == task.CaseId))));
    }

    /// <summary>With what nobody of the hospital that was asked can answer here any more: the team hears its word, takes its patient after all, or asks elsewhere.</summary>
    private static IQueryable<CareTask> OfTeam(this IQueryable<CareTask> tasks, ICaseDb db, List<InstitutionId> silent)
    {
        var hospitals = OfHospitals;
        const string declined = ReferralPlan.Declined;
        if (silent.Count == 0) return tasks.Where(task => !hospitals.Contains(task.Kind) || task.Basis.StartsWith(declined));

        var unread = silent.ConvertAll(hospital => (InstitutionId?)hospital);
        var referrals = db.Referrals.IgnoreAutoIncludes().Where(referral => silent.Contains(referral.HospitalId));
        var (receipts, results, refused) = (referrals.Owing(CareTaskKind.ReferralReceipt), referrals.Owing(CareTaskKind.ReferralOutcome), referrals.Owing(CareTaskKind.RefusedDischarge));
        var asked = db.CaseGrants.Where(grant => grant.Reason == GrantReason.Question && grant.AnsweredAt == null && grant.EndedAt == null && unread.Contains(grant.InstitutionId));

        return tasks.Where(task => !hospitals.Contains(task.Kind) || task.Basis.StartsWith(declined)
            || (task.Kind == CareTaskKind.ReferralReceipt && receipts.Any(referral => referral.CaseId == task.CaseId))
            || (task.Kind == CareTaskKind.ReferralOutcome && results.Any(referral => referral.CaseId == task.CaseId))
            || (task.Kind == CareTaskKind.RefusedDischarge && refused.Any(referral => referral.CaseId == task.CaseId && referral.Steps.Any(step => step.Move == ReferralMove.Decline && step.CancelledOn == null && step.HappenedOn == task.CycleOn)))
            || (task.Kind == CareTaskKind.SpecialistQuestion && asked.Any(grant => grant.CaseId == task.CaseId && grant.AskedOn == task.CycleOn)));
    }

    /// <summary>Those of which such a task is open while they wait for their hospital.</summary>
    private static IQueryable<Referral> Owing(this IQueryable<Referral> referrals, CareTaskKind kind)
    {
        var (direction, state) = ReferralLoop.OwedByHospital(kind);

        return referrals.Where(referral => referral.Direction == direction && referral.State == state);
    }

    private static bool IsDeclined(string basis) => basis.StartsWith(ReferralPlan.Declined, StringComparison.Ordinal);

    /// <summary>Null for whoever counts them all.</summary>
    private static TaskHands? HandsThatCount(StaffRole role) => role switch
    {
        StaffRole.Psychiatrist => TaskHands.Hospital,
        StaffRole.CareTeamMember or StaffRole.TeamLeader => TaskHands.Team,
        _ => null,
    };

    /// <summary>The command that does it, as far as a desk has to know it.</summary>
    private sealed record Deed(Right Right, bool IsDoneInEmergencies)
    {
        public static Deed Of<TCommand>() where TCommand : ICaseCommand => new(typeof(TCommand).GetCustomAttribute<NeedsAttribute>()!.Right, typeof(TCommand).IsAssignableTo(typeof(IDoneInEmergencies)));
    }
}
