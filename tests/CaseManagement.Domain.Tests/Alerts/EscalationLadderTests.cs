using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Alerts;

public sealed class EscalationLadderTests
{
    private static EscalationLadder Ladder => ACase.Standards.Ladder;

    [Fact]
    public void Given_the_ladder_that_ships_When_a_stable_follow_up_is_late_Then_team_leader_and_office_are_told_one_after_another()
    {
        var steps = Ladder.For(CareTaskKind.FollowUp, Stability.Stable).Select(step => (step.DaysLate, step.Tells));

        Assert.Equal([(1, ToldRole.CareTeam), (8, ToldRole.TeamLeader), (15, ToldRole.PreventionOffice)], steps);
    }

    [Fact]
    public void Given_the_ladder_that_ships_When_an_unstable_patient_is_late_Then_the_leader_is_told_on_the_first_day_and_the_specialist_before_the_office()
    {
        var steps = Ladder.For(CareTaskKind.FollowUp, Stability.Unstable).Select(step => (step.DaysLate, step.Tells));

        Assert.Equal([(1, ToldRole.CareTeam), (1, ToldRole.TeamLeader), (8, ToldRole.Specialist), (15, ToldRole.PreventionOffice)], steps);
    }

    [Fact]
    public void Given_the_ladder_that_ships_When_anything_that_is_owed_to_an_unstable_patient_is_late_Then_nobody_is_told_later_than_of_a_late_visit_or_of_a_calmer_patient()
    {
        var visit = Days(CareTaskKind.FollowUp, Stability.Unstable);
        foreach (var kind in (CareTaskKind[])[CareTaskKind.FirstVisit, CareTaskKind.HospitalCheck, CareTaskKind.Injection, CareTaskKind.SpecialistReview])
        {
            var (unstable, calmer) = (Days(kind, Stability.Unstable), Days(kind, Stability.Stable));

            Assert.All(visit, told => Assert.True(unstable[told.Key] <= told.Value, $"{kind}: {told.Key}"));
            Assert.All(calmer, told => Assert.True(unstable[told.Key] <= told.Value, $"{kind}: {told.Key}"));
            Assert.True(unstable[ToldRole.TeamLeader] < calmer[ToldRole.TeamLeader], $"{kind}");
        }

        static Dictionary<ToldRole, int> Days(CareTaskKind kind, Stability stability) => Ladder.For(kind, stability).ToDictionary(step => step.Tells, step => step.DaysLate);
    }

    [Theory]
    [InlineData(CareTaskKind.TransferAcceptance)]
    [InlineData(CareTaskKind.AdviceToFollow)]
    [InlineData(CareTaskKind.ReferralOutcome)]
    [InlineData(CareTaskKind.RefusedDischarge)]
    public void Given_the_ladder_that_ships_When_what_others_owe_an_unstable_patient_is_late_Then_everybody_is_told_as_soon_as_of_a_calmer_one_and_somebody_sooner(CareTaskKind kind)
    {
        var (unstable, calmer) = (Days(Stability.Unstable), Days(Stability.Stable));

        Assert.All(calmer, told => Assert.True(unstable[told.Key] <= told.Value, $"{told.Key}"));
        Assert.Contains(calmer, told => unstable[told.Key] < told.Value);

        Dictionary<ToldRole, int> Days(Stability stability) => Ladder.For(kind, stability).ToDictionary(step => step.Tells, step => step.DaysLate);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Stability.Unstable)]
    public void Given_the_ladder_that_ships_When_a_hospital_owes_the_word_Then_it_is_told_on_the_first_day_and_a_team_is_not_told_of_what_it_refused(Stability? stability)
    {
        foreach (var kind in (CareTaskKind[])[CareTaskKind.ReferralReceipt, CareTaskKind.ReferralOutcome, CareTaskKind.RefusedDischarge])
            Assert.Contains(Ladder.For(kind, stability), step => step is { Tells: ToldRole.Specialist, DaysLate: 1 });

        Assert.DoesNotContain(Ladder.For(CareTaskKind.RefusedDischarge, stability), step => step.Tells is ToldRole.CareTeam or ToldRole.TeamLeader);
    }

    [Fact]
    public void Given_the_ladder_that_ships_When_an_injection_is_past_its_label_window_Then_everybody_is_told_sooner_than_when_it_is_late()
    {
        var late = Ladder.For(CareTaskKind.Injection, null).ToDictionary(step => step.Tells, step => step.DaysLate);
        var pastTheWindow = Ladder.For(CareTaskKind.CoverageEnd, null).ToDictionary(step => step.Tells, step => step.DaysLate);

        Assert.Equal([ToldRole.CareTeam, ToldRole.TeamLeader, ToldRole.PreventionOffice, ToldRole.Specialist], late.Keys.Order());
        Assert.Equal(late.Keys.Order(), pastTheWindow.Keys.Order());
        Assert.All(late.Where(step => step.Value > 1), step => Assert.True(pastTheWindow[step.Key] < step.Value, $"{step.Key}"));
    }

    [Theory]
    [InlineData(CareTaskKind.CrisisRecord)]
    [InlineData(CareTaskKind.CrisisHandling)]
    [InlineData(CareTaskKind.CrisisVisit)]
    public void Given_the_ladder_that_ships_When_what_follows_an_emergency_is_late_Then_the_leader_is_told_on_the_first_day_and_the_office_before_it_would_be_of_an_unstable_visit(CareTaskKind kind)
    {
        var days = Ladder.For(kind, null).ToDictionary(step => step.Tells, step => step.DaysLate);
        var unstable = Ladder.For(CareTaskKind.FollowUp, Stability.Unstable).ToDictionary(step => step.Tells, step => step.DaysLate);

        Assert.Equal((1, 1), (days[ToldRole.CareTeam], days[ToldRole.TeamLeader]));
        Assert.True(days[ToldRole.PreventionOffice] < unstable[ToldRole.PreventionOffice]);
        Assert.All(Ladder.For(kind, null), step => Assert.Equal(Severity.Urgent, step.Severity));
    }

    [Fact]
    public void Given_the_ladder_that_ships_When_its_last_step_is_read_Then_it_is_always_the_office()
    {
        Assert.All(Ladder.Steps.GroupBy(step => (step.Kind, step.Class)), steps => Assert.Equal(ToldRole.PreventionOffice, steps.Last().Tells));
    }

    [Theory]
    [InlineData(null, null, "2026-03-24")]
    [InlineData("2026-03-18", "2026-03-23", "2026-03-24")] // in hand, and given up before the day
    [InlineData("2026-03-18", "2026-03-24", "2026-03-25")] // in hand on the day itself
    [InlineData("2026-03-24", "2026-03-31", "2026-04-01")]
    [InlineData("2026-03-25", "2026-03-31", "2026-03-24")] // taken on the day itself, after its night: a sweep that was missed makes it up
    public void Given_somebody_who_has_it_in_hand_When_a_step_is_reached_Then_it_waits_for_the_day_after(string? heldFrom, string? heldUntil, string reachedOn)
    {
        var step = Ladder.For(CareTaskKind.FollowUp, Stability.Stable).ElementAt(1);

        var reached = EscalationLadder.ReachedOn(step, closesOn: new(2026, 3, 16), quietUntil: null, heldFrom is null ? null : Day(heldFrom), heldUntil is null ? null : Day(heldUntil));

        Assert.Equal(Day(reachedOn), reached);
    }

    [Fact]
    public void Given_any_pause_and_any_hold_When_the_steps_are_reached_Then_one_after_another_and_never_while_it_is_paused_or_in_hand()
    {
        var dice = new Random(7);
        var held = 0;
        for (var i = 0; i < 5000; i++)
        {
            var closesOn = new DateOnly(2026, 3, 1).AddDays(dice.Next(30));
            DateOnly? quiet = dice.Next(2) == 0 ? null : closesOn.AddDays(dice.Next(-10, 20));
            DateOnly? from = dice.Next(3) == 0 ? null : closesOn.AddDays(dice.Next(1, 25));
            var until = from?.AddDays(dice.Next(0, 9));
            foreach (var steps in Ladder.Steps.GroupBy(step => (step.Kind, step.Class)))
            {
                var days = steps.Select(step => EscalationLadder.ReachedOn(step, closesOn, quiet, from, until)).ToList();

                Assert.Equal(days.Order(), days);
                Assert.All(steps.Zip(days), reached =>
                {
                    Assert.True(reached.Second >= closesOn.AddDays(reached.First.DaysLate));
                    Assert.False(reached.Second <= quiet);
                    Assert.False(from <= reached.Second && reached.Second <= until);
                });
                held += days.Count(day => day == until?.AddDays(1));
            }
        }

        Assert.True(held > 500);
    }

    [Fact]
    public void Given_every_kind_of_task_When_it_is_late_Then_somebody_is_told_on_the_first_day()
    {
        Assert.All(Enum.GetValues<CareTaskKind>(), kind => Assert.Equal(1, Ladder.For(kind, null).First().DaysLate));
    }

    [Theory]
    [InlineData(null, "2026-03-17")]
    [InlineData("2026-03-10", "2026-03-17")] // a pause that ended before
    [InlineData("2026-03-17", "2026-03-18")] // the pause covers the day itself
    [InlineData("2026-04-30", "2026-05-01")]
    public void Given_a_pause_When_a_step_is_reached_Then_it_waits_for_the_day_after(string? quietUntil, string reachedOn)
    {
        var step = Ladder.For(CareTaskKind.FollowUp, Stability.Stable).First();

        var reached = EscalationLadder.ReachedOn(step, closesOn: new(2026, 3, 16), quietUntil is null ? null : Day(quietUntil));

        Assert.Equal(Day(reachedOn), reached);
    }

    [Fact]
    public void Given_a_ladder_with_a_gap_or_a_step_back_When_it_is_built_Then_it_is_refused()
    {
        EscalationStep Step(int number, int days) => new(CareTaskKind.FollowUp, null, number, days, ToldRole.CareTeam, Severity.Watch);

        Assert.Equal("ladder.gap", Assert.Throws<RuleBrokenException>(() => new EscalationLadder([Step(1, 1), Step(3, 8)])).Code);
        Assert.Equal("ladder.order", Assert.Throws<RuleBrokenException>(() => new EscalationLadder([Step(1, 8), Step(2, 1)])).Code);
        Assert.Equal("ladder.before-late", Assert.Throws<RuleBrokenException>(() => new EscalationLadder([Step(1, 0)])).Code);
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
