using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Exits;

public sealed partial class LossTests
{
    private static readonly DateOnly June10 = new(2026, 6, 10);

    private static void Propose(ManagedCase managed, LossCriterion criterion = LossCriterion.NotReached, DateOnly? on = null) =>
        managed.ProposeLoss(criterion, null, ACase.Doctor, ACase.Standards, on ?? June10);

    private static void Decide(ManagedCase managed, bool confirmed = true, string? reason = null, DateOnly? on = null) =>
        managed.DecideLoss(confirmed, reason, AnExit.Leader, ACase.Standards, on ?? new(2026, 6, 11));

    [Fact]
    public void Given_three_attempts_on_one_day_When_the_loss_is_proposed_Then_they_count_as_one()
    {
        var managed = ACase.Managed().Tried(new(2026, 6, 3)).Tried(new(2026, 6, 3), ContactMeans.Visited).Tried(new(2026, 6, 3), ContactMeans.AskedFamily);

        Assert.Equal("loss.attempts", AnExit.Refused(() => Propose(managed)));
        Assert.Single(managed.FailedContacts.Days);
    }

    [Fact]
    public void Given_three_days_of_calls_alone_When_the_loss_is_proposed_Then_another_means_is_asked_for()
    {
        var managed = ACase.Managed().Tried(new(2026, 6, 3)).Tried(new(2026, 6, 5)).Tried(new(2026, 6, 9));

        Assert.Equal("loss.means", AnExit.Refused(() => Propose(managed)));

        managed.Tried(new(2026, 6, 10), ContactMeans.AskedCommittee, ContactOutcome.WhereaboutsUnknown);
        Propose(managed);

        Assert.NotNull(managed.OpenLoss);
    }

    [Theory]
    [InlineData(ContactOutcome.Reached)]
    [InlineData(ContactOutcome.Refused)]
    [InlineData(ContactOutcome.AwayWithAddress)]
    public void Given_failed_days_When_somebody_is_spoken_to_Then_the_count_starts_anew(ContactOutcome outcome)
    {
        var managed = ACase.Managed().Tried(new(2026, 6, 3)).Tried(new(2026, 6, 5), ContactMeans.Visited).Tried(new(2026, 6, 8), outcome: outcome).Tried(new(2026, 6, 9));

        Assert.Single(managed.FailedContacts.Days);
        Assert.NotNull(AnExit.Refused(() => Propose(managed)));
    }

    [Theory]
    [InlineData(ContactMeans.AskedCommittee, ContactOutcome.DayAgreed, 2)]
    [InlineData(ContactMeans.AskedPolice, ContactOutcome.CallAgain, 2)]
    [InlineData(ContactMeans.AskedCommittee, ContactOutcome.CallAgain, 2)]
    [InlineData(ContactMeans.AskedPolice, ContactOutcome.DayAgreed, 2)]
    [InlineData(ContactMeans.AskedCommittee, ContactOutcome.AwayWithAddress, 0)] // they know where the patient is
    [InlineData(ContactMeans.AskedFamily, ContactOutcome.CallAgain, 0)]
    public void Given_failed_days_When_the_committee_or_the_police_name_a_day_Then_the_patient_is_not_reached_by_it_and_the_day_is_none_without_success(ContactMeans means, ContactOutcome outcome, int days)
    {
        var managed = ACase.Managed().Tried(new(2026, 6, 3)).Tried(new(2026, 6, 5), ContactMeans.Visited);

        managed.Tried(new(2026, 6, 8), means, outcome, outcome.HasDay() ? new(2026, 6, 12) : null);

        Assert.Equal((days, days == 0), (managed.FailedContacts.Days.Count, managed.FailedContacts.BeganAgainOn is not null));
        Assert.DoesNotContain(means, managed.FailedContacts.Means); // whoever was asked has not answered yet: no attempt and no means
        Assert.Equal(days == 0 && outcome == ContactOutcome.AwayWithAddress ? "loss.address-known" : "loss.attempts", AnExit.Refused(() => Propose(managed)));
        managed.Tried(new(2026, 6, 9), ContactMeans.AskedPolice, ContactOutcome.WhereaboutsUnknown);
        Assert.Equal(days + 1, managed.FailedContacts.Days.Count); // the two calls still count, and so does an answer
    }

    [Theory]
    [InlineData(ContactMeans.Called, "2026-12-10")]
    [InlineData(ContactMeans.AskedCommittee, "2026-07-05")]
    public void Given_a_patient_who_refused_When_a_day_is_agreed_Then_it_is_a_talk_with_them_only_where_they_were_spoken_to(ContactMeans means, string askedBy)
    {
        var managed = ACase.Managed(agrees: false);

        managed.Tried(new(2026, 6, 10), means, ContactOutcome.CallAgain, new(2026, 6, 12));

        Assert.Equal(askedBy, $"{managed.Open(CareTaskKind.RefusalWatch)!.ClosesOn:yyyy-MM-dd}");
    }

    [Fact]
    public void Given_a_patient_away_with_an_address_When_a_loss_is_proposed_Then_it_is_a_move_and_no_loss()
    {
        var managed = ACase.Managed().Tried(new(2026, 6, 3), ContactMeans.AskedFamily, ContactOutcome.AwayWithAddress);

        Assert.Equal("loss.address-known", AnExit.Refused(() => Propose(managed, LossCriterion.WhereaboutsUnknown)));
    }

    [Theory]
    [InlineData(LossCriterion.WhereaboutsUnknown)]
    [InlineData(LossCriterion.FamilyCannotTell)]
    public void Given_nobody_was_asked_When_whereabouts_are_said_to_be_unknown_Then_it_is_refused_until_somebody_is(LossCriterion criterion)
    {
        var managed = ACase.Managed();
        Assert.Equal("loss.nobody-asked", AnExit.Refused(() => Propose(managed, criterion)));

        managed.Tried(new(2026, 6, 9), ContactMeans.AskedFamily, ContactOutcome.WhereaboutsUnknown);
        Propose(managed, criterion);

        Assert.Equal(criterion, managed.OpenLoss!.Criterion);
    }

    [Fact]
    public void Given_a_party_was_told_of_a_loss_When_the_same_is_sent_again_Then_it_is_refused_and_another_hour_or_person_is_not()
    {
        var managed = AnExit.Lost(isTold: true);
        var entry = new ToldEntry(ToldAbout.Loss, managed.Exits[^1].Id, Party.HigherOffice, ToldHow.InWriting, new(2026, 6, 11), new DateTimeOffset(2026, 6, 11, 9, 0, 0, TimeSpan.FromHours(8)));
        void Tell(ToldEntry told, Staff.StaffId by) => managed.RecordTold(told, by, ACase.Standards, June10.AddDays(1));

        var again = AnExit.Refused(() => Tell(entry, ACase.Doctor));
        Tell(entry with { At = entry.At.AddMinutes(1) }, ACase.Doctor);
        Tell(entry with { Receiver = "值班员" }, ACase.Doctor);
        Tell(entry, AnExit.Leader);

        Assert.Equal(("told.recorded-already", 5), (again, managed.Told.Count));
    }

    [Fact]
    public void Given_visits_recorded_as_lost_When_the_loss_is_proposed_Then_each_is_an_attempt_of_its_day()
    {
        var managed = ACase.Managed().Tried(new(2026, 6, 3), ContactMeans.Visited).Tried(new(2026, 6, 4));

        managed.RecordFollowUp(ACase.Loss(new(2026, 6, 9)), ACase.Doctor, ACase.Standards, new(2026, 6, 9));
        Propose(managed);

        Assert.Equal(3, managed.FailedContacts.Days.Count);
        Assert.Equal(CaseState.Managed, managed.State); // a visit recorded as lost is no loss yet
    }

    [Fact]
    public void Given_two_attempts_When_a_visit_is_lost_for_three_failed_attempts_Then_it_is_the_third_and_with_one_it_is_too_early()
    {
        FollowUpEntry Third(DateOnly on) => ACase.Loss(on) with { Findings = new() { LossReason = LossReason.ThreeFailedAttempts } };
        var managed = ACase.Managed().Tried(new(2026, 6, 3));

        Assert.Equal("follow-up.lost-too-early", AnExit.Refused(() => managed.RecordFollowUp(Third(new(2026, 6, 9)), ACase.Doctor, ACase.Standards, new(2026, 6, 9))));

        managed.Tried(new(2026, 6, 5));
        managed.RecordFollowUp(Third(new(2026, 6, 9)), ACase.Doctor, ACase.Standards, new(2026, 6, 9));

        Assert.Single(managed.FollowUps);
    }

    [Fact]
    public void Given_a_proposal_When_its_proposer_decides_Then_it_is_refused_and_a_second_person_may()
    {
        var managed = ACase.Managed();
        Propose(managed, LossCriterion.Missing);

        Assert.Equal("loss.own-proposal", AnExit.Refused(() => managed.DecideLoss(true, null, ACase.Doctor, ACase.Standards, June10)));
        Decide(managed);

        Assert.Equal(CaseState.Lost, managed.State);
        Assert.Equal("case.lost", AnExit.Refused(() => Decide(managed)));
    }

    [Fact]
    public void Given_a_proposal_When_it_is_declined_Then_a_reason_is_asked_the_clock_runs_on_and_it_can_be_proposed_again()
    {
        var managed = ACase.Managed();
        Propose(managed, LossCriterion.Missing);
        Assert.Equal("loss.proposal-open", AnExit.Refused(() => Propose(managed, LossCriterion.Missing)));
        Assert.Equal("loss.decline-needs-reason", AnExit.Refused(() => Decide(managed, confirmed: false)));

        Decide(managed, confirmed: false, reason: "派出所有住址");

        Assert.Equal(CaseState.Managed, managed.State);
        Assert.NotNull(managed.Open(CareTaskKind.FirstVisit));
        Assert.Equal("loss.none", AnExit.Refused(() => Decide(managed)));
        Propose(managed, LossCriterion.Missing, new(2026, 6, 12));
        Assert.Equal(2, managed.Exits.Count);
    }

    [Fact]
    public void Given_a_proposal_When_the_patient_is_seen_before_it_is_decided_Then_nothing_is_left_to_decide()
    {
        var managed = ACase.Managed();
        Propose(managed, LossCriterion.Missing);

        managed.Seen(new(2026, 6, 11));

        Assert.Equal("loss.none", AnExit.Refused(() => Decide(managed, on: new(2026, 6, 12))));
    }

    [Fact]
    public void Given_a_proposal_for_not_reached_When_somebody_is_spoken_to_before_it_is_decided_Then_it_cannot_be_confirmed()
    {
        var managed = ACase.Managed().Tried(new(2026, 6, 3)).Tried(new(2026, 6, 5), ContactMeans.Visited).Tried(new(2026, 6, 9));
        Propose(managed);

        managed.Tried(new(2026, 6, 11), outcome: ContactOutcome.Reached);

        Assert.Equal("loss.attempts", AnExit.Refused(() => Decide(managed)));
        Decide(managed, confirmed: false, reason: "已联系上");
    }

    [Fact]
    public void Given_a_confirmed_loss_When_nobody_was_told_Then_the_report_is_due_at_once_and_afterwards_a_search_every_month()
    {
        var managed = AnExit.Lost();
        var report = managed.Open(CareTaskKind.LossSearch)!;
        Assert.Equal((new DateOnly(2026, 6, 11), "loss-report.at-once"), (report.ClosesOn, report.Basis));
        Assert.True(Lateness.IsLate(report, new(2026, 6, 12)));

        managed.Told(ToldAbout.Loss, [Party.ComprehensiveGroup], new(2026, 6, 11));
        Assert.Equal("loss-report.at-once", managed.Open(CareTaskKind.LossSearch)!.Basis); // the higher office does not know yet
        managed.Told(ToldAbout.Loss, [Party.HigherOffice], new(2026, 6, 11));

        Assert.Equal((new DateOnly(2026, 7, 11), "loss-search.1-month"), (managed.Open(CareTaskKind.LossSearch)!.ClosesOn, managed.Open(CareTaskKind.LossSearch)!.Basis));
        managed.Tried(new(2026, 6, 30), ContactMeans.AskedPolice, ContactOutcome.WhereaboutsUnknown);
        Assert.Equal((new DateOnly(2026, 6, 30), new DateOnly(2026, 7, 30)), (managed.Open(CareTaskKind.LossSearch)!.CycleOn, managed.Open(CareTaskKind.LossSearch)!.ClosesOn));
    }

    [Fact]
    public void Given_a_call_to_the_higher_office_When_the_report_is_asked_for_in_writing_Then_the_call_does_not_make_it()
    {
        var managed = AnExit.Lost();

        managed.RecordTold(new(ToldAbout.Loss, managed.Exits[^1].Id, Party.HigherOffice, ToldHow.Call, new(2026, 6, 11), default), ACase.Doctor, ACase.Standards, new(2026, 6, 11));

        Assert.Contains(Party.HigherOffice, MustBeTold.Left(managed.Exits[^1], managed.Told));
    }

    [Fact]
    public void Given_an_unstable_patient_When_the_loss_is_confirmed_Then_the_police_are_told_as_well()
    {
        var managed = AnExit.Lost(Stability.Unstable);

        Assert.Equal([Party.ComprehensiveGroup, Party.HigherOffice, Party.Police], MustBeTold.Left(managed.Exits[^1], managed.Told));
    }

    [Fact]
    public void Given_a_lost_patient_When_a_follow_up_finds_the_patient_Then_the_case_is_managed_and_the_visit_sets_the_next_day()
    {
        var managed = AnExit.Lost(isTold: true);

        managed.RecordFollowUp(ACase.Visit(new(2026, 8, 3), Stability.Unstable), ACase.Doctor, ACase.Standards, new(2026, 8, 3));

        Assert.Equal(CaseState.Managed, managed.State);
        Assert.Equal(new DateOnly(2026, 8, 17), managed.Open(CareTaskKind.FollowUp)!.ClosesOn);
        Assert.Null(managed.Open(CareTaskKind.LossSearch));
        Assert.DoesNotContain(managed.Tasks, task => task.Basis.StartsWith("first-visit.return", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_a_lost_patient_When_found_without_a_visit_Then_a_visit_is_due_at_once_and_what_ran_out_is_not_asked_any_more()
    {
        var managed = AnExit.Lost(isTold: true);

        managed.RecordFound(new(2026, 8, 3), "派出所送回", ACase.Doctor, ACase.Standards, new(2026, 8, 3));

        var visit = managed.Open(CareTaskKind.FirstVisit)!;
        Assert.Equal((CaseState.Managed, new DateOnly(2026, 8, 3), new DateOnly(2026, 8, 17)), (managed.State, visit.DueOn, visit.ClosesOn));
        Assert.StartsWith("first-visit.return.", visit.Basis, StringComparison.Ordinal);
        Assert.Null(managed.Open(CareTaskKind.FollowUp)); // it closed on 2 June, long before
        Assert.Equal(DueBand.Today, Lateness.BandOf(visit, new(2026, 8, 3), 7));
    }

    [Fact]
    public void Given_a_loss_of_a_few_days_When_found_Then_the_follow_up_that_is_not_late_keeps_its_day()
    {
        var managed = ACase.Managed().Seen(new(2026, 6, 1));
        Propose(managed, LossCriterion.Missing);
        Decide(managed);

        managed.RecordFound(new(2026, 6, 14), "自行回家", ACase.Doctor, ACase.Standards, new(2026, 6, 14));

        Assert.Equal(new DateOnly(2026, 9, 1), managed.Open(CareTaskKind.FollowUp)!.ClosesOn);
        Assert.Equal(new DateOnly(2026, 6, 14), managed.Open(CareTaskKind.FirstVisit)!.DueOn);
    }

    [Fact]
    public void Given_a_lost_patient_When_found_Then_an_injection_that_ran_out_is_late_from_the_return_and_not_from_before()
    {
        var managed = ACase.Managed();
        var course = managed.StartInjectionCourse(ACase.Prescription(new(2026, 1, 10)), ACase.Pp1m, ACase.Standards, new(2026, 1, 10));
        managed.GiveInjection(course.Id, ACase.Dose(new(2026, 1, 10)), ACase.Standards, new(2026, 1, 10));
        Propose(managed, LossCriterion.Missing);
        Decide(managed);
        Assert.Equal([CareTaskKind.LossSearch], managed.OpenKinds());

        managed.RecordFound(new(2026, 8, 3), "派出所送回", ACase.Doctor, ACase.Standards, new(2026, 8, 3));

        var injection = managed.Open(CareTaskKind.Injection)!;
        Assert.Equal(new DateOnly(2026, 8, 2), injection.QuietUntil);
        Assert.True(Lateness.IsLate(injection, new(2026, 8, 3)));
    }

    [Fact]
    public void Given_a_visit_on_the_day_of_the_confirmation_When_the_patient_went_missing_after_it_Then_the_search_goes_on()
    {
        var managed = ACase.Managed().Seen(new(2026, 6, 11));
        Propose(managed, LossCriterion.Missing, new(2026, 6, 11));
        Decide(managed);

        Assert.Equal(CaseState.Lost, managed.State);
        Assert.Equal("loss.found-day", AnExit.Refused(() => managed.RecordFound(new(2026, 6, 10), "", ACase.Doctor, ACase.Standards, new(2026, 6, 12))));
    }

    [Fact]
    public void Given_a_lost_patient_When_the_body_is_found_Then_the_case_is_closed_and_a_mistaken_death_leads_back_to_the_search()
    {
        var managed = AnExit.Lost(isTold: true);
        var death = managed.RecordDeath(new(new(2026, 6, 20), new(2026, 6, 25), DeathCause.Suicide, null), null, ACase.Doctor, ACase.Standards, new(2026, 6, 25));
        Assert.Equal((CaseState.Dead, 0), (managed.State, managed.OpenKinds().Length));

        managed.CancelDeath(death.Id, "不是本人", ACase.Doctor, ACase.Standards, new(2026, 6, 27));

        Assert.Equal(CaseState.Lost, managed.State);
        Assert.Equal(new DateOnly(2026, 7, 11), managed.Open(CareTaskKind.LossSearch)!.ClosesOn);
    }
}
