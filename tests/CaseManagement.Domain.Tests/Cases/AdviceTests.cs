using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Domain.Tests.Cases;

/// <summary>What a psychiatrist advised comes back as work of the team, by a day that the rules give already.</summary>
public sealed class AdviceTests
{
    private static readonly DateOnly Visit = new(2026, 3, 2);

    [Fact]
    public void Given_a_visit_When_advice_follows_Then_it_is_to_be_followed_by_the_last_day_of_the_next_contact()
    {
        var managed = Seen();

        Advise(managed, new(2026, 3, 5));

        var task = Assert.Single(managed.Tasks, task => task.Kind == CareTaskKind.AdviceToFollow);
        Assert.Equal((CareTaskState.Open, new DateOnly(2026, 3, 5), new DateOnly(2026, 3, 16), ManagedCase.AdviceByNextContact), (task.State, task.CycleOn, task.ClosesOn, task.Basis));
    }

    [Fact]
    public void Given_a_contact_that_is_late_already_When_advice_comes_in_Then_it_is_to_be_followed_at_once()
    {
        var managed = Seen();

        Advise(managed, new(2026, 3, 5), recordedOn: new(2026, 3, 20));

        Assert.Equal((new DateOnly(2026, 3, 20), ManagedCase.AdviceAtOnce), (Open(managed)!.ClosesOn, Open(managed)!.Basis));
    }

    [Fact]
    public void Given_two_advices_When_one_is_followed_Then_one_task_stands_for_the_other()
    {
        var managed = Seen();
        var (first, second) = (Advise(managed, new(2026, 3, 5)), Advise(managed, new(2026, 3, 6)));
        Assert.Single(managed.Tasks, task => task is { Kind: CareTaskKind.AdviceToFollow, State: CareTaskState.Open });

        managed.FollowAdvice(first.Id, new(2026, 3, 7), "已告知", ACase.Doctor, ACase.Standards, new(2026, 3, 7));

        Assert.Equal(new DateOnly(2026, 3, 6), Open(managed)!.CycleOn);
        managed.FollowAdvice(second.Id, new(2026, 3, 8), null, ACase.Doctor, ACase.Standards, new(2026, 3, 8));
        Assert.Null(Open(managed));
        Assert.Equal((ACase.Doctor, "已告知"), (first.DoneBy!.Value, first.DoneNote));
    }

    [Theory]
    [InlineData("2026-03-04", "advice.done-before-given")]
    [InlineData("2026-03-11", "advice.done-in-future")]
    public void Given_advice_When_followed_on_a_day_that_cannot_be_Then_it_is_refused(string on, string code)
    {
        var managed = Seen();
        var advice = Advise(managed, new(2026, 3, 5));

        var refused = Assert.Throws<RuleBrokenException>(() => managed.FollowAdvice(advice.Id, DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), null, ACase.Doctor, ACase.Standards, new(2026, 3, 10)));

        Assert.Equal(code, refused.Code);
    }

    [Fact]
    public void Given_advice_that_was_followed_or_never_given_When_followed_again_Then_it_is_refused()
    {
        var managed = Seen();
        var advice = Advise(managed, new(2026, 3, 5));
        managed.FollowAdvice(advice.Id, new(2026, 3, 5), null, ACase.Doctor, ACase.Standards, new(2026, 3, 5));

        Assert.Equal("advice.done-already", Assert.Throws<RuleBrokenException>(() => managed.FollowAdvice(advice.Id, new(2026, 3, 5), null, ACase.Doctor, ACase.Standards, new(2026, 3, 5))).Code);
        Assert.Equal("advice.unknown", Assert.Throws<RuleBrokenException>(() => managed.FollowAdvice(Guid.NewGuid(), new(2026, 3, 5), null, ACase.Doctor, ACase.Standards, new(2026, 3, 5))).Code);
    }

    [Fact]
    public void Given_a_stable_patient_When_a_psychiatrist_adds_a_measure_by_a_day_before_the_next_contact_Then_that_day_is_the_last()
    {
        var managed = ACase.Managed();
        managed.RecordFollowUp(ACase.Visit(Visit, Stability.Stable), ACase.Doctor, ACase.Standards, Visit);
        var plan = CasePlans.APlan.Begin(managed, Visit);

        managed.AddPlanMeasure(plan.Id, 1, new("复查血药浓度", 1, new(2026, 4, 1)), "加量后", ACase.Psychiatrist, ACase.Standards, new(2026, 3, 20));

        Assert.Equal((new DateOnly(2026, 3, 20), new DateOnly(2026, 4, 1), ManagedCase.AdviceByPlan, Stability.Stable), (Open(managed)!.CycleOn, Open(managed)!.ClosesOn, Open(managed)!.Basis, Open(managed)!.Class));
    }

    [Theory]
    [InlineData(CasePlanEnd.EndedBySigner, CareTaskState.Done)]
    [InlineData(CasePlanEnd.Mistaken, CareTaskState.Withdrawn)] // there never was such a plan
    public void Given_a_measure_that_nobody_has_seen_to_When_its_plan_ends_Then_it_is_asked_no_more_and_another_advice_stays(CasePlanEnd reason, CareTaskState state)
    {
        var managed = ACase.Managed();
        managed.RecordFollowUp(ACase.Visit(Visit, Stability.Stable), ACase.Doctor, ACase.Standards, Visit);
        var plan = CasePlans.APlan.Begin(managed, Visit);
        managed.AddPlanMeasure(plan.Id, 1, new("复查血药浓度", 1, new(2026, 4, 1)), "加量后", ACase.Psychiatrist, ACase.Standards, new(2026, 3, 20));

        CasePlans.APlan.End(managed, plan, new(2026, 3, 25), reason);

        var task = Assert.Single(managed.Tasks, task => task.Kind == CareTaskKind.AdviceToFollow);
        Assert.Equal((state, state == CareTaskState.Done ? new DateOnly(2026, 3, 25) : (DateOnly?)null), (task.State, task.SettledOn));
        Advise(managed, new(2026, 3, 26), recordedOn: new(2026, 3, 26));
        Assert.Equal(new DateOnly(2026, 3, 26), Open(managed)!.CycleOn);
    }

    [Fact]
    public void Given_a_measure_that_nobody_has_seen_to_When_its_plan_is_replaced_Then_it_is_said_what_becomes_of_it_and_the_measure_keeps_that()
    {
        var managed = ACase.Managed();
        var plan = CasePlans.APlan.Begin(managed, Visit);
        managed.AddPlanMeasure(plan.Id, 1, new("复查血药浓度", 1, new(2026, 4, 1)), "加量后", ACase.Psychiatrist, ACase.Standards, new(2026, 3, 20));
        managed.AddPlanMeasure(plan.Id, 1, new("查血", 1, new(2026, 4, 1)), "加量后", ACase.Psychiatrist, ACase.Standards, new(2026, 3, 21));
        var (done, rests) = (managed.Advice[0], managed.Advice[1]);
        managed.FollowAdvice(done.Id, new(2026, 3, 22), null, ACase.Doctor, ACase.Standards, new(2026, 3, 22));

        var refused = Assert.Throws<RuleBrokenException>(() => managed.EndPlan(plan.Id, new(2026, 3, 25), CasePlanEnd.Replaced, " ", ACase.Doctor, ACase.Standards, new(2026, 3, 25)));
        Assert.True(rests.IsAsked(managed.Plans));
        managed.EndPlan(plan.Id, new(2026, 3, 25), CasePlanEnd.Replaced, "血药浓度正常，不再抽血", ACase.Doctor, ACase.Standards, new(2026, 3, 25));

        Assert.Equal("plan.measures-owed", refused.Code);
        Assert.Equal((false, plan, (CasePlan?)null), (rests.IsAsked(managed.Plans), rests.RestsWith(managed.Plans), done.RestsWith(managed.Plans)));
    }

    [Fact]
    public void Given_the_same_facts_When_entered_in_another_order_Then_the_advice_is_due_on_the_same_day()
    {
        var (forward, backward) = (Seen(), ACase.Managed());
        Advise(forward, new(2026, 3, 5), recordedOn: new(2026, 3, 6));

        Advise(backward, new(2026, 3, 5), recordedOn: new(2026, 3, 6));
        backward.RecordFollowUp(ACase.Visit(Visit, Stability.Unstable), ACase.Doctor, ACase.Standards, new(2026, 3, 6));

        Assert.Equal((Open(forward)!.CycleOn, Open(forward)!.ClosesOn, Open(forward)!.Basis), (Open(backward)!.CycleOn, Open(backward)!.ClosesOn, Open(backward)!.Basis));
    }

    [Fact]
    public void Given_advice_to_follow_When_the_patient_dies_Then_nobody_is_asked_any_more()
    {
        var managed = Seen();
        Advise(managed, new(2026, 3, 5));

        managed.RecordDeath(new(new(2026, 3, 8), new(2026, 3, 9), DeathCause.Accident, null), null, ACase.Doctor, ACase.Standards, new(2026, 3, 9));

        Assert.Null(Open(managed));
        Assert.Equal("case.closed", Assert.Throws<RuleBrokenException>(() => managed.FollowAdvice(managed.Advice[0].Id, new(2026, 3, 9), null, ACase.Doctor, ACase.Standards, new(2026, 3, 9))).Code);
    }

    private static ManagedCase Seen()
    {
        var managed = ACase.Managed();
        managed.RecordFollowUp(ACase.Visit(Visit, Stability.Unstable), ACase.Doctor, ACase.Standards, Visit);

        return managed;
    }

    private static SpecialistAdvice Advise(ManagedCase managed, DateOnly on, DateOnly? recordedOn = null) =>
        managed.RecordAdvice(on, "维持原方案", ACase.Psychiatrist, ACase.Standards, recordedOn ?? on);

    private static CareTask? Open(ManagedCase managed) => managed.Tasks.SingleOrDefault(task => task is { Kind: CareTaskKind.AdviceToFollow, State: CareTaskState.Open });
}
