using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Support;

/// <summary>A sign that was given by a slip of the finger, taken back in every way it can go.</summary>
public sealed class TakenBackTests
{
    private const int Minutes = 15;
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly DateTimeOffset Ten = new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8));
    private static readonly StaffId Volunteer = StaffId.New();

    [Fact]
    public void Given_a_sign_that_started_an_emergency_When_it_is_taken_back_within_minutes_Then_nothing_has_happened_and_the_reason_stays()
    {
        var managed = Signed();

        managed.TakeBackSign(Volunteer, "点错了", Ten.AddMinutes(Minutes), Minutes, ACase.Standards, Monday);

        var crisis = Assert.Single(managed.Crises);
        Assert.Equal((CrisisState.Withdrawn, "点错了", (DateOnly?)Monday), (crisis.State, crisis.Log.Causes[0].TakenBack, crisis.Log.Causes[0].GoneOn));
        Assert.DoesNotContain(managed.Tasks, task => task is { Kind: CareTaskKind.CrisisRecord, State: CareTaskState.Open });
    }

    [Fact]
    public void Given_a_sign_When_it_is_taken_back_too_late_or_by_another_or_twice_Then_it_is_refused()
    {
        var managed = Signed();

        var late = Assert.Throws<RuleBrokenException>(() => managed.TakeBackSign(Volunteer, "点错了", Ten.AddMinutes(Minutes).AddSeconds(1), Minutes, ACase.Standards, Monday));
        var other = Assert.Throws<RuleBrokenException>(() => managed.TakeBackSign(StaffId.New(), "点错了", Ten.AddMinutes(1), Minutes, ACase.Standards, Monday));
        var state = managed.Crises[0].State;
        managed.TakeBackSign(Volunteer, "点错了", Ten.AddMinutes(2), Minutes, ACase.Standards, Monday);
        var twice = Assert.Throws<RuleBrokenException>(() => managed.TakeBackSign(Volunteer, "点错了", Ten.AddMinutes(3), Minutes, ACase.Standards, Monday));

        Assert.Equal(("sign.too-late", "sign.too-late", "sign.too-late", CrisisState.Open), (late.Code, other.Code, twice.Code, state));
    }

    [Fact]
    public void Given_somebody_has_acted_on_a_sign_When_it_is_taken_back_Then_it_is_refused_and_the_emergency_stands()
    {
        var managed = Signed();
        managed.TellOfCrisis(managed.Crises[0].Id, new(Party.Police, ToldHow.Call, ToldResult.Knows, Ten.AddMinutes(1), null, null, ACase.Doctor), Ten.AddMinutes(1));

        var refused = Assert.Throws<RuleBrokenException>(() => managed.TakeBackSign(Volunteer, "点错了", Ten.AddMinutes(2), Minutes, ACase.Standards, Monday));

        Assert.Equal(("sign.acted-on", CrisisState.Open), (refused.Code, managed.Crises[0].State));
    }

    [Fact]
    public void Given_another_reason_for_the_emergency_When_the_sign_is_taken_back_Then_the_emergency_stands_by_the_other()
    {
        var managed = ACase.Managed();
        managed.StartCrisis(new(CrisisTrigger.Relapse, CrisisSource.ByHand, Ten.AddMinutes(-5), ACase.Doctor), Ten.AddMinutes(-5), ACase.Standards, Monday);
        Sign(managed);

        managed.TakeBackSign(Volunteer, "点错了", Ten.AddMinutes(1), Minutes, ACase.Standards, Monday);

        Assert.Equal((CrisisState.Open, 1), (managed.Crises[0].State, managed.Crises[0].Log.Causes.Count(cause => cause.GoneOn is not null)));
    }

    [Fact]
    public void Given_a_sign_was_taken_back_When_another_is_given_on_the_same_day_Then_the_emergency_begins_again()
    {
        var managed = Signed();
        managed.TakeBackSign(Volunteer, "点错了", Ten.AddMinutes(1), Minutes, ACase.Standards, Monday);

        Sign(managed, Ten.AddHours(1));

        Assert.Equal(CrisisState.Open, Assert.Single(managed.Crises).State);
    }

    [Theory]
    [InlineData(CrisisState.Watched)]
    [InlineData(CrisisState.Closed)]
    public void Given_a_sign_that_opened_the_handling_again_When_it_is_taken_back_Then_what_stood_before_stands_again(CrisisState before)
    {
        var managed = Ended(before);
        var stood = Standing(managed);
        Sign(managed, Ten.AddHours(1));
        var reopened = Standing(managed);

        managed.TakeBackSign(Volunteer, "点错了", Ten.AddHours(1).AddMinutes(1), Minutes, ACase.Standards, Monday);

        Assert.Equal((CrisisState.Open, null, null, null, null), (reopened.State, reopened.RecordedOn, reopened.ClosedOn, reopened.ClosedBy, reopened.Note));
        Assert.Equal((before, stood), (stood.State, Standing(managed)));
        Assert.Equal("点错了", managed.Crises[0].Log.Causes[^1].TakenBack);
        Assert.DoesNotContain(managed.Tasks, task => task is { Kind: CareTaskKind.CrisisRecord, State: CareTaskState.Open });
    }

    [Theory]
    [InlineData(CrisisState.Watched)]
    [InlineData(CrisisState.Closed)]
    public void Given_two_signs_after_the_handling_ended_When_they_are_taken_back_one_by_one_Then_the_first_changes_nothing_and_the_last_restores(CrisisState before)
    {
        var managed = Ended(before);
        var stood = Standing(managed);
        Sign(managed, Ten.AddHours(1));
        Sign(managed, Ten.AddHours(1).AddMinutes(1));

        managed.TakeBackSign(Volunteer, "点错了", Ten.AddHours(1).AddMinutes(2), Minutes, ACase.Standards, Monday);
        var after = managed.Crises[0].State;
        managed.TakeBackSign(Volunteer, "点错了", Ten.AddHours(1).AddMinutes(3), Minutes, ACase.Standards, Monday);

        Assert.Equal((CrisisState.Open, stood), (after, Standing(managed)));
    }

    [Fact]
    public void Given_the_handling_ended_after_a_sign_and_another_opened_it_again_When_the_first_is_taken_back_Then_it_is_refused()
    {
        var managed = Signed();
        managed.EndCrisis(managed.Crises[0].Id, new(CrisisOutcome.Mistaken, "无事", Monday, null, ACase.Doctor), ACase.Standards, Monday);
        managed.StartCrisis(new(CrisisTrigger.Relapse, CrisisSource.ByHand, Ten.AddMinutes(2), ACase.Doctor), Ten.AddMinutes(2), ACase.Standards, Monday);

        var refused = Assert.Throws<RuleBrokenException>(() => managed.TakeBackSign(Volunteer, "点错了", Ten.AddMinutes(3), Minutes, ACase.Standards, Monday));

        Assert.Equal(("sign.acted-on", CrisisState.Open), (refused.Code, managed.Crises[0].State));
    }

    [Fact]
    public void Given_the_reason_that_opened_the_handling_again_was_not_a_sign_When_a_sign_that_joined_is_taken_back_Then_it_stays_open()
    {
        var managed = Ended(CrisisState.Watched);
        managed.StartCrisis(new(CrisisTrigger.Relapse, CrisisSource.ByHand, Ten.AddHours(1), ACase.Doctor), Ten.AddHours(1), ACase.Standards, Monday);
        Sign(managed, Ten.AddHours(1).AddMinutes(1));

        managed.TakeBackSign(Volunteer, "点错了", Ten.AddHours(1).AddMinutes(2), Minutes, ACase.Standards, Monday);

        Assert.Equal((CrisisState.Open, (DateOnly?)null), (managed.Crises[0].State, managed.Crises[0].RecordedOn));
    }

    [Fact]
    public void Given_a_sign_that_went_to_the_team_When_it_is_taken_back_Then_it_ends_and_cannot_be_checked_any_more()
    {
        var clue = Clue.OfPatient(ClueId.New(), ACase.Managed(), CareSign.Missing, null, Volunteer, Ten, ACase.Standards);

        clue.TakeBack("人在家", Volunteer, Ten.AddMinutes(3), Minutes);

        Assert.Equal((ClueState.TakenBack, "人在家", (StaffId?)Volunteer), (clue.State, clue.EndNote, clue.EndedBy));
        Assert.Equal("clue.checked", Assert.Throws<RuleBrokenException>(() => clue.Check("无事", ACase.Doctor, Ten.AddMinutes(4), ACase.Standards)).Code);
    }

    [Fact]
    public void Given_a_sign_that_somebody_has_looked_into_or_that_is_old_or_anothers_When_it_is_taken_back_Then_it_is_refused()
    {
        var (looked, old) = (Clue.OfPatient(ClueId.New(), ACase.Managed(), CareSign.Missing, null, Volunteer, Ten, ACase.Standards), Clue.OfPatient(ClueId.New(), ACase.Managed(), CareSign.Missing, null, Volunteer, Ten, ACase.Standards));
        looked.Check("在亲戚家", ACase.Doctor, Ten.AddMinutes(1), ACase.Standards);

        Assert.Equal("sign.too-late", Assert.Throws<RuleBrokenException>(() => looked.TakeBack("点错", Volunteer, Ten.AddMinutes(2), Minutes)).Code);
        Assert.Equal("sign.too-late", Assert.Throws<RuleBrokenException>(() => old.TakeBack("点错", Volunteer, Ten.AddMinutes(16), Minutes)).Code);
        Assert.Equal("sign.too-late", Assert.Throws<RuleBrokenException>(() => old.TakeBack("点错", ACase.Doctor, Ten.AddMinutes(2), Minutes)).Code);
    }

    private static ManagedCase Signed()
    {
        var managed = ACase.Managed();
        Sign(managed);

        return managed;
    }

    /// <summary>An emergency of this morning whose handling ended: with closer visits to come, or as one that was none.</summary>
    private static ManagedCase Ended(CrisisState state)
    {
        var managed = ACase.Managed();
        var id = managed.StartCrisis(new(CrisisTrigger.Relapse, CrisisSource.ByHand, Ten, ACase.Doctor), Ten, ACase.Standards, Monday).Id;
        managed.RecordCrisis(id, new(new CrisisRecordForm { StartedAt = Ten, Scene = "在家砸物", Measures = "劝解，联系民警", Reasons = [CrisisTrigger.Relapse] }, Ten.AddMinutes(5), ACase.Doctor), ACase.Standards, Monday);
        foreach (var party in ACase.Standards.NotTold(managed.Crises[0])) managed.TellOfCrisis(id, new(party, ToldHow.Call, ToldResult.Knows, Ten.AddMinutes(6), null, null, ACase.Doctor), Ten.AddMinutes(6));
        managed.EndCrisis(id, state == CrisisState.Watched ? new(CrisisOutcome.Settled, null, Monday, Monday.AddDays(2), ACase.Doctor) : new(CrisisOutcome.Mistaken, "并无此事", Monday, null, ACase.Doctor), ACase.Standards, Monday);

        return managed;
    }

    private static (CrisisState State, DateOnly? RecordedOn, DateOnly? ClosedOn, StaffId? ClosedBy, string? Note) Standing(ManagedCase managed)
    {
        var crisis = Assert.Single(managed.Crises);
        return (crisis.State, crisis.RecordedOn, crisis.ClosedOn, crisis.ClosedBy, crisis.ClosingNote);
    }

    private static void Sign(ManagedCase managed, DateTimeOffset? at = null) =>
        managed.StartCrisis(new(CrisisTrigger.SelfHarm, CrisisSource.CareGroup, at ?? Ten, Volunteer), at ?? Ten, ACase.Standards, Monday);
}
