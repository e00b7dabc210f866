using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Domain.Tests.Exits;

namespace CaseManagement.Domain.Tests.Crises;

/// <summary>An emergency in which the patient dies: the death is recorded on the case, and the handling ends with it.</summary>
public sealed partial class CrisisTests
{
    [Fact]
    public void Given_a_death_that_nobody_has_recorded_When_the_handling_is_ended_with_it_Then_that_is_refused_until_the_death_is_recorded()
    {
        var managed = ToldAndRecorded();

        Assert.Equal("crisis.death-not-recorded", AnExit.Refused(() => End(managed, CrisisOutcome.Died, Monday, next: null)));
        Assert.Equal((CaseState.Managed, CrisisState.Open), (managed.State, managed.Crises[0].State));
        Died(managed);
        Assert.Equal([CareTaskKind.CrisisHandling], managed.OpenKinds()); // whoever handled it still says how it ended
        End(managed, CrisisOutcome.Died, Monday, next: null);

        Assert.Equal((CaseState.Dead, CrisisState.Closed, (DateOnly?)Monday), (managed.State, managed.Crises[0].State, managed.Crises[0].ClosedOn));
        Assert.Empty(managed.OpenKinds());
    }

    [Fact]
    public void Given_a_death_that_a_visit_told_of_When_the_handling_is_ended_with_it_Then_it_ends()
    {
        var managed = ToldAndRecorded();
        managed.RecordFollowUp(ACase.Death(Monday), ACase.Doctor, ACase.Standards, Monday);

        End(managed, CrisisOutcome.Died, Monday, next: null);

        Assert.Equal((CaseState.Dead, CrisisState.Closed), (managed.State, managed.Crises[0].State));
    }

    [Fact]
    public void Given_a_handling_that_ended_with_a_death_When_the_patient_lives_after_all_Then_it_goes_on_until_it_ends_otherwise()
    {
        var managed = ToldAndRecorded();
        var death = Died(managed);
        End(managed, CrisisOutcome.Died, Monday, next: null, "送医后死亡");

        managed.CancelDeath(death.Id, "不是本人", ACase.Doctor, ACase.Standards, Monday.AddDays(1));

        var crisis = managed.Crises[0];
        Assert.Equal((CaseState.Managed, CrisisState.Open), (managed.State, crisis.State));
        Assert.Equal((null, null, null), (crisis.ClosedOn, crisis.ClosedBy, crisis.ClosingNote));
        Assert.NotNull(Open(managed, CareTaskKind.CrisisHandling));
        End(managed, CrisisOutcome.Admitted, Monday.AddDays(1), Monday.AddDays(3));
        Assert.Equal(CrisisState.Watched, crisis.State);
    }

    [Fact]
    public void Given_a_handling_that_ended_otherwise_When_a_death_is_recorded_and_taken_back_Then_it_stays_ended()
    {
        var managed = ToldAndRecorded();
        End(managed, CrisisOutcome.Settled, Monday, Monday.AddDays(2));
        var death = Died(managed);

        managed.CancelDeath(death.Id, "不是本人", ACase.Doctor, ACase.Standards, Monday.AddDays(1));

        Assert.Equal(CrisisState.Watched, managed.Crises[0].State);
    }

    [Fact]
    public void Given_a_visit_that_told_of_a_death_When_it_is_corrected_to_one_that_finds_danger_Then_the_emergency_goes_on_and_the_danger_joins_it()
    {
        var managed = ToldAndRecorded();
        var visit = managed.RecordFollowUp(ACase.Death(Monday), ACase.Doctor, ACase.Standards, Monday);
        End(managed, CrisisOutcome.Died, Monday, next: null);
        var on = Monday.AddDays(2);

        managed.CorrectFollowUp(visit.Id, Entry(Monday, 4), "填错患者", ACase.Doctor, ACase.Standards, on, At(on, 9));

        var crisis = Assert.Single(managed.Crises);
        Assert.Equal((CaseState.Managed, CrisisState.Open, null), (managed.State, crisis.State, crisis.ClosedOn));
        Assert.Equal([CrisisTrigger.SelfHarm, CrisisTrigger.DangerToOthers], crisis.Log.Causes.Where(cause => cause.GoneOn is null).Select(cause => cause.Trigger));
        Assert.Equal(on.AddDays(1), Open(managed, CareTaskKind.CrisisRecord)!.ClosesOn); // recorded and told of again
        Assert.NotEmpty(ACase.Standards.NotTold(crisis));
    }

    [Theory]
    [InlineData(false)] // it is being handled
    [InlineData(true)] // it ended with the death too
    public void Given_another_emergency_that_was_entered_after_the_death_When_the_patient_lives_after_all_Then_one_is_open_and_that_is_the_latest(bool isEndedToo)
    {
        var managed = ToldAndRecorded();
        var tuesday = Monday.AddDays(1);
        var death = managed.RecordDeath(new(tuesday, tuesday, DeathCause.Suicide, null), null, ACase.Doctor, ACase.Standards, tuesday);
        End(managed, CrisisOutcome.Died, tuesday, next: null);
        var second = managed.StartCrisis(new(CrisisTrigger.DangerToOthers, CrisisSource.ByHand, At(tuesday, 20), ACase.Doctor), At(tuesday, 8), ACase.Standards, tuesday);
        if (isEndedToo)
        {
            foreach (var party in ACase.Standards.NotTold(second)) managed.TellOfCrisis(second.Id, new(party, ToldHow.Call, ToldResult.Knows, At(tuesday, 20), null, null, ACase.Doctor), At(tuesday, 21));
            managed.RecordCrisis(second.Id, new(new() { StartedAt = second.StartedAt, Scene = "在家", Measures = "送医", Reasons = [CrisisTrigger.DangerToOthers] }, At(tuesday, 21), ACase.Doctor), ACase.Standards, tuesday);
            managed.EndCrisis(second.Id, new(CrisisOutcome.Died, null, tuesday, null, ACase.Doctor), ACase.Standards, tuesday);
        }

        managed.CancelDeath(death.Id, "不是本人", ACase.Doctor, ACase.Standards, tuesday.AddDays(2));

        Assert.Equal((2, CrisisState.Closed, CrisisState.Open), (managed.Crises.Count, managed.Crises[0].State, second.State));
        Assert.NotNull(Open(managed, isEndedToo ? CareTaskKind.CrisisHandling : CareTaskKind.CrisisRecord)); // never two of a kind
    }

    [Theory]
    [InlineData(1, 1)] // the last day of its record is not over yet
    [InlineData(21, 21)]
    public void Given_a_death_that_was_a_mistake_When_it_is_taken_back_weeks_later_Then_the_handling_is_late_from_the_day_after_and_climbs_step_by_step(int afterDays, int closesAfter)
    {
        var managed = ToldAndRecorded();
        var death = Died(managed);
        End(managed, CrisisOutcome.Died, Monday, next: null);
        var today = Monday.AddDays(afterDays);

        managed.CancelDeath(death.Id, "不是本人", ACase.Doctor, ACase.Standards, today);

        var handling = Open(managed, CareTaskKind.CrisisHandling)!;
        Assert.Equal((Monday, Monday.AddDays(closesAfter), null), (handling.CycleOn, handling.ClosesOn, handling.QuietUntil));
        Assert.False(Lateness.IsLate(handling, today));
        Assert.Equal(1, Lateness.DaysLate(handling, today.AddDays(1)));
        Assert.Equal([today.AddDays(1), today.AddDays(1), today.AddDays(8)], ACase.Standards.Ladder.For(handling.Kind, handling.Class).Select(step => Domain.Alerts.EscalationLadder.ReachedOn(step, handling)));
        End(managed, CrisisOutcome.Admitted, today, today.AddDays(2));
        Assert.Equal((CareTaskState.Done, (DateOnly?)today), (handling.State, handling.SettledOn));
    }

    [Fact]
    public void Given_a_patient_who_moved_away_When_the_handling_is_ended_with_a_death_Then_it_ends_since_others_record_that()
    {
        var managed = AnExit.Offered(AnExit.Elsewhere);
        var on = new DateOnly(2026, 6, 12);
        var crisis = managed.StartCrisis(new(CrisisTrigger.Relapse, CrisisSource.ByHand, At(on, 9), ACase.Doctor), At(on, 9), ACase.Standards, on);
        foreach (var party in ACase.Standards.NotTold(crisis)) managed.TellOfCrisis(crisis.Id, new(party, ToldHow.Call, ToldResult.Knows, At(on, 10), null, null, ACase.Doctor), At(on, 10));
        managed.RecordCrisis(crisis.Id, new(new() { StartedAt = crisis.StartedAt, Scene = "在家", Measures = "送医", Reasons = [CrisisTrigger.Relapse] }, At(on, 11), ACase.Doctor), ACase.Standards, on);
        managed.DecideTransfer(true, "当地精防机构已确认接收", AnExit.Leader, ACase.Standards, on);

        managed.EndCrisis(crisis.Id, new(CrisisOutcome.Died, null, on, null, ACase.Doctor), ACase.Standards, on);

        Assert.Equal((CaseState.TransferredOut, CrisisState.Closed), (managed.State, crisis.State));
    }

    private static ManagedCase ToldAndRecorded()
    {
        var managed = ACase.Managed();
        Start(managed, CrisisTrigger.SelfHarm, At(Monday, 9));
        TellAll(managed);
        Record(managed);

        return managed;
    }

    private static CaseExit Died(ManagedCase managed) => managed.RecordDeath(new(Monday, Monday, DeathCause.Suicide, null), null, ACase.Doctor, ACase.Standards, Monday);
}
