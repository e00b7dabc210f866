using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Testing;

namespace CaseManagement.Domain.Tests.Crises;

/// <summary>An emergency from each way in which it begins to its end, with what may go wrong on the way.</summary>
public sealed partial class CrisisTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void Given_a_visit_that_finds_danger_When_it_is_recorded_Then_an_emergency_begins_and_its_record_is_due_within_24_hours()
    {
        var managed = ACase.Managed();

        Visit(managed, Monday, 4, At(Monday, 15));

        var (crisis, task) = (Assert.Single(managed.Crises), Open(managed, CareTaskKind.CrisisRecord)!);
        Assert.Equal((CrisisState.Open, At(Monday, 15), At(Monday.AddDays(1), 15)), (crisis.State, crisis.StartedAt, crisis.RecordDueAt));
        Assert.Equal((Monday, Monday, Monday.AddDays(1), "crisis-record.24-hours"), (task.CycleOn, task.DueOn, task.ClosesOn, task.Basis));
    }

    [Fact]
    public void Given_nobody_has_acted_When_the_visit_is_corrected_or_cancelled_Then_the_emergency_is_withdrawn_and_comes_back_with_its_cause()
    {
        var managed = ACase.Managed();
        var visit = Visit(managed, Monday, 4);

        var calm = managed.CorrectFollowUp(visit.Id, Entry(Monday, 0), "记错了", ACase.Doctor, ACase.Standards, Monday);
        var (afterCorrection, taskAfter) = (managed.Crises[0].State, Open(managed, CareTaskKind.CrisisRecord));
        var again = managed.CorrectFollowUp(calm.Id, Entry(Monday, 4), "没有记错", ACase.Doctor, ACase.Standards, Monday);
        var afterReturn = managed.Crises[0].State;
        managed.CancelFollowUp(again.Id, "不是本人", ACase.Doctor, ACase.Standards, Monday);

        Assert.Equal((CrisisState.Withdrawn, CrisisState.Open, CrisisState.Withdrawn), (afterCorrection, afterReturn, managed.Crises[0].State));
        Assert.Single(managed.Crises);
        Assert.Null(taskAfter);
        Assert.Null(Open(managed, CareTaskKind.CrisisRecord));
    }

    [Theory]
    [InlineData("told")]
    [InlineData("recorded")]
    public void Given_somebody_has_acted_When_the_visit_is_cancelled_Then_the_emergency_stays_and_says_that_its_cause_is_gone(string acted)
    {
        var managed = ACase.Managed();
        var visit = Visit(managed, Monday, 4);
        if (acted == "told") Tell(managed, Party.Police);
        else Record(managed);

        managed.CancelFollowUp(visit.Id, "不是本人", ACase.Doctor, ACase.Standards, Monday);

        var crisis = Assert.Single(managed.Crises);
        Assert.Equal((CrisisState.Open, (DateOnly?)Monday), (crisis.State, crisis.Log.Causes[0].GoneOn));
    }

    [Fact]
    public void Given_a_correction_that_leaves_the_danger_unanswered_When_it_is_recorded_Then_the_emergency_stays_open()
    {
        var managed = ACase.Managed();
        var visit = Visit(managed, Monday, 4);

        managed.CorrectFollowUp(visit.Id, new(Monday, FollowUpOutcome.Seen, A.CalmFindings with { Risk = null }, Stability.Unstable, "未问", null), "漏问", ACase.Doctor, ACase.Standards, Monday);

        Assert.Equal(CrisisState.Open, Assert.Single(managed.Crises).State);
        Assert.Null(managed.Crises[0].Log.Causes[0].GoneOn);
    }

    [Fact]
    public void Given_an_open_emergency_When_more_becomes_known_the_same_day_or_later_Then_it_joins_and_there_is_one()
    {
        var managed = ACase.Managed();
        Visit(managed, Monday, 3);

        Start(managed, CrisisTrigger.SelfHarm, At(Monday, 16), CrisisSource.CareGroup);
        Start(managed, CrisisTrigger.SelfHarm, At(Monday.AddDays(2), 9), CrisisSource.Hotline);

        var crisis = Assert.Single(managed.Crises);
        Assert.Equal([CrisisSource.FollowUp, CrisisSource.CareGroup, CrisisSource.Hotline], crisis.Log.Causes.Select(cause => cause.Source));
        Assert.Single(managed.Tasks, task => task.Kind == CareTaskKind.CrisisRecord);
    }

    [Fact]
    public void Given_a_handled_emergency_When_another_begins_on_the_same_day_Then_it_goes_on_and_asks_for_its_record_again()
    {
        var managed = ACase.Managed();
        Handled(managed, Monday, next: Monday.AddDays(2));

        Start(managed, CrisisTrigger.DangerToOthers, At(Monday, 20));

        var crisis = Assert.Single(managed.Crises);
        Assert.Equal((CrisisState.Open, null), (crisis.State, crisis.RecordedOn));
        Assert.NotNull(Open(managed, CareTaskKind.CrisisRecord));
        Assert.Null(Open(managed, CareTaskKind.CrisisVisit));
    }

    [Theory]
    [InlineData("crisis.record-missing", false, true, CrisisOutcome.Settled, 2, null)]
    [InlineData("crisis.not-told", true, false, CrisisOutcome.Settled, 2, null)]
    [InlineData("crisis.next-visit-missing", true, true, CrisisOutcome.Settled, null, null)]
    [InlineData("crisis.next-visit-missing", true, true, CrisisOutcome.Admitted, null, null)]
    [InlineData("crisis.next-visit-not-ahead", true, true, CrisisOutcome.Settled, 0, null)]
    [InlineData("crisis.next-visit-too-late", true, true, CrisisOutcome.Settled, 15, null)]
    [InlineData("crisis.next-visit-without-patient", true, true, CrisisOutcome.Died, 2, null)]
    [InlineData("crisis.outcome-needs-note", true, true, CrisisOutcome.Other, 2, null)]
    [InlineData("crisis.outcome-needs-note", false, false, CrisisOutcome.Mistaken, null, null)]
    [InlineData("Watched", true, true, CrisisOutcome.Settled, 14, null)]
    [InlineData("Watched", true, true, CrisisOutcome.Other, 1, "送救助站")]
    [InlineData("crisis.death-not-recorded", true, true, CrisisOutcome.Died, null, null)]
    [InlineData("Closed", false, false, CrisisOutcome.Mistaken, null, "邻居看错了人")]
    public void Given_what_was_done_When_the_handling_is_ended_Then_it_ends_or_says_what_is_missing(string expected, bool recorded, bool told, CrisisOutcome outcome, int? nextInDays, string? note)
    {
        var managed = ACase.Managed();
        Start(managed, CrisisTrigger.DangerToOthers, At(Monday, 9));
        if (recorded) Record(managed);
        if (told) TellAll(managed);

        var refusal = Xunit.Record.Exception(() => End(managed, outcome, Monday, nextInDays is { } days ? Monday.AddDays(days) : null, note)) as RuleBrokenException;

        Assert.Equal(expected, refusal?.Code ?? managed.Crises[0].State.ToString());
    }

    [Fact]
    public void Given_an_emergency_that_a_follow_up_names_When_it_is_ended_as_a_mistake_Then_the_follow_up_is_corrected_first()
    {
        var managed = ACase.Managed();
        Visit(managed, Monday, 4);

        var refused = Assert.Throws<RuleBrokenException>(() => End(managed, CrisisOutcome.Mistaken, Monday, next: null, "点错了"));

        Assert.Equal(("crisis.cause-stands", CrisisState.Open), (refused.Code, managed.Crises[0].State));
    }

    public static TheoryData<string, string, string?> Moves => new()
    {
        { "Open", "tell", null }, { "Open", "record", null }, { "Open", "end", null }, { "Open", "plan", "crisis.not-watched" }, { "Open", "close", "crisis.not-watched" }, { "Open", "start", null },
        { "Watched", "tell", null }, { "Watched", "record", null }, { "Watched", "end", "crisis.not-open" }, { "Watched", "plan", null }, { "Watched", "close", null }, { "Watched", "start", null },
        { "Closed", "tell", "crisis.closed" }, { "Closed", "record", null }, { "Closed", "end", "crisis.not-open" }, { "Closed", "plan", "crisis.not-watched" }, { "Closed", "close", "crisis.not-watched" }, { "Closed", "start", null },
        { "Withdrawn", "tell", "crisis.closed" }, { "Withdrawn", "record", "crisis.withdrawn" }, { "Withdrawn", "end", "crisis.not-open" }, { "Withdrawn", "plan", "crisis.not-watched" }, { "Withdrawn", "close", "crisis.not-watched" }, { "Withdrawn", "start", null },
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public void Given_an_emergency_in_each_state_When_each_move_is_made_Then_it_is_allowed_or_refused_as_the_table_says(string state, string move, string? refusal)
    {
        var managed = In(Enum.Parse<CrisisState>(state));
        Assert.Equal(state, managed.Crises[0].State.ToString());

        var refused = Xunit.Record.Exception(() => Move(managed, move)) as RuleBrokenException;

        Assert.Equal(refusal, refused?.Code);
        if (refusal is not null) Assert.Equal(state, managed.Crises[0].State.ToString());
    }

    [Fact]
    public void Given_the_moves_When_they_are_counted_Then_every_state_meets_every_move() =>
        Assert.Equal(Enum.GetValues<CrisisState>().Length * 6, Moves.Count);

    [Theory]
    [InlineData(null, "crisis.not-visited")]
    [InlineData(-1, "crisis.not-visited")]
    [InlineData(0, null)]
    [InlineData(1, null)]
    public void Given_closer_visits_When_they_are_ended_before_anybody_but_whoever_reported_it_has_seen_the_patient_Then_that_is_refused(int? seenAfterDays, string? refused)
    {
        var managed = ACase.Managed();
        Visit(managed, Monday, 4); // with which it began
        Visit(managed, Monday, 1); // somebody else was there on the same day, before the handling had ended
        TellAll(managed);
        Record(managed);
        End(managed, CrisisOutcome.Settled, Monday, Monday.AddDays(2));
        if (seenAfterDays is { } days) Visit(managed, Monday.AddDays(days), 1);
        Visit(managed, Monday.AddDays(1), 1, mode: VisitMode.Telephone); // nobody sees anybody by telephone

        var thrown = Xunit.Record.Exception(() => managed.CloseCrisis(managed.Crises[0].Id, "平稳", ACase.Doctor, ACase.Standards, Monday.AddDays(2)));

        Assert.Equal(refused, (thrown as RuleBrokenException)?.Code);
    }

    [Fact]
    public void Given_the_visit_that_reported_it_When_it_was_corrected_Then_it_is_still_no_closer_visit()
    {
        var managed = ACase.Managed();
        var reported = Visit(managed, Monday, 4);
        TellAll(managed);
        Record(managed);
        End(managed, CrisisOutcome.Settled, Monday, Monday.AddDays(2));
        managed.CorrectFollowUp(reported.Id, Entry(Monday, 4), "更正症状", ACase.Doctor, ACase.Standards, Monday);

        var thrown = Xunit.Record.Exception(() => managed.CloseCrisis(managed.Crises[0].Id, "平稳", ACase.Doctor, ACase.Standards, Monday.AddDays(1)));

        Assert.Equal("crisis.not-visited", (thrown as RuleBrokenException)?.Code);
    }

    [Fact]
    public void Given_closer_visits_When_the_patient_is_seen_Then_the_next_is_due_by_the_day_chosen_or_as_for_an_unstable_patient_until_a_person_ends_them()
    {
        var managed = ACase.Managed();
        Handled(managed, Monday, next: Monday.AddDays(3));
        var first = Open(managed, CareTaskKind.CrisisVisit)!;
        var (firstCloses, firstBasis) = (first.ClosesOn, first.Basis);

        Visit(managed, Monday.AddDays(2), 1);
        var unchosen = Open(managed, CareTaskKind.CrisisVisit)!;
        var (cycle, closes, basis) = (unchosen.CycleOn, unchosen.ClosesOn, unchosen.Basis);
        managed.PlanCrisisVisit(managed.Crises[0].Id, new(Monday.AddDays(6), ACase.Doctor, Monday.AddDays(2)), ACase.Standards, Monday.AddDays(2));
        var chosen = Open(managed, CareTaskKind.CrisisVisit)!.ClosesOn;
        managed.CloseCrisis(managed.Crises[0].Id, "连续平稳", ACase.Doctor, ACase.Standards, Monday.AddDays(4));

        Assert.Equal((Monday.AddDays(3), "crisis-visit.chosen"), (firstCloses, firstBasis));
        Assert.Equal((Monday.AddDays(2), Monday.AddDays(3), "crisis-visit.chosen"), (cycle, closes, basis)); // the day chosen first still lies ahead
        Assert.Equal(Monday.AddDays(6), chosen);
        Assert.Null(Open(managed, CareTaskKind.CrisisVisit));
        Assert.Equal([CareTaskState.Done, CareTaskState.Withdrawn], managed.Tasks.Where(task => task.Kind == CareTaskKind.CrisisVisit).OrderBy(task => task.CycleOn).Select(task => task.State));
    }

    [Fact]
    public void Given_closer_visits_without_a_chosen_day_When_weeks_pass_Then_one_is_always_open_and_a_call_by_phone_does_not_settle_it()
    {
        var managed = ACase.Managed();
        Handled(managed, Monday, next: Monday.AddDays(1));
        Visit(managed, Monday.AddDays(1), 0);

        Visit(managed, Monday.AddDays(9), 0, mode: VisitMode.Telephone);

        var open = Open(managed, CareTaskKind.CrisisVisit)!;
        Assert.Equal((Monday.AddDays(1), Monday.AddDays(15), "crisis-visit.14-days"), (open.CycleOn, open.ClosesOn, open.Basis));
    }

    [Fact]
    public void Given_a_record_that_is_late_When_it_is_written_and_corrected_Then_it_counts_its_lateness_and_the_correction_needs_a_reason()
    {
        var managed = ACase.Managed();
        Start(managed, CrisisTrigger.Relapse, At(Monday, 9));

        Record(managed, at: At(Monday.AddDays(2), 9));
        var refused = Assert.Throws<RuleBrokenException>(() => Record(managed, at: At(Monday.AddDays(3), 9)));
        Record(managed, at: At(Monday.AddDays(3), 9), reason: "补充民警姓名");

        Assert.True(managed.Crises[0].IsRecordLate);
        Assert.Equal("crisis.correction-needs-reason", refused.Code);
        Assert.Equal(2, managed.Crises[0].Log.Records.Count);
    }

    [Fact]
    public void Given_a_record_that_names_another_start_When_it_is_written_Then_an_earlier_one_takes_time_away_and_a_later_one_gives_none()
    {
        var (earlier, later) = (ACase.Managed(), ACase.Managed());
        foreach (var managed in (ManagedCase[])[earlier, later]) Start(managed, CrisisTrigger.Relapse, At(Monday, 9));

        Record(earlier, at: At(Monday.AddDays(1), 8), startedAt: At(Monday, 6));
        Record(later, at: At(Monday.AddDays(1), 10), startedAt: At(Monday, 12));

        Assert.Equal((At(Monday.AddDays(1), 6), true), (earlier.Crises[0].RecordDueAt, earlier.Crises[0].IsRecordLate));
        Assert.Equal((At(Monday.AddDays(1), 9), true), (later.Crises[0].RecordDueAt, later.Crises[0].IsRecordLate));
    }

    [Fact]
    public void Given_a_death_or_a_stay_in_hospital_When_the_tasks_are_derived_Then_the_record_is_still_asked_for_and_not_quiet()
    {
        var managed = ACase.Managed();
        Visit(managed, Monday, 4, findings: findings => findings with { Hospital = HospitalStay.InHospital });
        var inHospital = Open(managed, CareTaskKind.CrisisRecord)!.QuietUntil;

        managed.RecordFollowUp(new(Monday, FollowUpOutcome.Dead, new FollowUpFindings { DiedOn = Monday, DeathCause = DeathCause.Suicide }, null, null, null), ACase.Doctor, ACase.Standards, Monday);

        Assert.Null(inHospital);
        Assert.NotNull(Open(managed, CareTaskKind.CrisisRecord));
        Assert.Equal(CaseState.Dead, managed.State);
    }
}
