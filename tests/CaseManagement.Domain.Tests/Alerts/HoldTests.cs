using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Alerts;

/// <summary>A task waits for whoever has one of its alerts in hand, day by day.</summary>
public sealed class HoldTests
{
    private static CareTask Task()
    {
        var managed = ACase.Managed();
        managed.RecordFollowUp(ACase.Visit(new(2026, 3, 2)), ACase.Doctor, ACase.Standards, new(2026, 3, 2));
        return managed.Tasks.Single(task => task is { Kind: CareTaskKind.FollowUp, State: CareTaskState.Open });
    }

    [Fact]
    public void Given_a_task_When_an_alert_of_it_is_taken_Then_it_waits_from_the_next_night_on()
    {
        var task = Task();

        task.Hold(new(2026, 6, 13), today: new(2026, 6, 10));

        Assert.Equal((new DateOnly(2026, 6, 11), new DateOnly(2026, 6, 13)), (task.HeldFrom, task.HeldUntil));
    }

    [Theory]
    [InlineData(13, 11)] // without a gap: one hold
    [InlineData(14, 15)] // it had run out, so the nights between have climbed
    public void Given_a_held_task_When_it_is_taken_again_Then_the_hold_goes_on_or_begins_anew(int day, int from)
    {
        var task = Task();
        task.Hold(new(2026, 6, 13), today: new(2026, 6, 10));

        task.Hold(new(2026, 6, 20), today: new(2026, 6, day));

        Assert.Equal((new DateOnly(2026, 6, from), new DateOnly(2026, 6, 20)), (task.HeldFrom, task.HeldUntil));
    }

    [Fact]
    public void Given_a_held_task_When_nobody_has_it_any_more_Then_the_ladder_goes_on_with_the_next_night()
    {
        var task = Task();
        task.Hold(new(2026, 6, 13), today: new(2026, 6, 10));

        task.Hold(null, today: new(2026, 6, 11));

        var eighth = new EscalationStep(task.Kind, null, 2, 8, ToldRole.TeamLeader, Severity.Urgent); // by the ladder alone on 10 June; held from the 11th on
        var ninth = eighth with { DaysLate = 9 };
        Assert.Equal(new DateOnly(2026, 6, 2), task.ClosesOn);
        Assert.Equal((new DateOnly(2026, 6, 10), new DateOnly(2026, 6, 12)), (EscalationLadder.ReachedOn(eighth, task), EscalationLadder.ReachedOn(ninth, task)));
    }

    [Fact]
    public void Given_a_held_task_When_its_last_day_moves_Then_nobody_holds_it_for_the_new_cause()
    {
        var managed = ACase.Managed();
        managed.RecordFollowUp(ACase.Visit(new(2026, 3, 2)), ACase.Doctor, ACase.Standards, new(2026, 3, 2));
        var task = managed.Tasks.Single(task => task is { Kind: CareTaskKind.FollowUp, State: CareTaskState.Open });
        task.Hold(new(2026, 6, 13), today: new(2026, 6, 10));
        var wrong = managed.FollowUps.Single();

        managed.CorrectFollowUp(wrong.Id, ACase.Visit(new(2026, 3, 2), Domain.FollowUps.Stability.Unstable), "分类写错", ACase.Doctor, ACase.Standards, new(2026, 6, 10));

        Assert.Equal((new DateOnly(2026, 3, 16), null, null), (task.ClosesOn, task.HeldFrom, task.HeldUntil));
    }
}
