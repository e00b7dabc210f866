using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Domain.Tests.FollowUps;

public sealed class FollowUpPlanTests
{
    private static readonly DateOnly Consent = new(2025, 3, 3);

    private static FollowUpPlan Derive(params FollowUpFacts[] followUps) => Derive(followUps, []);

    private static FollowUpPlan Derive(FollowUpFacts[] followUps, AdviceGiven[] advice) =>
        FollowUpPlan.Derive(Consent, followUps, advice, The.Calendar, The.Intervals);

    private static PlannedTask Open(FollowUpPlan plan, CareTaskKind kind) => plan.Tasks.Single(task => task.Kind == kind && task.Settled is null);

    [Theory]
    [InlineData("2026-03-03", Stability.Unstable, "2026-03-17", "follow-up.unstable.14-days")]
    [InlineData("2024-02-16", Stability.Unstable, "2024-03-01", "follow-up.unstable.14-days")]
    [InlineData("2026-03-03", Stability.BasicallyStable, "2026-03-17", "follow-up.basically-stable.first.14-days")]
    [InlineData("2026-03-03", Stability.Stable, "2026-06-03", "follow-up.stable.3-months")]
    [InlineData("2025-11-30", Stability.Stable, "2026-02-28", "follow-up.stable.3-months")]
    [InlineData("2027-11-30", Stability.Stable, "2028-02-29", "follow-up.stable.3-months")]
    [InlineData("2026-03-31", Stability.Stable, "2026-06-30", "follow-up.stable.3-months")]
    public void Given_one_visit_When_the_plan_is_derived_Then_the_next_is_due_as_its_class_says(string seen, Stability stability, string last, string basis)
    {
        var seenOn = DateOnly.Parse(seen);

        var plan = FollowUpPlan.Derive(seenOn, [The.Visit(seenOn, stability)], [], The.Calendar, The.Intervals);

        var next = Open(plan, CareTaskKind.FollowUp);
        Assert.Equal((seenOn, seenOn.AddDays(1), DateOnly.Parse(last), DateOnly.Parse(last)), (next.CycleOn, next.OpensOn, next.DueOn, next.ClosesOn));
        Assert.Equal((basis, stability), (next.Basis, next.Class!.Value));
    }

    [Theory]
    [InlineData("2026-01-31", "2026-02-28")]
    [InlineData("2028-01-31", "2028-02-29")]
    [InlineData("2026-03-17", "2026-04-17")]
    public void Given_a_second_basically_stable_visit_When_the_plan_is_derived_Then_the_next_is_due_in_a_month(string second, string last)
    {
        var secondOn = DateOnly.Parse(second);

        var plan = Derive(The.Visit(secondOn.AddDays(-14), Stability.BasicallyStable), The.Visit(secondOn, Stability.BasicallyStable));

        var next = Open(plan, CareTaskKind.FollowUp);
        Assert.Equal((DateOnly.Parse(last), "follow-up.basically-stable.repeated.1-month"), (next.ClosesOn, next.Basis));
    }

    [Fact]
    public void Given_a_row_of_basically_stable_visits_When_an_unstable_one_breaks_it_Then_the_next_is_a_first_again()
    {
        var plan = Derive(
            The.Visit(new(2026, 1, 5), Stability.BasicallyStable), The.Visit(new(2026, 1, 19), Stability.BasicallyStable),
            The.Visit(new(2026, 2, 2), Stability.Unstable), The.Visit(new(2026, 2, 16), Stability.BasicallyStable));

        Assert.Equal(
            [
                "follow-up.basically-stable.first.14-days", "follow-up.basically-stable.repeated.1-month",
                "follow-up.unstable.14-days", "follow-up.basically-stable.first.14-days",
            ],
            plan.Tasks.Where(task => task.Kind == CareTaskKind.FollowUp).Select(task => task.Basis));
    }

    [Fact]
    public void Given_a_lost_visit_between_two_basically_stable_ones_When_the_plan_is_derived_Then_it_neither_counts_nor_breaks_the_row()
    {
        var plan = Derive(
            The.Visit(new(2026, 1, 5), Stability.BasicallyStable), The.Without(new(2026, 1, 12), FollowUpOutcome.Lost),
            The.Visit(new(2026, 1, 19), Stability.BasicallyStable));

        Assert.Equal(2, plan.Tasks.Count(task => task.Kind == CareTaskKind.FollowUp));
        Assert.Equal("follow-up.basically-stable.repeated.1-month", Open(plan, CareTaskKind.FollowUp).Basis);
    }

    [Fact]
    public void Given_two_entries_of_one_day_When_the_plan_is_derived_Then_they_are_one_visit_of_the_stricter_class()
    {
        var plan = Derive(The.Visit(new(2026, 3, 3), Stability.BasicallyStable), The.Visit(new(2026, 3, 3), Stability.Unstable));

        var only = Assert.Single(plan.Tasks, task => task.Kind == CareTaskKind.FollowUp);
        Assert.Equal((new DateOnly(2026, 3, 17), Stability.Unstable), (only.ClosesOn, only.Class!.Value));
    }

    [Fact]
    public void Given_a_later_visit_When_the_plan_is_derived_Then_it_settles_the_task_on_its_own_day()
    {
        var later = The.Visit(new(2026, 3, 20), Stability.Stable);

        var plan = Derive(The.Visit(new(2026, 3, 3), Stability.Unstable), later);

        var settled = plan.Tasks.Single(task => task.Kind == CareTaskKind.FollowUp && task.CycleOn == new DateOnly(2026, 3, 3));
        Assert.Equal(new Settlement(new(2026, 3, 20), later.Id.Value), settled.Settled);
    }

    [Theory]
    [InlineData("2026-03-10", "2026-03-10")]
    [InlineData("2026-05-30", "2026-03-17")]
    public void Given_a_chosen_day_When_the_plan_is_derived_Then_it_is_due_then_and_never_after_the_last_day(string chosen, string due)
    {
        var plan = Derive(The.Visit(new(2026, 3, 3), Stability.Unstable, next: DateOnly.Parse(chosen)));

        var next = Open(plan, CareTaskKind.FollowUp);
        Assert.Equal((DateOnly.Parse(due), new DateOnly(2026, 3, 17)), (next.DueOn, next.ClosesOn));
    }

    [Fact]
    public void Given_a_patient_in_hospital_When_the_plan_is_derived_Then_the_clock_pauses_and_somebody_asks_in_two_weeks()
    {
        var plan = Derive(
            The.Visit(new(2026, 3, 3), Stability.Unstable, hospital: HospitalStay.InHospital),
            The.Visit(new(2026, 3, 16), Stability.Unstable, VisitMode.Telephone, HospitalStay.InHospital));

        Assert.DoesNotContain(plan.Tasks, task => task.Kind is CareTaskKind.FollowUp or CareTaskKind.SpecialistReview);
        Assert.Equal((new DateOnly(2026, 3, 30), "hospital-check.14-days"), (Open(plan, CareTaskKind.HospitalCheck).ClosesOn, Open(plan, CareTaskKind.HospitalCheck).Basis));
        Assert.Equal(new CarePause(new(2026, 3, 3), new(2026, 3, 30)), plan.Pause);
    }

    [Fact]
    public void Given_a_stay_in_hospital_When_the_patient_is_basically_stable_again_Then_the_row_starts_anew()
    {
        var plan = Derive(
            The.Visit(new(2026, 3, 3), Stability.BasicallyStable), The.Visit(new(2026, 3, 10), Stability.BasicallyStable, hospital: HospitalStay.InHospital),
            The.Visit(new(2026, 3, 20), Stability.BasicallyStable, hospital: HospitalStay.Discharged));

        Assert.Null(plan.Pause);
        Assert.Equal((new DateOnly(2026, 4, 3), "follow-up.basically-stable.first.14-days"), (Open(plan, CareTaskKind.FollowUp).ClosesOn, Open(plan, CareTaskKind.FollowUp).Basis));
    }

    [Fact]
    public void Given_one_entry_in_hospital_and_one_not_on_the_same_day_When_the_plan_is_derived_Then_the_clock_runs()
    {
        var plan = Derive(
            The.Visit(new(2026, 3, 3), Stability.Stable, hospital: HospitalStay.InHospital), The.Visit(new(2026, 3, 3), Stability.BasicallyStable));

        Assert.Null(plan.Pause);
        Assert.Equal(new DateOnly(2026, 3, 17), Open(plan, CareTaskKind.FollowUp).ClosesOn);
    }

    [Fact]
    public void Given_an_unanswered_hospital_question_When_the_plan_is_derived_Then_the_clock_runs()
    {
        var plan = Derive(The.Visit(new(2026, 3, 3), Stability.Stable) with { Hospital = null });

        Assert.Equal(new DateOnly(2026, 6, 3), Open(plan, CareTaskKind.FollowUp).ClosesOn);
    }

    [Fact]
    public void Given_no_consent_When_the_plan_is_derived_Then_nothing_is_planned()
    {
        var plan = FollowUpPlan.Derive(null, [The.Visit(new(2026, 3, 3), Stability.Unstable)], [], The.Calendar, The.Intervals);

        Assert.Empty(plan.Tasks);
    }

    [Fact]
    public void Given_a_death_When_the_plan_is_derived_Then_its_record_settles_what_was_open_and_later_entries_open_nothing()
    {
        var dead = The.Without(new(2026, 3, 10), FollowUpOutcome.Dead);

        var plan = Derive(The.Visit(new(2026, 3, 3), Stability.Unstable, VisitMode.Telephone), dead, The.Visit(new(2026, 3, 20), Stability.Stable));

        Assert.Equal([CareTaskKind.FirstVisit, CareTaskKind.FollowUp, CareTaskKind.SpecialistReview], plan.Tasks.Select(task => task.Kind));
        Assert.All(plan.Tasks, task => Assert.Equal(new Settlement(new(2026, 3, 10), dead.Id.Value), task.Settled));
    }

    [Theory]
    [InlineData("2026-03-16", false)]
    [InlineData("2026-03-17", false)]
    [InlineData("2026-03-18", true)]
    public void Given_an_unstable_visit_When_the_next_comes_on_the_last_day_or_the_day_after_Then_only_the_latter_is_late(string seen, bool late)
    {
        var plan = Derive(The.Visit(new(2026, 3, 3), Stability.Unstable), The.Visit(DateOnly.Parse(seen), Stability.Stable));

        var settled = plan.Tasks.Single(task => task.Kind == CareTaskKind.FollowUp && task.Settled is not null);
        Assert.Equal(late, settled.Settled!.On > settled.ClosesOn);
    }
}
