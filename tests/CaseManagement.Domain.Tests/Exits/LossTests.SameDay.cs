using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Examinations;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Domain.Tests.Referrals;

namespace CaseManagement.Domain.Tests.Exits;

/// <summary>A patient who is there on the very day on which the loss was confirmed: the day does not tell which came first, the order of entry does.</summary>
public sealed partial class LossTests
{
    private static readonly DateOnly June11 = new(2026, 6, 11);

    [Theory]
    [InlineData(11)]
    [InlineData(13)] // from paper, days later
    public void Given_a_confirmed_loss_When_a_visit_of_that_very_day_is_entered_after_it_Then_the_patient_is_found_as_by_any_later_visit(int enteredOn)
    {
        var managed = AnExit.Lost(isTold: true);

        managed.RecordFollowUp(ACase.Visit(June11, Stability.Unstable), ACase.Doctor, ACase.Standards, new(2026, 6, enteredOn));

        Assert.Equal((CaseState.Managed, (DateOnly?)June11), (managed.State, managed.EndOf(managed.Exits[^1])));
        Assert.Equal(June11.AddDays(14), managed.Open(CareTaskKind.FollowUp)!.ClosesOn);
        Assert.Null(managed.Open(CareTaskKind.LossSearch));
        Assert.DoesNotContain(managed.Tasks, task => task.Basis.StartsWith("first-visit.return", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_a_confirmed_loss_of_which_nobody_was_told_When_the_patient_is_seen_the_same_day_Then_no_report_and_no_search_is_left()
    {
        var managed = AnExit.Lost();

        managed.Seen(June11);

        Assert.Equal((CaseState.Managed, (CareTask?)null), (managed.State, managed.Open(CareTaskKind.LossSearch)));
    }

    [Fact]
    public void Given_a_visit_of_the_day_before_it_or_one_at_which_nobody_was_seen_When_it_is_entered_after_the_confirmation_Then_the_patient_stays_lost()
    {
        var managed = AnExit.Lost(isTold: true).Seen(new(2026, 6, 10));
        managed.RecordFollowUp(ACase.Loss(June11), ACase.Doctor, ACase.Standards, June11);

        Assert.Equal((CaseState.Lost, null), (managed.State, managed.EndOf(managed.Exits[^1])));
    }

    [Fact]
    public void Given_a_visit_entered_before_the_confirmation_of_its_day_When_it_is_corrected_after_it_Then_it_is_the_same_visit_and_the_patient_stays_lost()
    {
        var managed = ACase.Managed().Seen(June11);
        Propose(managed, LossCriterion.Missing, June11);
        Decide(managed);

        managed.CorrectFollowUp(managed.FollowUps[0].Id, ACase.Visit(June11, Stability.Unstable), "更正", ACase.Doctor, ACase.Standards, June11);

        Assert.Equal(CaseState.Lost, managed.State);
    }

    [Fact]
    public void Given_a_patient_found_by_a_visit_of_that_very_day_When_the_visit_is_cancelled_or_moved_before_it_Then_the_patient_is_lost_as_before_and_found_again_by_the_next()
    {
        var managed = AnExit.Lost(isTold: true).Seen(June11);

        managed.CancelFollowUp(managed.FollowUps[^1].Id, "不是本人", ACase.Doctor, ACase.Standards, new(2026, 6, 12));
        Assert.Equal((CaseState.Lost, new DateOnly(2026, 7, 11)), (managed.State, managed.Open(CareTaskKind.LossSearch)!.ClosesOn));

        managed.RecordFollowUp(ACase.Visit(June11), ACase.Doctor, ACase.Standards, new(2026, 6, 12));
        Assert.Equal(CaseState.Managed, managed.State);
        managed.CorrectFollowUp(managed.FollowUps[^1].Id, ACase.Visit(new(2026, 6, 10)), "日期有误", ACase.Doctor, ACase.Standards, new(2026, 6, 12));
        Assert.Equal(CaseState.Lost, managed.State);
        managed.Seen(new(2026, 6, 14));
        Assert.Equal(CaseState.Managed, managed.State);
    }

    [Theory]
    [InlineData("discharge", CaseState.Managed)]
    [InlineData("handed-back", CaseState.Managed)]
    [InlineData("result", CaseState.InHospital)]
    [InlineData("corrected-result", CaseState.InHospital)]
    [InlineData("corrected-injection", CaseState.Managed)]
    [InlineData("corrected-examination", CaseState.Managed)]
    public void Given_a_confirmed_loss_When_a_hospital_or_a_correction_says_of_that_very_day_that_the_patient_was_there_Then_the_patient_is_found(string how, CaseState state)
    {
        var managed = LostAfterReferralAndCourse();
        var enter = Prepared(managed, how);
        Assert.Equal(CaseState.Lost, managed.State);

        enter(June11);

        var loss = managed.Exits[^1];
        Assert.Equal((state, (DateOnly?)June11, (DateOnly?)June11), (managed.State, managed.EndOf(loss), loss.EndedOn));
        Assert.Null(managed.Open(CareTaskKind.LossSearch));
    }

    [Theory]
    [InlineData("discharge")]
    [InlineData("handed-back")]
    [InlineData("result")]
    [InlineData("corrected-result")]
    [InlineData("corrected-injection")]
    [InlineData("corrected-examination")]
    public void Given_a_confirmed_loss_When_the_same_is_said_of_the_day_before_Then_the_patient_stays_lost(string how)
    {
        var managed = LostAfterReferralAndCourse();

        Prepared(managed, how)(new(2026, 6, 10));

        Assert.Equal((CaseState.Lost, null), (managed.State, managed.Exits[^1].EndedOn));
    }

    /// <summary>Missing since 10 June, confirmed on 11 June 2026; a referral that a hospital has received, and a course of injections.</summary>
    private static ManagedCase LostAfterReferralAndCourse()
    {
        var managed = ACase.Managed().Seen(new(2026, 6, 1));
        managed.StartInjectionCourse(ACase.Prescription(new(2026, 6, 1)), ACase.Pp1m, ACase.Standards, new(2026, 6, 1));
        managed.Say(managed.Send(new(2026, 6, 8)), ReferralMove.Receive, new(2026, 6, 8));
        Propose(managed, LossCriterion.Missing);
        Decide(managed, on: June11);
        managed.Told(ToldAbout.Loss, [Party.ComprehensiveGroup, Party.HigherOffice], June11);

        return managed;
    }

    /// <summary>What is entered after the confirmation, by the day of which it speaks.</summary>
    private static Action<DateOnly> Prepared(ManagedCase managed, string how)
    {
        var before = new DateOnly(2026, 6, 9);
        switch (how)
        {
            case "discharge":
                return on => managed.HandBack(AReferral.Today, on, wasInpatient: true);
            case "handed-back":
                return on => managed.HandBack(on);
            case "corrected-injection":
                var course = managed.Courses[0];
                var dose = managed.GiveInjection(course.Id, ACase.Dose(before), ACase.Standards, June11);
                return on => managed.CorrectInjection(course.Id, dose.Id, ACase.Dose(on), "日期录错", ACase.Doctor, ACase.Standards, June11);
            case "corrected-examination":
                var refused = managed.RecordExamination(new(before, ExaminationOutcome.NotPossible, null, null, "不在家", null, null, null, false), ACase.Doctor, ACase.Standards, June11);
                return on => managed.CorrectExamination(refused.Id, new(on, ExaminationOutcome.Done, ExaminationConsent.Patient, new() { General = "未见异常", NotDone = [.. Enum.GetValues<ExaminationItem>().Where(item => item != ExaminationItem.General)] }, null, null, null, null, false), "录错", ACase.Doctor, ACase.Standards, June11);
            default:
                var up = managed.Referrals[0];
                if (how == "result") return on => managed.Say(up, ReferralMove.Outcome, on, ReferralOutcome.Admitted);

                managed.Say(up, ReferralMove.Outcome, before, ReferralOutcome.NotArrived);
                return on => managed.CorrectReferralStep(up.Id, up.Said(ReferralMove.Outcome)!.Id, new(on, ReferralOutcome.Admitted), "同名患者", AReferral.Psychiatrist, ACase.Standards, AReferral.Today);
        }
    }

    [Fact]
    public void Given_a_confirmed_loss_When_an_injection_of_that_very_day_is_entered_after_it_Then_the_patient_is_found()
    {
        var managed = ACase.Managed();
        var course = managed.StartInjectionCourse(ACase.Prescription(new(2026, 5, 12)), ACase.Pp1m, ACase.Standards, new(2026, 5, 12));
        managed.GiveInjection(course.Id, ACase.Dose(new(2026, 5, 12)), ACase.Standards, new(2026, 5, 12));
        Propose(managed, LossCriterion.Missing);
        Decide(managed, on: June11);

        managed.GiveInjection(course.Id, ACase.Dose(June11), ACase.Standards, June11);

        Assert.Equal(CaseState.Managed, managed.State);
    }
}
