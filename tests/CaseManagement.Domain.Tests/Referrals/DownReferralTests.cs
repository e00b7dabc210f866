using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Referrals;

/// <summary>A stay in hospital as its hospital tells it, and the way back: the form, the intake, the first visit.</summary>
public sealed class DownReferralTests
{
    private static readonly DateOnly AdmittedOn = new(2026, 3, 3);
    private static readonly DateOnly DischargedOn = new(2026, 3, 24);
    private static readonly DateOnly ToldOn = new(2026, 3, 25);

    [Fact]
    public void Given_an_admission_When_the_hospital_tells_it_Then_the_visits_rest_and_the_question_whether_still_there_is_asked()
    {
        var managed = Admitted(out var referral);

        Assert.Equal((CaseState.InHospital, null, ReferralState.Closed), (managed.State, managed.Open(CareTaskKind.FollowUp), referral.State));
        Assert.Equal(("hospital-check.14-days", new DateOnly(2026, 3, 17)), (managed.Open(CareTaskKind.HospitalCheck)!.Basis, managed.Open(CareTaskKind.HospitalCheck)!.ClosesOn));
        Assert.True(managed.IsWithHospital(AReferral.Hospital)); // the inpatient's hospital still has to write the discharge
    }

    [Fact]
    public void Given_a_visit_in_the_morning_of_the_admission_When_the_plan_is_made_Then_the_hospital_overrules_it()
    {
        var managed = Admitted(out _);

        managed.Visit(AdmittedOn, Stability.Unstable);

        Assert.Equal((CaseState.InHospital, null), (managed.State, managed.Open(CareTaskKind.FollowUp)));
    }

    [Fact]
    public void Given_a_discharge_When_its_form_is_sent_Then_the_intake_is_owed_and_nothing_else_changes_yet()
    {
        var managed = Admitted(out var referral);

        var form = managed.HandBack(ToldOn, DischargedOn);

        Assert.Equal(("discharge-intake.5-working-days", new DateOnly(2026, 4, 1)), (managed.Open(CareTaskKind.DischargeIntake)!.Basis, managed.Open(CareTaskKind.DischargeIntake)!.ClosesOn));
        Assert.Equal((referral.Id, ReferralEnd.Community), (form.AnswersId, form.WaitsFor));
        Assert.NotNull(managed.Open(CareTaskKind.HospitalCheck)); // nobody is dropped while nobody has taken the patient over
        Assert.Null(managed.Open(CareTaskKind.FirstVisit));
    }

    [Fact]
    public void Given_the_form_When_the_community_takes_over_Then_the_first_visit_has_its_deadline_and_the_loop_is_closed()
    {
        var managed = Admitted(out _);
        var form = managed.HandBack(ToldOn, DischargedOn);

        managed.Say(form, ReferralMove.Receive, new(2026, 3, 27));

        var first = managed.Open(CareTaskKind.FirstVisit)!;
        Assert.Equal((ToldOn, new DateOnly(2026, 4, 8), "first-visit.discharge.14-days"), (first.CycleOn, first.ClosesOn, first.Basis));
        Assert.Equal((CaseState.Managed, ReferralState.Closed, null, null), (managed.State, form.State, managed.Open(CareTaskKind.DischargeIntake), managed.Open(CareTaskKind.HospitalCheck)));
        Assert.False(managed.IsWithHospital(AReferral.Hospital));

        managed.Visit(new(2026, 4, 2), Stability.Stable);
        Assert.Equal((null, new DateOnly(2026, 7, 2)), (managed.Open(CareTaskKind.FirstVisit), managed.Open(CareTaskKind.FollowUp)!.ClosesOn));
    }

    [Fact]
    public void Given_a_discharge_that_is_taken_over_late_or_only_when_sent_anew_When_the_first_visit_is_planned_Then_it_counts_from_the_day_on_which_it_was_first_told()
    {
        var (late, anew) = (Admitted(out _), Admitted(out _));
        late.Say(late.HandBack(ToldOn, DischargedOn), ReferralMove.Receive, new(2026, 5, 4));
        anew.Say(anew.HandBack(ToldOn, DischargedOn), ReferralMove.Decline, new(2026, 3, 27));

        anew.Say(anew.HandBack(new(2026, 4, 20), DischargedOn), ReferralMove.Receive, new(2026, 4, 22));

        Assert.All([late, anew], managed => Assert.Equal((ToldOn, new DateOnly(2026, 4, 8), CaseState.Managed), (managed.Open(CareTaskKind.FirstVisit)!.CycleOn, managed.Open(CareTaskKind.FirstVisit)!.ClosesOn, managed.State)));
    }

    [Fact]
    public void Given_two_hospitals_When_both_discharge_Then_neither_takes_back_or_blocks_what_the_other_sent()
    {
        var managed = Admitted(out _);
        var first = managed.HandBack(ToldOn, DischargedOn);

        var second = managed.HandBack(new(2026, 3, 26), new(2026, 3, 25), AReferral.OtherPsychiatrist); // one waits
        managed.Say(first, ReferralMove.Decline, new(2026, 3, 27));
        managed.Say(second, ReferralMove.Receive, new(2026, 3, 27));
        managed.HandBack(new(2026, 3, 30), new(2026, 3, 29), AReferral.OtherPsychiatrist); // one was refused

        Assert.Equal((ReferralState.Declined, ReferralState.Closed), (first.State, second.State));
        Assert.NotNull(managed.Open(CareTaskKind.RefusedDischarge));
    }

    [Fact]
    public void Given_two_discharges_that_wait_When_each_is_asked_for_its_last_day_Then_it_has_its_own_whichever_has_the_task_and_whichever_is_answered_first()
    {
        var managed = Admitted(out _);
        var first = managed.HandBack(ToldOn, DischargedOn);
        var second = managed.HandBack(new(2026, 3, 27), new(2026, 3, 26), AReferral.OtherPsychiatrist);

        Assert.Equal((new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 3), new DateOnly(2026, 4, 1)), (DueOn(first), DueOn(second), managed.Open(CareTaskKind.DischargeIntake)!.ClosesOn));
        managed.Say(second, ReferralMove.Decline, new(2026, 3, 30));
        Assert.Equal((new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 7)), (DueOn(first), DueOn(second))); // Tomb-sweeping day is no working day
        managed.Say(first, ReferralMove.Receive, new(2026, 3, 31));
        Assert.Equal((null, managed.Open(CareTaskKind.RefusedDischarge)!.ClosesOn), (DueOn(first), DueOn(second)!.Value));

        static DateOnly? DueOn(Referral referral) => ReferralPlan.DueOn(referral, ACase.Standards.Calendar, day => ReferralTimes.Of(ACase.Standards.On(day).Deadlines));
    }

    [Fact]
    public void Given_a_patient_visited_since_the_discharge_When_the_form_is_taken_late_Then_no_first_visit_is_asked_for_twice()
    {
        var managed = Admitted(out _);
        managed.Visit(new(2026, 3, 25), Stability.Stable);
        var form = managed.HandBack(ToldOn, DischargedOn);

        managed.Say(form, ReferralMove.Receive, new(2026, 4, 20));

        Assert.Equal((null, new DateOnly(2026, 6, 25)), (managed.Open(CareTaskKind.FirstVisit), managed.Open(CareTaskKind.FollowUp)!.ClosesOn));
    }

    [Fact]
    public void Given_a_call_that_learnt_of_the_discharge_When_the_form_comes_after_it_Then_there_is_one_first_visit()
    {
        var managed = Admitted(out _);
        managed.Visit(ToldOn, Stability.Stable, VisitMode.Telephone);
        Assert.Equal(ToldOn, managed.Open(CareTaskKind.FirstVisit)!.CycleOn);

        managed.Say(managed.HandBack(ToldOn, DischargedOn), ReferralMove.Receive, new(2026, 3, 27));

        Assert.Equal(ToldOn, managed.Open(CareTaskKind.FirstVisit)!.CycleOn);
    }

    [Fact]
    public void Given_an_intake_that_is_refused_When_the_tasks_are_read_Then_hospital_and_office_owe_an_answer_and_nobody_is_lost()
    {
        var managed = Admitted(out _);
        var form = managed.HandBack(ToldOn, DischargedOn);

        managed.Say(form, ReferralMove.Decline, new(2026, 3, 27));

        Assert.Equal((ReferralState.Declined, ReferralEnd.Hospital), (form.State, form.WaitsFor));
        Assert.Equal(("discharge-intake.refused.5-working-days", new DateOnly(2026, 4, 3)), (managed.Open(CareTaskKind.RefusedDischarge)!.Basis, managed.Open(CareTaskKind.RefusedDischarge)!.ClosesOn));
        Assert.Null(managed.Open(CareTaskKind.DischargeIntake)); // what it refused is not asked of the team
        Assert.NotNull(managed.Open(CareTaskKind.HospitalCheck));
        Assert.True(managed.IsWithHospital(AReferral.Hospital));
    }

    [Fact]
    public void Given_a_discharge_that_was_sent_and_taken_over_When_the_same_is_sent_once_more_Then_it_is_refused()
    {
        var managed = Admitted(out _);
        managed.Say(managed.HandBack(ToldOn, DischargedOn), ReferralMove.Receive, new(2026, 3, 27));

        AReferral.Refuses("referral.discharged-already", () => managed.HandBack(new(2026, 3, 30), DischargedOn));

        Assert.Single(managed.Referrals, referral => referral.DischargedOn is not null);
    }

    [Fact]
    public void Given_a_refused_intake_When_it_is_sent_anew_taken_after_all_or_taken_back_Then_the_thread_goes_on_as_one()
    {
        var (anew, afterAll, back) = (Refused(out var first), Refused(out var taken), Refused(out var dropped));

        var second = anew.HandBack(new(2026, 3, 30), DischargedOn);
        afterAll.Say(taken, ReferralMove.Receive, new(2026, 3, 31));
        back.Say(dropped, ReferralMove.Cancel, new(2026, 3, 31));

        Assert.Equal((ReferralState.Cancelled, ReferralState.Sent, "discharge-intake.5-working-days"), (first.State, second.State, anew.Open(CareTaskKind.DischargeIntake)!.Basis));
        Assert.Equal(ToldOn, afterAll.Open(CareTaskKind.FirstVisit)!.CycleOn);
        Assert.Null(back.Open(CareTaskKind.RefusedDischarge));
        Assert.NotNull(back.Open(CareTaskKind.HospitalCheck)); // and is still asked after, since no hospital says that the patient has left

        static ManagedCase Refused(out Referral form)
        {
            var managed = Admitted(out _);
            form = managed.HandBack(ToldOn, DischargedOn);
            managed.Say(form, ReferralMove.Decline, new(2026, 3, 27));
            return managed;
        }
    }

    [Fact]
    public void Given_a_referral_that_was_not_received_When_its_hospital_hands_back_Then_it_is_refused()
    {
        var managed = ACase.Managed();
        managed.Send();

        AReferral.Refuses("referral.not-received", () => managed.HandBack(ToldOn));
    }

    [Fact]
    public void Given_an_outpatient_When_the_hospital_hands_back_with_a_plan_Then_the_loop_closes_and_the_plan_is_the_teams_task()
    {
        var managed = ACase.Managed();
        managed.Visit(AReferral.SentOn);
        var referral = managed.Send();
        managed.Say(referral, ReferralMove.Receive, new(2026, 3, 4));

        var answer = managed.HandBack(new(2026, 3, 6));

        Assert.Equal((ReferralState.Closed, null, null), (referral.State, managed.Open(CareTaskKind.ReferralOutcome), managed.Open(CareTaskKind.HospitalCheck)));
        Assert.Equal((new DateOnly(2026, 3, 13), "每月复诊"), (managed.Open(CareTaskKind.DischargeIntake)!.ClosesOn, answer.Plan));

        managed.Say(answer, ReferralMove.Receive, new(2026, 3, 9));
        Assert.Null(managed.Open(CareTaskKind.FirstVisit)); // nobody was discharged
        Assert.Equal(new DateOnly(2026, 3, 16), managed.Open(CareTaskKind.FollowUp)!.ClosesOn);
        var plan = Assert.Single(managed.Advice);
        var (task, owed) = (managed.Open(CareTaskKind.AdviceToFollow)!, (plan.Text, plan.Source, plan.GivenBy, plan.IsOwed));
        Assert.Equal(("每月复诊", AdviceSource.HospitalPlan, ACase.Psychiatrist, true), owed);
        Assert.Equal((new DateOnly(2026, 3, 16), ManagedCase.AdviceByNextContact, Stability.Unstable), (task.ClosesOn, task.Basis, task.Class));

        managed.FollowAdvice(plan.Id, new(2026, 3, 10), "已约复诊", ACase.Doctor, ACase.Standards, AReferral.Today);
        Assert.Null(managed.Open(CareTaskKind.AdviceToFollow));
    }

    [Fact]
    public void Given_a_plan_that_was_taken_over_When_the_day_of_the_receipt_is_corrected_Then_it_is_still_one_advice_and_answers_no_review()
    {
        var managed = Admitted(out _);
        var form = managed.HandBack(ToldOn, DischargedOn);
        managed.Say(form, ReferralMove.Receive, new(2026, 3, 27));

        managed.CorrectReferralStep(form.Id, form.Said(ReferralMove.Receive)!.Id, new(new(2026, 3, 26)), "录错", AReferral.Doctor, ACase.Standards, AReferral.Today);

        Assert.Equal((ToldOn, new DateOnly(2026, 3, 26)), (Assert.Single(managed.Advice).GivenOn, managed.Advice[0].AskedOn));
        Assert.Equal(managed.Open(CareTaskKind.FirstVisit)!.ClosesOn, managed.Open(CareTaskKind.AdviceToFollow)!.ClosesOn);
    }

    [Fact]
    public void Given_an_answer_that_the_hospital_takes_back_When_the_loop_is_asked_Then_it_is_open_again()
    {
        var managed = ACase.Managed();
        var referral = managed.Send();
        managed.Say(referral, ReferralMove.Receive, new(2026, 3, 4));
        var answer = managed.HandBack(new(2026, 3, 6));

        managed.Say(answer, ReferralMove.Cancel, new(2026, 3, 7));

        Assert.Equal((ReferralState.Received, null), (referral.State, managed.Open(CareTaskKind.DischargeIntake)));
        Assert.NotNull(managed.Open(CareTaskKind.ReferralOutcome));
        Assert.Equal(ReferralState.Sent, managed.HandBack(new(2026, 3, 8)).State);
    }

    [Fact]
    public void Given_an_answer_and_a_new_referral_since_When_the_answer_is_taken_back_Then_it_is_refused_for_two_cannot_wait()
    {
        var managed = ACase.Managed();
        managed.Say(managed.Send(), ReferralMove.Receive, new(2026, 3, 4));
        var answer = managed.HandBack(new(2026, 3, 6));
        managed.Send(new(2026, 3, 10), to: AReferral.OtherHospital);

        AReferral.Refuses("referral.open-already", () => managed.Say(answer, ReferralMove.Cancel, new(2026, 3, 11)));
    }

    [Fact]
    public void Given_a_discharge_from_an_earlier_stay_When_it_is_taken_over_during_the_next_one_Then_the_patient_stays_in_hospital()
    {
        var managed = Admitted(out _);
        var form = managed.HandBack(ToldOn, DischargedOn);
        var again = managed.Send(new(2026, 3, 26));
        managed.Say(again, ReferralMove.Receive, new(2026, 3, 26));
        managed.Say(again, ReferralMove.Outcome, new(2026, 3, 26), ReferralOutcome.Admitted);

        managed.Say(form, ReferralMove.Receive, new(2026, 3, 27));

        Assert.Equal((CaseState.InHospital, null), (managed.State, managed.Open(CareTaskKind.FirstVisit)));
        Assert.NotNull(managed.Open(CareTaskKind.HospitalCheck));
    }

    [Fact]
    public void Given_nothing_tells_of_a_stay_When_a_hospital_discharges_Then_it_confirms_that_it_has_looked()
    {
        var (unknown, seen) = (ACase.Managed(), ACase.Managed());
        seen.Visit(new(2026, 3, 2), hospital: HospitalStay.InHospital);
        var form = AReferral.DischargeForm(new(2026, 3, 10), new(2026, 3, 9));

        AReferral.Refuses("discharge.never-admitted", () => unknown.SendDownReferral(form, AReferral.Psychiatrist, ACase.Standards, AReferral.Today));
        unknown.SendDownReferral(form with { WasInpatient = true }, AReferral.Psychiatrist, ACase.Standards, AReferral.Today);
        seen.SendDownReferral(form, AReferral.Psychiatrist, ACase.Standards, AReferral.Today);

        Assert.Single(unknown.Referrals);
        Assert.Single(seen.Referrals);
    }

    [Fact]
    public void Given_a_hospital_that_never_had_a_referral_When_it_discharges_Then_the_form_stands_alone()
    {
        var managed = ACase.Managed();
        managed.Visit(new(2026, 3, 2), Stability.Stable);

        var form = managed.HandBack(ToldOn, DischargedOn, wasInpatient: true);
        managed.Say(form, ReferralMove.Receive, new(2026, 3, 26));

        Assert.Null(form.AnswersId);
        Assert.Equal(ToldOn, managed.Open(CareTaskKind.FirstVisit)!.CycleOn);
        Assert.Equal(new DateOnly(2026, 6, 2), managed.Open(CareTaskKind.FollowUp)!.ClosesOn); // the visit that was planned stays due
    }

    [Fact]
    public void Given_a_death_in_hospital_When_it_is_recorded_Then_the_intake_ends()
    {
        var managed = Admitted(out _);
        var form = managed.HandBack(ToldOn, DischargedOn);

        managed.RecordFollowUp(ACase.Death(new(2026, 3, 28)), ACase.Doctor, ACase.Standards, AReferral.Today);

        Assert.Equal((ReferralState.Ended, CaseState.Dead), (form.State, managed.State));
        Assert.DoesNotContain(managed.Tasks, task => task.State == CareTaskState.Open && task.Kind != CareTaskKind.CrisisRecord);
    }

    /// <summary>Unstable on 2 March, referred on that day and admitted on the next.</summary>
    private static ManagedCase Admitted(out Referral referral)
    {
        var managed = ACase.Managed();
        managed.Visit(AReferral.SentOn);
        referral = managed.Send();
        managed.Say(referral, ReferralMove.Receive, AReferral.SentOn);
        managed.Say(referral, ReferralMove.Outcome, AdmittedOn, ReferralOutcome.Admitted);

        return managed;
    }
}
