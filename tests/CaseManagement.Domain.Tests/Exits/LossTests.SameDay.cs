using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Tests.Cases;

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

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // put right after it, the earlier one is the same visit all the same
    public void Given_a_visit_entered_before_the_confirmation_and_one_after_it_When_the_later_is_cancelled_Then_the_patient_is_lost_as_before(bool isCorrected)
    {
        var managed = ACase.Managed().Seen(June11);
        Propose(managed, LossCriterion.Missing, June11);
        Decide(managed);
        managed.Seen(June11);
        var (earlier, later) = (managed.FollowUps[0].Id, managed.FollowUps[1].Id);
        if (isCorrected) managed.CorrectFollowUp(earlier, ACase.Visit(June11, Stability.Unstable), "更正", ACase.Doctor, ACase.Standards, June11);
        Assert.Equal(CaseState.Managed, managed.State);

        managed.CancelFollowUp(later, "不是本人", ACase.Doctor, ACase.Standards, June11);
        Assert.Equal((CaseState.Lost, (DateOnly?)null), (managed.State, managed.EndOf(managed.Exits[^1])));

        managed.Seen(June11);
        Assert.Equal(CaseState.Managed, managed.State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Given_a_visit_entered_before_the_confirmation_and_one_after_it_When_the_earlier_is_cancelled_or_the_later_put_right_Then_the_patient_stays_found(bool isPutRight)
    {
        var managed = ACase.Managed().Seen(June11);
        Propose(managed, LossCriterion.Missing, June11);
        Decide(managed);
        managed.Seen(June11);

        if (isPutRight) managed.CorrectFollowUp(managed.FollowUps[1].Id, ACase.Visit(June11, Stability.Unstable), "更正", ACase.Doctor, ACase.Standards, June11);
        else managed.CancelFollowUp(managed.FollowUps[0].Id, "不是本人", ACase.Doctor, ACase.Standards, June11);

        Assert.Equal((CaseState.Managed, (DateOnly?)June11), (managed.State, managed.EndOf(managed.Exits[^1])));
    }

    [Fact]
    public void Given_an_injection_entered_before_the_confirmation_and_a_visit_after_it_When_the_visit_is_cancelled_Then_the_patient_is_lost_as_before()
    {
        var managed = ACase.Managed();
        var course = managed.StartInjectionCourse(ACase.Prescription(new(2026, 5, 12)), ACase.Pp1m, ACase.Standards, new(2026, 5, 12));
        managed.GiveInjection(course.Id, ACase.Dose(new(2026, 5, 12)), ACase.Standards, new(2026, 5, 12));
        managed.GiveInjection(course.Id, ACase.Dose(June11), ACase.Standards, June11);
        Propose(managed, LossCriterion.Missing, June11);
        Decide(managed);
        managed.Seen(June11);
        Assert.Equal(CaseState.Managed, managed.State);

        managed.CancelFollowUp(managed.FollowUps[^1].Id, "不是本人", ACase.Doctor, ACase.Standards, June11);

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
