using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Exits;

public sealed class WatchAndQuietTests
{
    [Fact]
    public void Given_a_refusal_When_time_passes_Then_the_patient_is_asked_again_and_each_talk_counts_anew()
    {
        var managed = ACase.Managed(agrees: false);
        Assert.Equal(new DateOnly(2026, 7, 5), managed.Open(CareTaskKind.RefusalWatch)!.ClosesOn);

        managed.Tried(new(2026, 3, 10)); // nobody there: nothing was asked
        Assert.Equal(new DateOnly(2026, 7, 5), managed.Open(CareTaskKind.RefusalWatch)!.ClosesOn);
        managed.Tried(new(2026, 4, 1), ContactMeans.Visited, ContactOutcome.Refused);

        Assert.Equal(new DateOnly(2026, 10, 1), managed.Open(CareTaskKind.RefusalWatch)!.ClosesOn);
    }

    [Fact]
    public void Given_a_refusal_When_consent_is_given_Then_the_watch_is_settled_by_it_and_a_new_refusal_starts_another()
    {
        var managed = ACase.Managed(agrees: false);

        managed.RecordConsent(true, ACase.Signed(new(2026, 4, 1)), ACase.Doctor, ACase.Standards, new(2026, 4, 1));
        Assert.Equal((CareTaskState.Done, new DateOnly(2026, 4, 1)), (managed.Tasks.Single(task => task.Kind == CareTaskKind.RefusalWatch).State, managed.Tasks.Single(task => task.Kind == CareTaskKind.RefusalWatch).SettledOn!.Value));
        managed.RecordConsent(false, ACase.Signed(new(2026, 5, 6)), ACase.Doctor, ACase.Standards, new(2026, 5, 6));

        Assert.Equal(new DateOnly(2026, 11, 6), managed.Open(CareTaskKind.RefusalWatch)!.ClosesOn);
        Assert.Null(managed.Open(CareTaskKind.FirstVisit));
    }

    [Fact]
    public void Given_a_refusal_When_others_are_told_Then_it_is_recorded_and_of_a_patient_who_agreed_there_is_nothing_to_tell()
    {
        var refused = ACase.Managed(agrees: false).Told(ToldAbout.Refusal, [Party.HigherOffice, Party.Police], new(2026, 2, 2));

        Assert.Equal(2, refused.Told.Count);
        Assert.Equal("told.nothing-to-tell", AnExit.Refused(() => ACase.Managed().Told(ToldAbout.Refusal, [Party.Police], new(2026, 2, 2))));
    }

    [Fact]
    public void Given_a_dangerous_patient_When_consent_is_refused_Then_police_and_office_are_told_at_once_and_the_patient_is_asked_again_as_often_as_an_unstable_one()
    {
        var managed = ACase.Managed().Seen(new(2026, 12, 2), Stability.Unstable);
        managed.TakeTidings();

        managed.RecordConsent(false, ACase.Signed(new(2026, 12, 4)), ACase.Doctor, ACase.Standards, new(2026, 12, 4));

        var (atOnce, notice) = (managed.Open(CareTaskKind.RefusalWatch)!, Assert.Single(managed.TakeTidings()));
        Assert.Equal((new DateOnly(2026, 12, 4), "refusal-told.at-once", Stability.Unstable), (atOnce.ClosesOn, atOnce.Basis, atOnce.Class!.Value));
        Assert.Equal((NoticeEvent.DangerousRefusal, managed.Consents[^1].Id), (notice.Event, notice.EventId));
        Assert.Equal([Party.HigherOffice, Party.Police], notice.Parties);
        managed.Told(ToldAbout.Refusal, [Party.HigherOffice], new(2026, 12, 4));
        Assert.Equal([Party.Police], managed.RefusalToTell(ACase.Standards));
        managed.Told(ToldAbout.Refusal, [Party.Police], new(2026, 12, 5));
        Assert.Equal((new DateOnly(2026, 12, 18), "refusal-watch.dangerous.14-days"), (managed.Open(CareTaskKind.RefusalWatch)!.ClosesOn, managed.Open(CareTaskKind.RefusalWatch)!.Basis));
        managed.Tried(new(2026, 12, 10), ContactMeans.Visited, ContactOutcome.Refused);
        Assert.Equal(new DateOnly(2026, 12, 24), managed.Open(CareTaskKind.RefusalWatch)!.ClosesOn);
        managed.Seen(new(2026, 12, 30)); // calm, and the emergency that the visit had begun is not closed
        Assert.Equal(new DateOnly(2027, 1, 13), managed.Open(CareTaskKind.RefusalWatch)!.ClosesOn);
        managed.Closed(new(2026, 12, 31));
        managed.Seen(new(2027, 1, 1)); // nothing is left of it: the time of everybody else
        Assert.Equal(new DateOnly(2027, 7, 1), managed.Open(CareTaskKind.RefusalWatch)!.ClosesOn);
    }

    [Theory]
    [InlineData(CrisisTrigger.Relapse, "2026-12-03", false, "refusal-told.at-once")] // of whatever cause (reading R62)
    [InlineData(CrisisTrigger.AcuteReaction, "2026-12-03", false, "refusal-told.at-once")]
    [InlineData(CrisisTrigger.Relapse, "2026-12-06", true, "refusal-told.at-once")] // it is closed on this day
    [InlineData(CrisisTrigger.Relapse, "2026-12-07", true, "refusal-watch.6-months")]
    [InlineData(CrisisTrigger.Relapse, "2026-12-01", false, "refusal-watch.6-months")] // it began afterwards
    public void Given_an_emergency_that_nobody_has_closed_When_management_is_refused_Then_the_patient_is_taken_as_dangerous_until_it_is(CrisisTrigger trigger, string refusedOn, bool isClosed, string basis)
    {
        var managed = ACase.Managed();
        var at = new DateTimeOffset(2026, 12, 2, 9, 0, 0, TimeSpan.FromHours(8));
        managed.StartCrisis(new(trigger, CrisisSource.ByHand, at, ACase.Doctor), at, ACase.Standards, new(2026, 12, 2));
        if (isClosed) managed.Closed(new(2026, 12, 6));

        managed.RecordConsent(false, ACase.Signed(Day(refusedOn)), ACase.Doctor, ACase.Standards, new(2026, 12, 10));

        Assert.Equal(basis, managed.Open(CareTaskKind.RefusalWatch)!.Basis);
        Assert.Equal(basis == "refusal-told.at-once" ? [Party.HigherOffice, Party.Police] : [], managed.RefusalToTell(ACase.Standards));
    }

    [Fact]
    public void Given_an_emergency_that_was_none_When_management_is_refused_Then_the_patient_is_asked_as_everybody_else()
    {
        var managed = ACase.Managed();
        var at = new DateTimeOffset(2026, 12, 2, 9, 0, 0, TimeSpan.FromHours(8));
        managed.StartCrisis(new(CrisisTrigger.Relapse, CrisisSource.ByHand, at, ACase.Doctor), at, ACase.Standards, new(2026, 12, 2));
        managed.RecordConsent(false, ACase.Signed(new(2026, 12, 3)), ACase.Doctor, ACase.Standards, new(2026, 12, 3));
        Assert.NotEmpty(managed.RefusalToTell(ACase.Standards));

        managed.EndCrisis(managed.Crises[0].Id, new(CrisisOutcome.Mistaken, "没有此事", new(2026, 12, 4), null, ACase.Doctor), ACase.Standards, new(2026, 12, 4));

        Assert.Empty(managed.RefusalToTell(ACase.Standards));
        Assert.Equal("refusal-watch.6-months", managed.Open(CareTaskKind.RefusalWatch)!.Basis);
    }

    [Theory]
    [InlineData("2026-11-23", "refusal-watch.6-months")]
    [InlineData("2026-11-24", "refusal-told.at-once")]
    public void Given_an_emergency_since_long_ago_When_management_was_refused_before_the_first_day_of_the_reading_Then_it_stays_as_it_was_judged(string refusedOn, string basis)
    {
        var managed = ACase.Managed();
        Begins(managed, new(2026, 11, 2), new(2026, 11, 2));
        managed.RecordConsent(false, ACase.Signed(Day(refusedOn)), ACase.Doctor, ACase.Standards, new(2026, 11, 24));
        managed.TakeTidings();

        managed.Tried(new(2026, 12, 1)); // everything is worked out anew

        Assert.Equal(basis, managed.Open(CareTaskKind.RefusalWatch)!.Basis);
        Assert.Empty(managed.TakeTidings());
        managed.Tried(new(2026, 12, 2), ContactMeans.Visited, ContactOutcome.Refused); // asked again after the first day
        Assert.Equal(basis == "refusal-told.at-once" ? basis : "refusal-watch.dangerous.14-days", managed.Open(CareTaskKind.RefusalWatch)!.Basis);
    }

    [Fact]
    public void Given_a_refusal_When_an_emergency_of_before_is_entered_afterwards_Then_others_are_told_once_and_by_the_day_of_the_entry()
    {
        var managed = ACase.Managed();
        managed.RecordConsent(false, ACase.Signed(new(2026, 12, 3)), ACase.Doctor, ACase.Standards, new(2026, 12, 3));
        managed.TakeTidings();

        Begins(managed, new(2026, 12, 2), new(2026, 12, 10));

        var notice = Assert.Single(managed.TakeTidings(), tidings => tidings.Event == NoticeEvent.DangerousRefusal);
        Assert.Equal((managed.Consents[^1].Id, "HigherOffice,Police"), (notice.EventId, string.Join(",", notice.Parties)));
        Assert.Equal(("refusal-told.at-once", new DateOnly(2026, 12, 3), new DateOnly(2026, 12, 10)), managed.Open(CareTaskKind.RefusalWatch) is { } watch ? (watch.Basis, watch.CycleOn, watch.ClosesOn) : default);
        Begins(managed, new(2026, 12, 11), new(2026, 12, 11));
        Assert.DoesNotContain(managed.TakeTidings(), tidings => tidings.Event == NoticeEvent.DangerousRefusal);
    }

    [Theory]
    [InlineData("2026-12-20", "2027-01-03", "refusal-watch.dangerous.14-days")]
    [InlineData("2027-05-30", "2027-06-03", "refusal-watch.6-months")] // what becomes known late never gives more time
    [InlineData("2026-12-03", "2026-12-17", "refusal-watch.dangerous.14-days")]
    public void Given_a_refusal_that_becomes_known_as_dangerous_late_When_others_have_been_told_Then_the_patient_is_asked_again_as_often_as_an_unstable_one_from_the_day_on_which_that_was_known(string knownOn, string askedBy, string basis)
    {
        var managed = ACase.Managed();
        managed.RecordConsent(false, ACase.Signed(new(2026, 12, 3)), ACase.Doctor, ACase.Standards, new(2026, 12, 3));
        Begins(managed, new(2026, 12, 2), Day(knownOn));

        managed.Told(ToldAbout.Refusal, [Party.HigherOffice, Party.Police], Day(knownOn));

        var watch = managed.Open(CareTaskKind.RefusalWatch)!;
        Assert.Equal((new DateOnly(2026, 12, 3), Day(askedBy), basis, Stability.Unstable), (watch.CycleOn, watch.ClosesOn, watch.Basis, watch.Class!.Value));
        Assert.False(Lateness.IsLate(watch, Day(knownOn)));
        managed.Tried(Day(knownOn).AddDays(1), ContactMeans.Visited, ContactOutcome.Refused); // asked, and dangerous still
        Assert.Equal(Day(knownOn).AddDays(15), managed.Open(CareTaskKind.RefusalWatch)!.ClosesOn);
    }

    [Fact]
    public void Given_a_refusal_When_a_visit_of_before_is_entered_afterwards_and_finds_the_patient_unstable_Then_others_are_told()
    {
        var managed = ACase.Managed(agrees: false);
        managed.TakeTidings();

        managed.RecordFollowUp(ACase.Visit(ACase.RegisteredOn, Stability.Unstable), ACase.Doctor, ACase.Standards, new(2026, 1, 8));

        Assert.Equal([Party.HigherOffice, Party.Police], Assert.Single(managed.TakeTidings(), tidings => tidings.Event == NoticeEvent.DangerousRefusal).Parties);
    }

    [Theory]
    [InlineData("2026-12-01", false)] // it had not begun
    [InlineData("2026-12-03", true)] // it was handled, and that was no mistake
    [InlineData("2026-12-05", false)] // it was closed, and what began it anew had not happened
    public void Given_an_emergency_that_was_closed_and_begun_anew_by_mistake_When_management_was_refused_Then_the_handling_before_it_counts_and_the_mistake_does_not(string refusedOn, bool isDangerous)
    {
        var managed = ACase.Managed();
        Begins(managed, new(2026, 12, 2), new(2026, 12, 2));
        managed.Closed(new(2026, 12, 4));
        Begins(managed, new(2026, 12, 2), new(2026, 12, 20));
        managed.RecordConsent(false, ACase.Signed(Day(refusedOn)), ACase.Doctor, ACase.Standards, new(2026, 12, 20));
        Assert.Equal(refusedOn != "2026-12-01", managed.RefusalToTell(ACase.Standards).Count > 0); // as long as that is open, it has been since its own beginning

        managed.EndCrisis(Assert.Single(managed.Crises).Id, new(CrisisOutcome.Mistaken, "没有此事", new(2026, 12, 21), null, ACase.Doctor), ACase.Standards, new(2026, 12, 21));

        Assert.Equal(isDangerous, managed.RefusalToTell(ACase.Standards).Count > 0);
    }

    [Fact]
    public void Given_a_notice_of_a_dangerous_refusal_When_the_office_acknowledges_it_Then_it_has_been_told()
    {
        var managed = ACase.Managed().Seen(new(2026, 3, 2), Stability.Unstable);
        managed.RecordConsent(false, ACase.Signed(new(2026, 3, 4)), ACase.Doctor, ACase.Standards, new(2026, 3, 4));
        var at = new DateTimeOffset(2026, 3, 4, 9, 0, 0, TimeSpan.FromHours(8));
        var notice = new Notice(managed.TakeTidings()[^1], Party.HigherOffice, NoticeChannel.InApp, managed.Id, managed.AreaCode, ACase.Doctor, at);

        managed.Acknowledged(notice, AnExit.Receiver, at, ACase.Standards, new(2026, 3, 4));

        Assert.Equal((ToldAbout.Refusal, Party.HigherOffice, ToldHow.InSystem), Assert.Single(managed.Told) is var told ? (told.About, told.Party, told.Means) : default);
        Assert.Equal([Party.Police], managed.RefusalToTell(ACase.Standards));
    }

    [Theory]
    [InlineData(ContactMeans.Called, ContactAddress.Home)]
    [InlineData(ContactMeans.Called, ContactAddress.GuardianHome)]
    [InlineData(ContactMeans.Visited, ContactAddress.PatientPhone)]
    [InlineData(ContactMeans.Visited, ContactAddress.CommitteePhone)]
    public void Given_an_attempt_When_a_home_was_called_or_a_number_visited_Then_it_is_refused(ContactMeans means, ContactAddress used)
    {
        var entry = new AttemptEntry(new(2026, 6, 1), new(2026, 6, 1, 10, 0, 0, TimeSpan.FromHours(8)), means, used, ContactOutcome.NobodyThere);

        Assert.Equal("attempt.address-means", AnExit.Refused(() => ACase.Managed().RecordAttempt(entry, ACase.Doctor, ACase.Standards, new(2026, 6, 1))));
        Assert.Single(ACase.Managed().Tried(new(2026, 6, 1), means).Attempts);
    }

    [Theory]
    [InlineData("2026-06-05", "2026-06-04")] // quiet until the eve of the day that was agreed
    [InlineData("2026-06-25", "2026-06-08")] // never longer than seven days after the attempt
    public void Given_an_agreed_day_When_the_visit_is_due_Then_it_is_quiet_until_its_eve_and_never_for_long(string agreed, string until)
    {
        var managed = ACase.Managed().Seen(new(2026, 3, 2));

        managed.Tried(new(2026, 6, 1), outcome: ContactOutcome.DayAgreed, agreedOn: Day(agreed));

        Assert.Equal(Day(until), managed.Open(CareTaskKind.FollowUp)!.QuietUntil);
    }

    [Fact]
    public void Given_a_day_agreed_again_and_again_When_the_last_day_is_long_past_Then_it_is_late_all_the_same()
    {
        var managed = ACase.Managed().Seen(new(2026, 3, 2)); // closes on 2 June

        for (var day = new DateOnly(2026, 5, 25); day < new DateOnly(2026, 7, 1); day = day.AddDays(3))
            managed.Tried(day, outcome: ContactOutcome.CallAgain, agreedOn: day.AddDays(6));

        Assert.Equal(new DateOnly(2026, 6, 16), managed.Open(CareTaskKind.FollowUp)!.QuietUntil);
        Assert.True(Lateness.IsLate(managed.Open(CareTaskKind.FollowUp)!, new(2026, 6, 17)));
    }

    [Fact]
    public void Given_an_unstable_patient_or_a_closed_door_When_somebody_tried_Then_nothing_is_quiet()
    {
        var unstable = ACase.Managed().Seen(new(2026, 5, 25), Stability.Unstable).Tried(new(2026, 6, 1), outcome: ContactOutcome.DayAgreed, agreedOn: new(2026, 6, 5));
        var closed = ACase.Managed().Seen(new(2026, 3, 2)).Tried(new(2026, 6, 1));

        Assert.Null(unstable.Open(CareTaskKind.FollowUp)!.QuietUntil);
        Assert.Null(closed.Open(CareTaskKind.FollowUp)!.QuietUntil);
    }

    [Theory]
    [InlineData(ContactOutcome.DayAgreed, null, "attempt.day")]
    [InlineData(ContactOutcome.NobodyThere, "2026-06-05", "attempt.day")]
    [InlineData(ContactOutcome.DayAgreed, "2026-06-01", "attempt.day-not-after")]
    public void Given_a_day_that_does_not_fit_the_outcome_When_an_attempt_is_recorded_Then_it_is_refused(ContactOutcome outcome, string? agreed, string code)
    {
        var managed = ACase.Managed();

        Assert.Equal(code, AnExit.Refused(() => managed.Tried(new(2026, 6, 1), outcome: outcome, agreedOn: agreed is null ? null : Day(agreed))));
    }

    [Fact]
    public void Given_a_call_without_the_kind_of_number_When_recorded_Then_it_is_refused()
    {
        Assert.Equal("attempt.address-missing", AnExit.Refused(() => ACase.Managed().RecordAttempt(AnExit.Attempt(new(2026, 6, 1)) with { Used = null }, ACase.Doctor, ACase.Standards, AnExit.Today)));
    }

    [Fact]
    public void Given_a_registration_by_mistake_When_closed_and_reopened_Then_everything_is_kept_and_a_visit_is_due()
    {
        var managed = AnExit.In(CaseState.Deleted);
        Assert.Equal("exit.other-needs-note", AnExit.Refused(() => ACase.Managed().Close(DeletionReason.Other, null, null, AnExit.Leader, ACase.Standards, AnExit.Today)));

        managed.Reopen("并非重复", AnExit.Leader, ACase.Standards, new(2026, 6, 20));

        Assert.Equal((CaseState.Managed, 1), (managed.State, managed.FollowUps.Count));
        Assert.Equal(new DateOnly(2026, 9, 1), managed.Open(CareTaskKind.FollowUp)!.ClosesOn);
        Assert.Equal(new DateOnly(2026, 6, 20), managed.Open(CareTaskKind.FirstVisit)!.DueOn);
    }

    [Fact]
    public void Given_a_death_When_the_patient_was_seen_after_it_Then_one_of_the_two_is_wrong()
    {
        var managed = ACase.Managed().Seen(new(2026, 6, 10));

        Assert.Equal("follow-up.death-before-visit", AnExit.Refused(() => managed.RecordDeath(new(new(2026, 6, 9), new(2026, 6, 12), DeathCause.Accident, null), null, ACase.Doctor, ACase.Standards, AnExit.Today)));
        Assert.Equal("death.unknown", AnExit.Refused(() => Dead().CancelDeath(Guid.NewGuid(), "误报", ACase.Doctor, ACase.Standards, AnExit.Today)));

        static ManagedCase Dead() => AnExit.In(CaseState.Dead);
    }

    private static void Begins(ManagedCase managed, DateOnly on, DateOnly enteredOn)
    {
        var zone = TimeSpan.FromHours(8);
        managed.StartCrisis(new(CrisisTrigger.Relapse, CrisisSource.ByHand, new(enteredOn, new(10, 0), zone), ACase.Doctor), new(on, new(9, 0), zone), ACase.Standards, enteredOn);
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
