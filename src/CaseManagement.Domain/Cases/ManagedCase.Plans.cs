using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

public sealed partial class ManagedCase
{
    private readonly List<CasePlan> _plans = [];

    /// <summary>Every case plan that was ever made, in the order of entry.</summary>
    public IReadOnlyList<CasePlan> Plans => _plans;

    /// <summary>The plan that holds; there is never more than one.</summary>
    public CasePlan? PlanInForce() => _plans.Find(plan => plan.EndedOn is null);

    /// <summary>Several professions and the patient or the guardian agree on a plan; it may be entered later.</summary>
    public CasePlan BeginPlan(CasePlanContent content, Signature agreed, DateOnly? nextReviewOn, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.BeginPlan);
        RequireConsent();
        agreed.Judge(today);
        var on = agreed.SignedOn;
        Rule.Require(on >= RegisteredOn, "plan.before-registration", "Nobody has a plan before being registered.");
        Rule.Require(PlanInForce() is null, "plan.in-force", "Another plan holds; change it or end it first.");
        Rule.Require(!_plans.Exists(plan => plan.EndedOn > on && plan.EndReason != CasePlanEnd.Mistaken), "plan.overlaps", "Another plan held on this day.");

        var plan = CasePlan.Begin(new(PartId("plan", _plans.Count, on)), content, agreed, nextReviewOn, on.AddMonths(MonthsOn(standards)(on)), standards.On(on).Agreement.Furthest(on), by, today);
        _plans.Add(plan);
        Replan(standards, today);

        return plan;
    }

    /// <summary>Another version takes the place of the one that holds, agreed anew and with a reason; both are kept.</summary>
    public void ChangePlan(CasePlanId id, CasePlanContent content, Signature agreed, DateOnly? nextReviewOn, string reason, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.ChangePlan);
        var plan = PlanOrThrow(id);
        agreed.Judge(today);

        plan.Change(content, agreed, nextReviewOn, CasePlanReviews.Latest(plan, agreed.SignedOn, MonthsOn(standards)), standards.On(agreed.SignedOn).Agreement.Furthest(agreed.SignedOn), reason, by, today);
        Replan(standards, today);
    }

    /// <summary>A psychiatrist adds a measure to a goal of medicine; the team is asked to see to it, by the day that the psychiatrist names at the latest.</summary>
    public void AddPlanMeasure(CasePlanId id, int goal, PlanMeasure measure, string reason, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.AddPlanMeasure);
        PlanOrThrow(id).AddMeasure(goal, measure, standards.On(today).Agreement.Furthest(today), reason, by, today);
        _advice.Add(SpecialistAdvice.OfPlan(PartId("advice", _advice.Count, today), id, measure, by, today));
        Replan(standards, today);
    }

    /// <summary>The plan was looked at again, goal by goal; it may be entered late, behind other reviews and behind the plan's end.</summary>
    public CasePlanReview ReviewPlan(CasePlanId id, PlanReviewEntry entry, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.ReviewPlan, entry.On);
        var plan = PlanOrThrow(id);

        var review = plan.Review(PartId("plan-review", _plans.Sum(each => each.Log.Reviews.Count), entry.On), entry, entry.On.AddMonths(MonthsOn(standards)(entry.On)), by, today);
        Replan(standards, today);

        return review;
    }

    /// <summary>A review that should not be there is cancelled with a reason; what was due before it is due again.</summary>
    public void CancelPlanReview(CasePlanId id, Guid reviewId, string reason, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.CancelPlanReview);
        PlanOrThrow(id).CancelReview(reviewId, reason, by, today);
        Replan(standards, today);
    }

    /// <summary>The plan ends, for a coded reason; another may be begun. Of what a psychiatrist had asked for in it and nobody has seen to, whoever ends it says what becomes of it: the psychiatrist reads that where the measure stands.</summary>
    public void EndPlan(CasePlanId id, DateOnly on, CasePlanEnd reason, string? note, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.EndPlan);
        var owed = _advice.Count(advice => advice.PlanId == id && advice.IsAsked(_plans));
        Rule.Require(owed == 0 || reason == CasePlanEnd.Mistaken || !string.IsNullOrWhiteSpace(note), "plan.measures-owed", "Of what a psychiatrist put into the plan, not followed yet: {0}. Say in words what becomes of it.", owed);

        PlanOrThrow(id).End(on, reason, note, by, today);
        Replan(standards, today);
    }

    private IEnumerable<PlannedTask> PlanReviews(Standards standards) => CasePlanReviews.Derive(_plans, MonthsOn(standards));

    /// <summary>While consent is refused a plan rests; a review that ran out meanwhile is late from the new consent on, and not with all its steps at once.</summary>
    private PlannedTask AfterRefusal(PlannedTask planned)
    {
        if (planned is not { Settled: null, Kind: CareTaskKind.CasePlanReview } || ConsentedSince() is not { } since || planned.CycleOn >= since || planned.ClosesOn >= since) return planned;

        var eve = since.AddDays(-1);
        return planned.QuietUntil >= eve ? planned : planned with { QuietUntil = eve };
    }

    private void RequireConsent() => Rule.Require(LatestConsent() is { Agrees: true }, CaseStates.WithoutConsent, "Without consent to management there is no plan; record the consent first.");

    private static Func<DateOnly, int> MonthsOn(Standards standards) => day => standards.On(day).PlanReviewMonths;

    private CasePlan PlanOrThrow(CasePlanId id)
    {
        var plan = _plans.Find(plan => plan.Id == id);
        Rule.Require(plan is not null, "plan.unknown", "This case has no such plan.");

        return plan;
    }
}
