using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Application.Features.Jobs;

/// <summary>Counts what breaks the product's promises in the data as it stands; every number must be 0.</summary>
[Needs(Right.RunJobs)]
public sealed record VerifyPromises(JobWindow Window) : ICommand<PromisesVerified>;

/// <param name="Dropped">Promise 1: what the state of a patient asks and is not due: a visit, the yearly examination, the review of a plan that holds, the hospital question, the search, the question asked again, the answer of the other side; and closed cases without a named exit.</param>
/// <param name="Doubled">Promise 1: cases with two open tasks of one kind.</param>
/// <param name="Lingering">Promise 1: open tasks that the state of their patient does not ask for.</param>
/// <param name="Ownerless">Promise 1: late tasks of a team that is closed; patients without an open team who do not stand in the queue of those who wait for one, or stand in it with a team; care groups that patients are assigned to and that nobody serves.</param>
/// <param name="Miscounted">Promise 2: differences between a count and the rows of its list.</param>
/// <param name="Unexplained">Promise 3: late tasks whose rule has no sentence, or that have climbed the ladder without an alert.</param>
/// <param name="Calmer">Promise 5: follow-ups whose class is calmer than the findings allow without a reason, or would become calmer by an answer less.</param>
public sealed record PromisesVerified(int Checked, int Dropped, int Doubled, int Lingering, int Ownerless, int Miscounted, int Unexplained, int Calmer)
    : JobCounts(Checked, Checked - (Dropped + Doubled + Lingering + Ownerless + Miscounted + Unexplained + Calmer), 0, Dropped + Doubled + Lingering + Ownerless + Miscounted + Unexplained + Calmer)
{
    public int Broken => Failed;
}

internal sealed class VerifyPromisesValidator : AbstractValidator<VerifyPromises>
{
    public VerifyPromisesValidator() => RuleFor(x => x.Window.From).LessThanOrEqualTo(x => x.Window.Today).As("job.window");
}

internal sealed class VerifyPromisesHandler(ICaseDb db, Standards standards, RuleBook rules, TimeProvider clock) : IRequestHandler<VerifyPromises, PromisesVerified>
{
    private static readonly CareTaskKind[] VisitClock = [CareTaskKind.FollowUp, CareTaskKind.FirstVisit, CareTaskKind.HospitalCheck];

    private static readonly CareTaskKind[] BetweenHouses = [.. ManagedCase.OwedBetweenHouses];

    /// <summary>Of which kinds one is open in a state; who moves still has a team that looks after them, and another that is asked.</summary>
    private static readonly (CaseState State, CareTaskKind[] Kinds)[] Asked =
    [
        (CaseState.Managed, [CareTaskKind.FollowUp, CareTaskKind.FirstVisit]),
        (CaseState.InHospital, [CareTaskKind.HospitalCheck]),
        (CaseState.RegisteredOnly, [CareTaskKind.RefusalWatch]),
        (CaseState.Lost, [CareTaskKind.LossSearch]),
        (CaseState.Transferring, [CareTaskKind.TransferAcceptance]),
        (CaseState.Transferring, [.. VisitClock, CareTaskKind.RefusalWatch]),
    ];

    public async Task<PromisesVerified> Handle(VerifyPromises command, CancellationToken ct)
    {
        var today = command.Window.Today;
        var late = db.CareTasks.AsNoTracking().Where(Lateness.Late(today));
        var (followUps, calmer) = await CalmerThanFound(ct);
        await db.SaveChangesAsync(ct); // the audit entry

        return new PromisesVerified(
            Checked: await db.Cases.CountAsync(ct) + await db.CareTasks.CountAsync(task => task.State == CareTaskState.Open, ct) + followUps,
            Dropped: await Dropped(ct),
            Doubled: await db.CareTasks.Where(task => task.State == CareTaskState.Open).GroupBy(task => new { task.CaseId, task.Kind }).CountAsync(twins => twins.Count() > 1, ct),
            Lingering: await Lingering(ct),
            Ownerless: await Ownerless(late, ct) + await db.Unserved(db.CareGroups, today, clock.GetUtcNow()).CountAsync(ct),
            Miscounted: await Miscounted(today, ct),
            Unexplained: await Unexplained(late, ct),
            Calmer: calmer);
    }

    /// <summary>Everybody has what their state asks for, and who left has left by a named exit.</summary>
    private async Task<int> Dropped(CancellationToken ct)
    {
        var dropped = await db.Cases.CountAsync(managed => managed.DiedOn == null && (managed.State == CaseState.TransferredOut || managed.State == CaseState.Deleted) && !managed.Exits.Any(exit => exit.Accepted == true && exit.EndedOn == null), ct)
            + await db.Cases.CountAsync(managed => managed.State == CaseState.Dead && managed.DiedOn == null, ct);
        foreach (var (state, kinds) in Asked)
            dropped += await db.Cases.CountAsync(managed => managed.State == state && !db.CareTasks.Any(task => task.CaseId == managed.Id && task.State == CareTaskState.Open && kinds.Contains(task.Kind)), ct);

        dropped += await db.Cases.CountAsync(managed => managed.State < CaseState.RegisteredOnly && !db.CareTasks.Any(task => task.CaseId == managed.Id && task.State == CareTaskState.Open && task.Kind == CareTaskKind.PhysicalExamination), ct);

        return dropped + await db.Cases.CountAsync(managed => (managed.State < CaseState.RegisteredOnly || managed.State == CaseState.Transferring) && managed.Plans.Any(plan => plan.EndedOn == null)
            && !db.CareTasks.Any(task => task.CaseId == managed.Id && task.State == CareTaskState.Open && (task.Kind == CareTaskKind.CasePlanReview || task.Kind == CareTaskKind.RefusalWatch)), ct); // while consent is refused a plan rests
    }

    /// <summary>Whoever has no team is the prevention office's, by name and with an age; a task without a team is the office's only with its patient.</summary>
    private async Task<int> Ownerless(IQueryable<CareTask> late, CancellationToken ct) =>
        await late.CountAsync(task => db.CareTeams.Any(team => team.Id == task.CareTeamId && team.ClosedOn != null) || (task.CareTeamId == null && db.Cases.Any(managed => managed.Id == task.CaseId && managed.CareTeamId != null && managed.OfferedAreaCode == null)), ct)
        + await db.Cases.Where(CaseStates.IsOurs).CountAsync(managed => (managed.CareTeamId == null) != (managed.UnassignedOn != null) || db.CareTeams.Any(team => team.Id == managed.CareTeamId && team.ClosedOn != null), ct);

    /// <summary>How an emergency came about is asked of everybody, also of those who have left; what houses owe each other is asked of the lost too.</summary>
    private Task<int> Lingering(CancellationToken ct) => db.CareTasks.CountAsync(task => task.State == CareTaskState.Open && task.Kind != CareTaskKind.CrisisRecord && task.Kind != CareTaskKind.CrisisHandling && task.Kind != CareTaskKind.CardToMend && db.Cases.Any(managed => managed.Id == task.CaseId && (
        managed.State == CaseState.Dead || managed.State == CaseState.TransferredOut || managed.State == CaseState.Deleted
        || (managed.State == CaseState.Lost && task.Kind != CareTaskKind.LossSearch && !BetweenHouses.Contains(task.Kind))
        || (managed.State != CaseState.Lost && task.Kind == CareTaskKind.LossSearch)
        || (managed.State == CaseState.RegisteredOnly && (VisitClock.Contains(task.Kind) || task.Kind == CareTaskKind.CasePlanReview))
        || (task.Kind == CareTaskKind.CasePlanReview && !managed.Plans.Any(plan => plan.EndedOn == null))
        || ((managed.State == CaseState.Managed || managed.State == CaseState.InHospital) && task.Kind == CareTaskKind.RefusalWatch))), ct);

    /// <summary>Pages through every band as a reader would, and compares with its number; the bands together are all that is open.</summary>
    private async Task<int> Miscounted(DateOnly today, CancellationToken ct)
    {
        const int pageSize = 2000;
        var differences = 0;
        var inBands = 0;
        foreach (var band in Enum.GetValues<DueBand>())
        {
            var list = db.CareTasks.AsNoTracking().Matching(new WorklistFilter(band), today, standards.Settings.DueSoonDays);
            var count = await list.CountAsync(ct);
            var rows = 0;
            for (PageKey? after = null; ;)
            {
                var page = await list.After(after).OrderBy(task => task.ClosesOn).ThenBy(task => task.Id).Take(pageSize).Select(task => new { task.ClosesOn, task.Id }).ToListAsync(ct);
                rows += page.Count;
                if (page.Count < pageSize) break;
                after = new PageKey(page[^1].ClosesOn, page[^1].Id);
            }

            differences += Math.Abs(count - rows);
            inBands += count;
        }

        return differences + Math.Abs(inBands - await db.CareTasks.CountAsync(task => task.State == CareTaskState.Open, ct));
    }

    private async Task<int> Unexplained(IQueryable<CareTask> late, CancellationToken ct)
    {
        var unknown = (await late.GroupBy(task => task.Basis).Select(group => new { Basis = group.Key, Count = group.Count() }).ToListAsync(ct))
            .Where(group => rules.Find(group.Basis) is null).Sum(group => group.Count);

        return unknown + await late.CountAsync(task => task.EscalationStep > 0 && !db.Alerts.Any(alert => alert.TaskId == task.Id && alert.Step == task.EscalationStep), ct);
    }

    private async Task<(int Checked, int Calmer)> CalmerThanFound(CancellationToken ct)
    {
        var (seen, calmer) = (0, 0);
        var visits = db.Cases.AsNoTracking().IgnoreAutoIncludes().SelectMany(managed => managed.FollowUps)
            .Where(visit => visit.CancelledOn == null && visit.Outcome == FollowUpOutcome.Seen)
            .Select(visit => new { visit.SeenOn, visit.Findings, visit.Class, visit.OverrideReason });
        await foreach (var visit in visits.AsAsyncEnumerable().WithCancellation(ct))
        {
            seen++;
            var readings = standards.On(visit.SeenOn).Classification; // a visit is judged by the edition in force on its day
            var proposal = Classification.Propose(visit.Findings, readings);
            var unreasoned = visit.OverrideReason is null && (visit.Class is not { } chosen || ClassChoice.NeedsReason(proposal, chosen));
            if (unreasoned || MissingAnswer.MakesCalmer(visit.Findings, readings)) calmer++;
        }

        return (seen, calmer);
    }
}
