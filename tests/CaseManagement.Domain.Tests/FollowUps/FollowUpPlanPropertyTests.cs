using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;
using FsCheck;
using FsCheck.Fluent;

namespace CaseManagement.Domain.Tests.FollowUps;

public sealed class FollowUpPlanPropertyTests
{
    private static readonly DateOnly Consent = new(2025, 6, 1);

    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly Gen<FollowUpFacts> Any =
        from day in Gen.Choose(-5, 300)
        from outcome in Gen.Frequency((14, Gen.Constant(FollowUpOutcome.Seen)), (2, Gen.Constant(FollowUpOutcome.Lost)), (1, Gen.Constant(FollowUpOutcome.Dead)))
        from mode in Gen.Elements(Enum.GetValues<VisitMode>())
        from hospital in Gen.Elements<HospitalStay?>(null, HospitalStay.None, HospitalStay.None, HospitalStay.InHospital, HospitalStay.Discharged)
        from risk in Gen.Choose(-1, 5)
        from stability in Gen.Elements(Enum.GetValues<Stability>())
        from next in Gen.Choose(-20, 100)
        select new FollowUpFacts(
            FollowUpId.New(), Consent.AddDays(day), outcome, mode, hospital, risk < 0 ? null : new RiskLevel(risk), stability, next <= 0 ? null : Consent.AddDays(day + next));

    private static readonly Gen<AdviceGiven> AnyAdvice =
        from day in Gen.Choose(0, 300)
        select new AdviceGiven(Guid.CreateVersion7(), Consent.AddDays(day));

    private static readonly Arbitrary<(FollowUpFacts[] FollowUps, AdviceGiven[] Advice)> Histories =
        (from count in Gen.Choose(0, 14)
         from followUps in Any.ArrayOf(count)
         from adviceCount in Gen.Choose(0, 4)
         from advice in AnyAdvice.ArrayOf(adviceCount)
         select (followUps, advice)).ToArbitrary();

    private static FollowUpPlan Derive(FollowUpFacts[] followUps, AdviceGiven[] advice) =>
        FollowUpPlan.Derive(Consent, followUps, advice, The.Calendar, The.Intervals);

    private static void Holds(Func<(FollowUpFacts[] FollowUps, AdviceGiven[] Advice), bool> claim) => Prop.ForAll(Histories, claim).Check(Often);

    [Fact]
    public void Given_the_same_follow_ups_When_they_are_entered_in_another_order_Then_the_plan_is_the_same() => Holds(history =>
    {
        var plan = Derive(history.FollowUps, history.Advice);
        var shuffled = Derive(
            [.. history.FollowUps.OrderBy(each => each.Id.Value.GetHashCode())], [.. history.Advice.OrderByDescending(each => each.GivenOn)]);

        return plan.Tasks.SequenceEqual(shuffled.Tasks) && plan.Pause == shuffled.Pause;
    });

    [Fact]
    public void Given_any_history_When_the_plan_is_derived_Then_a_kind_has_one_open_task_at_most_and_a_day_opens_one_of_a_kind() => Holds(history =>
    {
        var tasks = Derive(history.FollowUps, history.Advice).Tasks;

        return tasks.Where(task => task.Settled is null).GroupBy(task => task.Kind).All(kind => kind.Count() == 1)
            && tasks.DistinctBy(task => (task.Kind, task.CycleOn)).Count() == tasks.Count;
    });

    [Fact]
    public void Given_any_history_When_the_plan_is_derived_Then_no_task_is_due_later_than_its_rule_allows() => Holds(history =>
        Derive(history.FollowUps, history.Advice).Tasks.All(task =>
            task.OpensOn <= task.DueOn && task.DueOn <= task.ClosesOn && task.CycleOn <= task.OpensOn && task.ClosesOn <= (task.Kind, task.Class) switch
            {
                (CareTaskKind.FollowUp, Stability.Stable) => task.CycleOn.AddMonths(3),
                (CareTaskKind.FollowUp or CareTaskKind.SpecialistReview, Stability.BasicallyStable) => task.CycleOn.AddMonths(1),
                _ => task.CycleOn.AddDays(14),
            }));

    [Fact]
    public void Given_any_history_without_a_death_When_the_plan_is_derived_Then_somebody_is_to_do_something_and_nothing_is_open_after_a_death() => Holds(history =>
    {
        var open = Derive(history.FollowUps, history.Advice).Tasks.Where(task => task.Settled is null).ToList();
        var dead = history.FollowUps.Any(each => each.Outcome == FollowUpOutcome.Dead);
        var seen = history.FollowUps.Any(each => each.Outcome == FollowUpOutcome.Seen);

        return dead ? open.Count == 0 : open.Count(task => task.Kind is CareTaskKind.FollowUp or CareTaskKind.HospitalCheck) == (seen ? 1 : 0) && open.Count > 0;
    });

    [Fact]
    public void Given_any_history_When_the_plan_is_derived_Then_every_basis_has_its_because() => Holds(history =>
        Derive(history.FollowUps, history.Advice).Tasks.All(task => DueRules.Codes(The.Intervals).Contains(task.Basis)));
}
