using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Crises;

// What must not be forgotten of an emergency that is open: its end, and what happens in it a second time.
public sealed partial class CrisisTests
{
    [Theory]
    [InlineData(0, 11, false, false)] // the same event, told of and not written yet
    [InlineData(0, 16, true, true)] // written already
    [InlineData(2, 9, false, true)] // another day
    [InlineData(2, 9, true, true)]
    public void Given_an_open_emergency_that_all_know_of_When_something_dangerous_happens_again_Then_it_is_another_event_after_the_record_or_on_another_day_and_all_are_told_anew(int day, int hour, bool isRecorded, bool isAnother)
    {
        var managed = ACase.Managed();
        Start(managed, CrisisTrigger.DangerToOthers, At(Monday, 9));
        TellAll(managed);
        if (isRecorded) Record(managed);
        managed.TakeTidings();

        Start(managed, CrisisTrigger.DangerToOthers, At(Monday.AddDays(day), hour));

        var (crisis, tidings) = (Assert.Single(managed.Crises), Assert.Single(managed.TakeTidings()));
        Assert.Equal((null, CrisisState.Open), (crisis.RecordedOn, crisis.State));
        Assert.Equal(isRecorded ? At(Monday.AddDays(day + 1), hour) : At(Monday.AddDays(1), 9), crisis.RecordDueAt); // one that is still owed is not given more time
        Assert.Equal(isAnother ? [Party.Police, Party.FacilityHead, Party.Psychiatrist, Party.CareGroup] : [], ACase.Standards.NotTold(crisis));
        Assert.Equal((crisis.Id.Value, isAnother ? 1 : 0), (tidings.EventId, tidings.Round));
        Assert.Equal(isRecorded ? "crisis-record.again.24-hours" : "crisis-record.24-hours", Open(managed, CareTaskKind.CrisisRecord)!.Basis);
    }

    [Fact]
    public void Given_an_emergency_that_began_anew_by_a_sign_When_the_sign_is_taken_back_Then_its_record_and_whoever_was_told_stand_again()
    {
        var managed = ACase.Managed();
        Start(managed, CrisisTrigger.DangerToOthers, At(Monday, 9));
        TellAll(managed);
        Record(managed);
        Start(managed, CrisisTrigger.DangerToOthers, At(Monday.AddDays(1), 9), CrisisSource.CareGroup);

        managed.TakeTidings();

        managed.TakeBackSign(ACase.Doctor, "看错了人", At(Monday.AddDays(1), 9), 10, ACase.Standards, Monday.AddDays(1));

        Assert.Equal((CrisisState.Open, (DateOnly?)Monday, At(Monday.AddDays(1), 9)), (managed.Crises[0].State, managed.Crises[0].RecordedOn, managed.Crises[0].RecordDueAt));
        Assert.Equal((true, 1), Assert.Single(managed.TakeTidings()) is var gone ? (gone.IsGone, gone.Round) : default);
        Assert.Empty(ACase.Standards.NotTold(managed.Crises[0]));
        Assert.NotNull(Open(managed, CareTaskKind.CrisisHandling));
    }

    [Theory]
    [InlineData(CrisisState.Open)] // with its record written
    [InlineData(CrisisState.Watched)]
    [InlineData(CrisisState.Closed)]
    public void Given_an_emergency_that_began_anew_by_a_visit_When_the_visit_is_cancelled_Then_what_stood_before_stands_again_and_the_same_danger_begins_it_once_more(CrisisState stood)
    {
        var managed = ACase.Managed();
        Start(managed, CrisisTrigger.DangerToOthers, At(Monday, 9));
        TellAll(managed);
        Record(managed);
        if (stood == CrisisState.Watched) End(managed, CrisisOutcome.Settled, Monday, Monday.AddDays(2));
        if (stood == CrisisState.Closed) Died(managed);
        if (stood == CrisisState.Closed) End(managed, CrisisOutcome.Died, Monday, null);
        var (crisis, closedOn) = (managed.Crises[0], managed.Crises[0].ClosedOn);
        var visit = Visit(managed, Monday, 4, At(Monday, 15));
        managed.TakeTidings();

        var calm = managed.CorrectFollowUp(visit.Id, Entry(Monday, 0), "记错了", ACase.Doctor, ACase.Standards, Monday);

        Assert.Equal((stood, (DateOnly?)Monday, closedOn, At(Monday.AddDays(1), 9)), (crisis.State, crisis.RecordedOn, crisis.ClosedOn, crisis.RecordDueAt));
        Assert.Equal((true, 1), Assert.Single(managed.TakeTidings()) is var gone ? (gone.IsGone, gone.Round) : default);
        managed.CorrectFollowUp(calm.Id, Entry(Monday, 4), "没有记错", ACase.Doctor, ACase.Standards, Monday, At(Monday, 16));
        Assert.Equal((CrisisState.Open, null), (crisis.State, crisis.RecordedOn));
        Assert.Equal((false, 2), Assert.Single(managed.TakeTidings()) is var again ? (again.IsGone, again.Round) : default);
    }

    [Fact]
    public void Given_somebody_was_told_of_what_began_it_anew_When_the_visit_is_cancelled_Then_it_stays_begun()
    {
        var managed = ACase.Managed();
        Start(managed, CrisisTrigger.DangerToOthers, At(Monday, 9));
        TellAll(managed);
        Record(managed);
        var visit = Visit(managed, Monday, 4, At(Monday.AddDays(1), 15));
        managed.TellOfCrisis(managed.Crises[0].Id, new(Party.Police, ToldHow.Call, ToldResult.Knows, At(Monday.AddDays(1), 14), "值班", null, ACase.Doctor), At(Monday.AddDays(1), 16));

        managed.CancelFollowUp(visit.Id, "不是本人", ACase.Doctor, ACase.Standards, Monday.AddDays(1));

        Assert.Equal((CrisisState.Open, null), (managed.Crises[0].State, managed.Crises[0].RecordedOn));
    }

    [Fact]
    public void Given_a_call_made_before_the_visit_was_saved_that_began_it_anew_When_it_is_entered_after_it_Then_it_counts_and_one_of_the_day_before_does_not()
    {
        var managed = ACase.Managed();
        Start(managed, CrisisTrigger.DangerToOthers, At(Monday, 9));
        TellAll(managed);
        Start(managed, CrisisTrigger.DangerToOthers, At(Monday.AddDays(1), 14));
        var crisis = managed.Crises[0];

        Told(Party.Police, At(Monday, 9));
        var afterYesterdays = ACase.Standards.NotTold(crisis).Contains(Party.Police);
        Told(Party.Police, At(Monday.AddDays(1), 13));

        Assert.Equal((true, false), (afterYesterdays, ACase.Standards.NotTold(crisis).Contains(Party.Police)));

        void Told(Party party, DateTimeOffset at) => managed.TellOfCrisis(crisis.Id, new(party, ToldHow.Call, ToldResult.Knows, at, "值班", null, ACase.Doctor), At(Monday.AddDays(1), 15));
    }

    [Fact]
    public void Given_a_record_that_is_written_When_somebody_has_not_been_told_Then_the_emergency_is_due_on_the_day_of_its_record_until_it_is_ended()
    {
        var managed = ACase.Managed();
        Visit(managed, Monday, 4, At(Monday, 10));
        Record(managed);

        var owed = Open(managed, CareTaskKind.CrisisHandling)!;
        var (state, closes, basis, record) = (owed.State, owed.ClosesOn, owed.Basis, Open(managed, CareTaskKind.CrisisRecord));
        TellAll(managed);
        var told = Open(managed, CareTaskKind.CrisisHandling);
        End(managed, CrisisOutcome.Settled, Monday.AddDays(1), Monday.AddDays(3));

        Assert.Equal((CareTaskState.Open, Monday.AddDays(1), "crisis-handling.to-end"), (state, closes, basis));
        Assert.Null(record);
        Assert.NotNull(told);
        Assert.Equal((CareTaskState.Done, Monday.AddDays(1)), (owed.State, owed.SettledOn));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // and somebody has to end it
    public void Given_a_clue_that_was_matched_to_a_patient_was_a_mistake_and_was_matched_again_When_it_is_about_somebody_else_Then_the_emergency_that_stands_is_found_and_no_reason_is_left_of_it(bool isTold)
    {
        var managed = ACase.Managed();
        var heard = ClueId.New();
        StartByClue(Monday);
        End(managed, CrisisOutcome.Mistaken, Monday, next: null, "邻居看错了人");
        StartByClue(Monday.AddDays(2));
        var second = managed.Crises[1];
        if (isTold) managed.TellOfCrisis(second.Id, new(Party.Police, ToldHow.Call, ToldResult.Comes, At(Monday.AddDays(2), 10), null, null, ACase.Doctor), At(Monday.AddDays(2), 11));

        var left = managed.ForgetClue(heard, "不是此人", ACase.Standards, Monday.AddDays(3));

        Assert.Equal((isTold ? second : null, isTold ? CrisisState.Open : CrisisState.Withdrawn), (left, second.State));
        Assert.All(managed.Crises, crisis => Assert.Equal((Monday.AddDays(3), "不是此人"), (crisis.Log.Causes[0].GoneOn!.Value, crisis.Log.Causes[0].TakenBack)));
        Assert.Null(managed.ForgetClue(heard, "不是此人", ACase.Standards, Monday.AddDays(3)));

        void StartByClue(DateOnly on) => managed.StartCrisis(new(CrisisTrigger.DangerToOthers, CrisisSource.Hotline, At(on, 9), ACase.Doctor, ClueId: heard), At(on, 9), ACase.Standards, on);
    }
}
