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
    public void Given_the_ladder_that_ships_When_an_unstable_patient_is_late_Then_the_leader_is_told_on_the_first_day()
    {
        var steps = Ladder.For(CareTaskKind.FollowUp, Stability.Unstable).Select(step => (step.DaysLate, step.Tells));

        Assert.Equal([(1, ToldRole.CareTeam), (1, ToldRole.TeamLeader), (15, ToldRole.PreventionOffice)], steps);
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
