using CaseManagement.Domain.Access;
using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.CasePlans;

/// <summary>The plans of one case on a page: the one that holds with its goals and what came of them, and those that ended.</summary>
[Needs(Right.SeeCase)]
public sealed record GetCasePlan(ManagedCaseId CaseId) : IRecordQuery<CasePlanSheet>;

/// <param name="ReviewBy">The last day on time for the review that is due.</param>
/// <param name="DaysLate">Of that review; 0 where it is not late.</param>
/// <param name="Consents">Whether the patient or the guardian agrees to management: without that a plan rests.</param>
/// <param name="IsHome">Whether the reader sees the case for longer than an emergency lasts or an offer waits.</param>
/// <param name="Plans">The one that holds first, then the ended ones, the latest first.</param>
public sealed record CasePlanSheet(
    DateOnly Today,
    ManagedCaseId CaseId,
    long Version,
    string Name,
    Sex Sex,
    DateOnly BornOn,
    CaseState State,
    Stability? Class,
    RiskLevel? Risk,
    string? CareTeam,
    DateOnly? ReviewBy,
    int DaysLate,
    bool Consents,
    bool IsHome,
    IReadOnlyList<CasePlanShown> Plans) : IVersioned
{
    /// <summary>The plan that holds.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public CasePlanShown? InForce => Plans.FirstOrDefault(plan => plan.EndedOn is null);
}

/// <param name="Versions">The one that holds or held last first.</param>
/// <param name="Reviews">The latest first.</param>
public sealed record CasePlanShown(
    CasePlanId Id, DateOnly BeganOn, DateOnly? EndedOn, CasePlanEnd? EndReason, string? EndNote, string? EndedBy,
    string? Situation, IReadOnlyList<PlanMember> Members, IReadOnlyList<GoalShown> Goals, IReadOnlyList<PlanVersionShown> Versions, IReadOnlyList<PlanReviewShown> Reviews);

/// <param name="Progress">What the last review said of it.</param>
public sealed record GoalShown(int No, PlanArea Area, string Text, bool IsClosed, string? Progress, DateOnly? ReviewedOn, IReadOnlyList<MeasureShown> Measures);

public sealed record MeasureShown(int No, string What, int Who, string WhoName, DateOnly ByOn, string? Result, DateOnly? ResultOn);

/// <param name="Agreed">Null where a psychiatrist added a measure and nobody has been asked yet.</param>
public sealed record PlanVersionShown(DateOnly On, Signature? Agreed, string? Reason, DateOnly? NextReviewOn, string By, DateOnly EnteredOn, CasePlanContent Content);

public sealed record PlanReviewShown(Guid Id, DateOnly On, IReadOnlyList<GoalReview> Goals, DateOnly? NextReviewOn, string? Note, string By, DateOnly EnteredOn, DateOnly? CancelledOn, string? CancelReason);

internal sealed class GetCasePlanHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<GetCasePlan, CasePlanSheet>
{
    public async Task<CasePlanSheet> Handle(GetCasePlan query, CancellationToken ct)
    {
        var managed = await db.Cases.AsNoTracking().FirstOrDefaultAsync(managed => managed.Id == query.CaseId, ct) ?? throw new NotFoundException("managed-case");
        var patient = await db.Patients.AsNoTracking().FindOrThrowAsync(patient => patient.Id == managed.PatientId, "patient", ct);
        var team = await db.CareTeams.Where(team => team.Id == managed.CareTeamId).Select(team => team.Name).FirstOrDefaultAsync(ct);
        var names = await db.NamesOfStaffAsync(managed.Plans.SelectMany(plan => plan.Log.Versions.Select(version => version.By).Concat(plan.Log.Reviews.Select(review => review.By)).Concat(plan.EndedBy is { } ended ? [ended] : [])), ct);
        var isHome = actor.Role.WorksInAnArea() ? CaseScope.IsAtHome(actor.Acting.Viewer, managed.AreaCode, managed.CareTeamId) : (await db.OnlyInEmergenciesAsync(actor.Acting, [managed.Id], clock, ct)).Count == 0;
        var (today, due) = (clock.Today(), CasePlanChanged.ReviewOf(managed));

        return new CasePlanSheet(
            today, managed.Id, managed.Version, patient.Name, patient.Sex, patient.BornOn, managed.State, managed.Class, managed.Risk, team,
            due?.ClosesOn, due is null ? 0 : Lateness.DaysLate(due, today), managed.LatestConsent() is { Agrees: true }, isHome,
            [.. managed.Plans.OrderBy(plan => plan.EndedOn is not null).ThenByDescending(plan => plan.BeganOn).Select(plan => Shown(plan, names))]);
    }

    private static CasePlanShown Shown(CasePlan plan, Dictionary<StaffId, string> names)
    {
        var content = plan.Current().Content;
        return new(
            plan.Id, plan.BeganOn, plan.EndedOn, plan.EndReason, plan.EndNote, plan.EndedBy is { } ended ? Name(ended) : null, content.Situation, content.Members,
            [.. content.Goals.OrderBy(goal => goal.Area).Select(goal => Shown(plan, goal, content.Members))],
            [.. plan.Log.Versions.OrderBy(version => version.On).Reverse().Select(version => new PlanVersionShown(version.On, version.Agreed, version.Reason, version.NextReviewOn, Name(version.By), version.EnteredOn, version.Content))],
            [.. plan.Log.Reviews.OrderBy(review => review.On).Reverse().Select(review => new PlanReviewShown(
                review.Id, review.On, review.Entry.Goals, review.Entry.NextReviewOn, review.Entry.Note, Name(review.By), review.EnteredOn, review.CancelledOn, review.CancelReason))]);

        string Name(StaffId id) => names.GetValueOrDefault(id, "");
    }

    private static GoalShown Shown(CasePlan plan, PlanGoal goal, IReadOnlyList<PlanMember> members)
    {
        var (no, last) = (goal.No!.Value, plan.LastOf(goal.No.Value));
        return new(no, goal.Area, goal.Text, plan.IsClosed(no), last?.Goal.Progress, last?.Review.On, [.. goal.Measures.Select(measure => Shown(plan, no, measure, members))]);
    }

    private static MeasureShown Shown(CasePlan plan, int goal, PlanMeasure measure, IReadOnlyList<PlanMember> members)
    {
        var result = plan.ResultOf(goal, measure.No!.Value);
        return new(measure.No.Value, measure.What, measure.Who, members[measure.Who - 1].Name, measure.ByOn, result?.Result, result?.On);
    }
}
