using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Referrals;

/// <summary>What is due at both ends of a referral to the hospital, with every way in which it goes on or breaks.</summary>
public sealed class ReferralTaskTests
{
    private static readonly DateOnly SentOn = AReferral.SentOn;

    [Theory]
    [InlineData(false, "2026-03-09", "referral-receipt.5-working-days")]
    [InlineData(true, "2026-03-02", "referral-receipt.at-once")]
    public void Given_a_referral_When_it_is_sent_Then_the_hospital_owes_its_receipt(bool urgent, string closesOn, string basis)
    {
        var managed = ACase.Managed();

        var referral = managed.Send(urgent: urgent);

        Assert.Equal((DateOnly.Parse(closesOn, null), basis), (managed.Open(CareTaskKind.ReferralReceipt)!.ClosesOn, managed.Open(CareTaskKind.ReferralReceipt)!.Basis));
        Assert.Equal((ReferralState.Sent, ReferralEnd.Hospital), (referral.State, referral.WaitsFor));
        Assert.True(managed.IsWithHospital(AReferral.Hospital));
        Assert.False(managed.IsWithHospital(AReferral.OtherHospital));
    }

    [Theory]
    [InlineData(Stability.Unstable, true)]
    [InlineData(Stability.BasicallyStable, false)]
    [InlineData(Stability.Stable, false)]
    public void Given_a_class_When_the_patient_is_referred_Then_only_of_the_unstable_the_team_learns_the_treatment_status_within_two_weeks(Stability stability, bool asked)
    {
        var managed = ACase.Managed();
        managed.Visit(SentOn, stability);

        managed.Send();

        Assert.Equal(asked ? "hospital-check.referral.14-days until 2026-03-16" : null, managed.Open(CareTaskKind.HospitalCheck) is { } check ? $"{check.Basis} until {check.ClosesOn:yyyy-MM-dd}" : null);
        Assert.Equal(stability, managed.Open(CareTaskKind.ReferralReceipt)!.Class);
        Assert.NotNull(managed.Open(CareTaskKind.FollowUp)); // not admitted: the visit stays due as well
    }

    [Fact]
    public void Given_a_receipt_without_a_result_When_the_loop_is_asked_Then_it_is_open_and_the_hospital_owes_the_result()
    {
        var managed = ACase.Managed();
        var referral = managed.Send();

        managed.Say(referral, ReferralMove.Receive, new(2026, 3, 4));

        Assert.Equal(ReferralState.Received, referral.State);
        Assert.Null(managed.Open(CareTaskKind.ReferralReceipt));
        Assert.Equal(("referral-outcome.14-days", new DateOnly(2026, 3, 18)), (managed.Open(CareTaskKind.ReferralOutcome)!.Basis, managed.Open(CareTaskKind.ReferralOutcome)!.ClosesOn));
    }

    [Theory]
    [InlineData(ReferralOutcome.Outpatient, true)]
    [InlineData(ReferralOutcome.NoNeed, true)]
    [InlineData(ReferralOutcome.ReferredOn, false)]
    [InlineData(ReferralOutcome.NotArrived, false)]
    public void Given_an_unstable_patient_When_the_hospital_tells_the_result_Then_the_loop_is_closed_and_the_status_is_learnt_unless_nobody_came_or_was_kept(ReferralOutcome outcome, bool learnt)
    {
        var managed = ACase.Managed();
        managed.Visit(SentOn);
        var referral = managed.Send();
        managed.Say(referral, ReferralMove.Receive, new(2026, 3, 4));

        managed.Say(referral, ReferralMove.Outcome, new(2026, 3, 6), outcome);

        Assert.Equal(ReferralState.Closed, referral.State);
        Assert.Null(managed.Open(CareTaskKind.ReferralOutcome));
        Assert.Equal(learnt, managed.Open(CareTaskKind.HospitalCheck) is null);
        Assert.NotNull(managed.Open(CareTaskKind.FollowUp));
    }

    [Theory]
    [InlineData(ReferralOutcome.NotArrived, false, "hospital-check.astray.5-working-days", "2026-03-13")]
    [InlineData(ReferralOutcome.ReferredOn, false, "hospital-check.astray.5-working-days", "2026-03-13")]
    [InlineData(ReferralOutcome.NotArrived, true, "hospital-check.astray.at-once", "2026-03-06")]
    [InlineData(ReferralOutcome.Outpatient, false, null, null)]
    public void Given_a_stable_patient_who_never_came_or_was_sent_on_When_the_hospital_says_so_Then_the_team_finds_out_until_the_patient_is_seen_or_referred_anew(ReferralOutcome outcome, bool urgent, string? basis, string? closesOn)
    {
        var (seen, anew) = (Answered(), Answered());
        Assert.Equal((basis, closesOn), (seen.Open(CareTaskKind.HospitalCheck)?.Basis, seen.Open(CareTaskKind.HospitalCheck)?.ClosesOn.ToString("yyyy-MM-dd")));

        seen.Visit(new(2026, 3, 9), Stability.Stable, mode: VisitMode.Telephone);
        anew.Send(new(2026, 3, 7), to: AReferral.OtherHospital);

        Assert.Null(seen.Open(CareTaskKind.HospitalCheck));
        Assert.Null(anew.Open(CareTaskKind.HospitalCheck));

        ManagedCase Answered()
        {
            var managed = ACase.Managed();
            managed.Visit(SentOn, Stability.Stable);
            var referral = managed.Send(urgent: urgent);
            managed.Say(referral, ReferralMove.Receive, new(2026, 3, 4));
            managed.Say(referral, ReferralMove.Outcome, new(2026, 3, 6), outcome);
            return managed;
        }
    }

    [Fact]
    public void Given_the_question_after_a_referral_When_the_patient_is_reached_later_Then_it_is_answered_and_a_visit_of_the_same_day_answers_nothing()
    {
        var managed = ACase.Managed();
        managed.Visit(SentOn);
        managed.Send();
        managed.Visit(SentOn, mode: VisitMode.Telephone);
        Assert.NotNull(managed.Open(CareTaskKind.HospitalCheck));

        managed.Visit(new(2026, 3, 12), mode: VisitMode.Telephone);

        Assert.Null(managed.Open(CareTaskKind.HospitalCheck));
        Assert.Equal(new DateOnly(2026, 3, 12), managed.Tasks.Single(task => task.Kind == CareTaskKind.HospitalCheck).SettledOn);
        Assert.NotNull(managed.Open(CareTaskKind.ReferralReceipt)); // the hospital still has to speak
    }

    [Fact]
    public void Given_a_patient_found_in_hospital_When_there_is_a_referral_too_Then_one_question_is_asked_and_not_two()
    {
        var managed = ACase.Managed();
        managed.Visit(new(2026, 2, 20));
        managed.Visit(SentOn, hospital: HospitalStay.InHospital);

        managed.Send();

        Assert.NotNull(managed.Open(CareTaskKind.HospitalCheck));
        Assert.Null(managed.Open(CareTaskKind.ReferralReceipt)!.QuietUntil); // what two institutions owe each other is not paused
        Assert.Equal(CaseState.InHospital, managed.State);
    }

    [Fact]
    public void Given_a_referral_that_is_declined_When_it_comes_back_Then_the_team_has_it_and_a_new_referral_or_a_word_settles_it()
    {
        var (elsewhere, otherwise, afterAll) = (Declined(out _), Declined(out var dropped), Declined(out var taken));
        Assert.Equal(("referral-outcome.declined.5-working-days", new DateOnly(2026, 3, 10), null), (elsewhere.Open(CareTaskKind.ReferralOutcome)!.Basis, elsewhere.Open(CareTaskKind.ReferralOutcome)!.ClosesOn, elsewhere.Open(CareTaskKind.ReferralReceipt)));

        var second = elsewhere.Send(new(2026, 3, 5), to: AReferral.OtherHospital);
        otherwise.Say(dropped, ReferralMove.Cancel, new(2026, 3, 6));
        afterAll.Say(taken, ReferralMove.Receive, new(2026, 3, 4));

        Assert.Equal([ReferralState.Cancelled, ReferralState.Sent], elsewhere.Referrals.Select(referral => referral.State));
        Assert.Equal((null, new DateOnly(2026, 3, 12)), (elsewhere.Open(CareTaskKind.ReferralOutcome), elsewhere.Open(CareTaskKind.ReferralReceipt)!.ClosesOn));
        Assert.Equal(ReferralEnd.Hospital, second.WaitsFor);
        Assert.Equal((ReferralState.Cancelled, null), (dropped.State, otherwise.Open(CareTaskKind.ReferralOutcome)));
        Assert.Equal((ReferralState.Received, "referral-outcome.14-days"), (taken.State, afterAll.Open(CareTaskKind.ReferralOutcome)!.Basis));

        static ManagedCase Declined(out Referral referral)
        {
            var managed = ACase.Managed();
            referral = managed.Send();
            managed.Say(referral, ReferralMove.Decline, new(2026, 3, 3));
            return managed;
        }
    }

    [Fact]
    public void Given_a_referral_declined_and_sent_anew_on_one_day_When_the_tasks_are_read_Then_what_is_owed_stands_for_the_day()
    {
        var managed = ACase.Managed();
        managed.Say(managed.Send(), ReferralMove.Decline, SentOn);

        managed.Send(to: AReferral.OtherHospital);

        Assert.NotNull(managed.Open(CareTaskKind.ReferralReceipt));
        Assert.Single(managed.Tasks, task => task.Kind == CareTaskKind.ReferralReceipt);
    }

    [Fact]
    public void Given_a_referral_that_is_open_When_another_is_sent_Then_it_is_refused()
    {
        var managed = ACase.Managed();
        var referral = managed.Send();
        AReferral.Refuses("referral.open-already", () => managed.Send(to: AReferral.OtherHospital));

        managed.Say(referral, ReferralMove.Receive, SentOn);
        AReferral.Refuses("referral.open-already", () => managed.Send());

        managed.Say(referral, ReferralMove.Outcome, SentOn);
        Assert.Equal(ReferralState.Sent, managed.Send(new(2026, 3, 20)).State);
    }

    [Fact]
    public void Given_a_referral_that_the_team_takes_back_When_the_hospital_speaks_Then_it_is_refused_and_nothing_is_due()
    {
        var managed = ACase.Managed();
        managed.Visit(SentOn);
        var referral = managed.Send();

        managed.Say(referral, ReferralMove.Cancel, new(2026, 3, 3));

        AReferral.Refuses("referral.cancelled", () => managed.Say(referral, ReferralMove.Receive, new(2026, 3, 4)));
        Assert.Equal((null, null), (managed.Open(CareTaskKind.ReferralReceipt), managed.Open(CareTaskKind.HospitalCheck)));
        Assert.All(managed.Tasks.Where(task => task.Kind is CareTaskKind.ReferralReceipt or CareTaskKind.HospitalCheck), task => Assert.Equal(CareTaskState.Withdrawn, task.State));
        Assert.False(managed.IsWithHospital(AReferral.Hospital));
    }

    [Fact]
    public void Given_a_death_meanwhile_When_it_is_recorded_and_cancelled_Then_the_referral_ends_and_waits_again()
    {
        var managed = ACase.Managed();
        var referral = managed.Send();
        var death = managed.RecordFollowUp(ACase.Death(new(2026, 3, 5)), ACase.Doctor, ACase.Standards, AReferral.Today);

        Assert.Equal((ReferralState.Ended, null), (referral.State, managed.Open(CareTaskKind.ReferralReceipt)));
        AReferral.Refuses("case.closed", () => managed.Send(new(2026, 3, 4)));
        managed.Say(referral, ReferralMove.Receive, new(2026, 3, 4)); // a step from before the death, entered late
        Assert.Equal((ReferralState.Ended, null), (referral.State, managed.Open(CareTaskKind.ReferralOutcome)));

        managed.CancelFollowUp(death.Id, "录错", ACase.Doctor, ACase.Standards, AReferral.Today);
        Assert.Equal((ReferralState.Received, new DateOnly(2026, 3, 18)), (referral.State, managed.Open(CareTaskKind.ReferralOutcome)!.ClosesOn));
    }

    [Fact]
    public void Given_a_patient_who_died_When_a_step_from_after_the_death_is_entered_Then_it_is_refused()
    {
        var managed = ACase.Managed();
        var referral = managed.Send();
        managed.RecordFollowUp(ACase.Death(new(2026, 3, 5)), ACase.Doctor, ACase.Standards, AReferral.Today);

        AReferral.Refuses("case.closed", () => managed.Say(referral, ReferralMove.Receive, new(2026, 3, 6)));
    }

    [Fact]
    public void Given_a_patient_who_is_lost_meanwhile_When_the_tasks_are_read_Then_both_ends_still_owe_what_they_owed()
    {
        var managed = ACase.Managed();
        managed.Visit(SentOn);
        managed.Send();

        managed.RecordFollowUp(ACase.Loss(new(2026, 3, 9)), ACase.Doctor, ACase.Standards, AReferral.Today);

        Assert.NotNull(managed.Open(CareTaskKind.ReferralReceipt));
        Assert.NotNull(managed.Open(CareTaskKind.HospitalCheck));
    }

    [Fact]
    public void Given_a_wrong_day_When_it_is_corrected_Then_everything_counts_from_the_right_one_and_the_mistake_is_kept()
    {
        var managed = ACase.Managed();
        var referral = managed.Send();
        managed.Say(referral, ReferralMove.Receive, new(2026, 3, 9));

        Correct(ReferralMove.Send, new(2026, 3, 4));
        Correct(ReferralMove.Receive, new(2026, 3, 5));

        Assert.Equal(new DateOnly(2026, 3, 4), referral.SentOn);
        Assert.Equal(new DateOnly(2026, 3, 19), managed.Open(CareTaskKind.ReferralOutcome)!.ClosesOn);
        Assert.Equal([(new DateOnly(2026, 3, 4), CareTaskState.Done)], managed.Tasks.Where(task => task.Kind == CareTaskKind.ReferralReceipt && task.State != CareTaskState.Withdrawn).Select(task => (task.CycleOn, task.State)));
        Assert.Equal(4, referral.Steps.Count);
        AReferral.Refuses("referral.step-cancelled", () => CorrectStep(referral.Steps[0].Id, new(SentOn)));
        AReferral.Refuses("referral.step-unknown", () => CorrectStep(Guid.NewGuid(), new(SentOn)));
        AReferral.Refuses("referral.out-of-order", () => Correct(ReferralMove.Send, new(2026, 3, 6)));

        void Correct(ReferralMove move, DateOnly on) =>
            managed.CorrectReferralStep(referral.Id, referral.Said(move)!.Id, new(on), "日期录错", AReferral.Speaker(ReferralDirection.Up, move), ACase.Standards, AReferral.Today);
        void CorrectStep(Guid step, ReferralWord word) => managed.CorrectReferralStep(referral.Id, step, word, "日期录错", AReferral.Doctor, ACase.Standards, AReferral.Today);
    }

    [Fact]
    public void Given_a_result_that_was_an_admission_by_mistake_When_it_is_corrected_Then_the_visits_run_again()
    {
        var managed = ACase.Managed();
        managed.Visit(SentOn);
        var referral = managed.Send();
        managed.Say(referral, ReferralMove.Receive, SentOn);
        managed.Say(referral, ReferralMove.Outcome, new(2026, 3, 3), ReferralOutcome.Admitted);
        Assert.Equal((CaseState.InHospital, null), (managed.State, managed.Open(CareTaskKind.FollowUp)));

        managed.CorrectReferralStep(
            referral.Id, referral.Said(ReferralMove.Outcome)!.Id, new(new(2026, 3, 3), ReferralOutcome.Outpatient), "误点住院", AReferral.Psychiatrist, ACase.Standards, AReferral.Today);

        Assert.Equal((CaseState.Managed, new DateOnly(2026, 3, 16)), (managed.State, managed.Open(CareTaskKind.FollowUp)!.ClosesOn));
    }

    [Fact]
    public void Given_a_patient_who_refused_management_When_referred_Then_both_ends_still_speak_and_no_visit_is_asked_for()
    {
        var managed = ACase.Managed();
        managed.Visit(new(2026, 2, 20));
        managed.RecordConsent(agrees: false, ACase.Signed(new(2026, 2, 25)), ACase.Doctor, ACase.Standards, AReferral.Today);

        managed.Send();

        Assert.Equal([CareTaskKind.ReferralReceipt, CareTaskKind.CrisisRecord, CareTaskKind.RefusalWatch], managed.Tasks.Where(task => task.State == CareTaskState.Open).Select(task => task.Kind).Order());
        Assert.Equal(CaseState.RegisteredOnly, managed.State);
    }

    [Fact]
    public void Given_a_case_that_comes_to_another_team_When_its_referral_waits_Then_the_referral_goes_with_it()
    {
        var managed = ACase.Managed();
        var referral = managed.Send();

        managed.FollowArea(ACase.OtherTeam, AReferral.Today);

        Assert.Equal(ACase.OtherTeam, referral.CareTeamId);
    }
}
