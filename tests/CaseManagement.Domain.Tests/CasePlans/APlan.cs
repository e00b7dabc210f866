using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Testing;

namespace CaseManagement.Domain.Tests.CasePlans;

/// <summary>A case plan to vary: two people, a goal of medicine and one of rehabilitation.</summary>
internal static class APlan
{
    public static readonly DateOnly Monday = new(2026, 3, 2);

    public static CasePlanContent Content(DateOnly on) => A.Plan(on);

    public static CasePlan Begin(this ManagedCase managed, DateOnly on, DateOnly? next = null, DateOnly? entered = null) =>
        managed.BeginPlan(Content(on), ACase.Signed(on), next, ACase.Doctor, ACase.Standards, entered ?? on);

    public static CasePlanReview Review(this ManagedCase managed, CasePlan plan, DateOnly on, GoalDecision decision = GoalDecision.Continue, DateOnly? next = null, DateOnly? entered = null) =>
        managed.ReviewPlan(plan.Id, new(on, All(plan, decision), next), ACase.Doctor, ACase.Standards, entered ?? on);

    public static IReadOnlyList<GoalReview> All(CasePlan plan, GoalDecision decision = GoalDecision.Continue) => [.. plan.Current().Content.Goals.Select(goal => new GoalReview(goal.No!.Value, "有进展", decision))];

    public static void End(this ManagedCase managed, CasePlan plan, DateOnly on, CasePlanEnd reason = CasePlanEnd.Replaced, DateOnly? entered = null) =>
        managed.EndPlan(plan.Id, on, reason, reason is CasePlanEnd.Mistaken or CasePlanEnd.Other || managed.Advice.Any(advice => advice.PlanId == plan.Id && advice.IsAsked(managed.Plans)) ? "说明" : null, ACase.Doctor, ACase.Standards, entered ?? on);

    /// <summary>The open review: from which day it counts, its last day on time and why.</summary>
    public static (DateOnly From, DateOnly By, string Basis)? Due(this ManagedCase managed) =>
        managed.Tasks.SingleOrDefault(task => task is { Kind: CareTaskKind.CasePlanReview, State: CareTaskState.Open }) is { } task ? (task.CycleOn, task.ClosesOn, task.Basis) : null;

    /// <summary>Something is done with the plans of a case, whatever they are.</summary>
    public static string Act(Random random, ManagedCase managed, DateOnly on)
    {
        var act = random.Next(8);
        var past = on.AddDays(-random.Next(0, 40));
        if (managed.Plans.Count == 0 || act == 0) managed.Begin(past, random.Next(3) == 0 ? past.AddDays(random.Next(1, 40)) : null, on);
        else if (managed.Plans[random.Next(managed.Plans.Count)] is { } plan)
            switch (act)
            {
                case 1 or 2: managed.Review(plan, past, (GoalDecision)random.Next(1, 4), random.Next(3) == 0 ? past.AddDays(random.Next(1, 40)) : null, on); break;
                case 3: managed.ReviewPlan(plan.Id, new(on, All(plan)), ACase.Doctor, ACase.Standards, on); break;
                case 4: managed.ChangePlan(plan.Id, plan.Current().Content, ACase.Signed(past), random.Next(2) == 0 ? on.AddDays(random.Next(1, 60)) : null, "调整", ACase.Doctor, ACase.Standards, on); break;
                case 5: managed.CancelPlanReview(plan.Id, plan.Log.Reviews.LastOrDefault(review => review.IsValid)?.Id ?? default, "录错", ACase.Doctor, ACase.Standards, on); break;
                case 6: managed.End(plan, past, (CasePlanEnd)random.Next(1, 6), on); break;
                default: managed.AddPlanMeasure(plan.Id, 1, new("查血", 1, on.AddDays(20)), "加量", ACase.Psychiatrist, ACase.Standards, on); break;
            }

        return $"plan {act}@{on:MM-dd}";
    }
}
