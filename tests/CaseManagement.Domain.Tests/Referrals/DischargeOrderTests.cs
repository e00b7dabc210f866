using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Referrals;

/// <summary>A discharge ends the stay that it answers: it is never before the referral or the admission.</summary>
public sealed class DischargeOrderTests
{
    private static readonly DateOnly ToldOn = new(2026, 3, 25);

    [Theory]
    [InlineData("2026-02-20", "discharge.before-referral")] // an earlier stay
    [InlineData("2026-03-02", "discharge.before-referral")] // the day of the referral, on which the patient was not there yet
    [InlineData("2026-03-03", null)]
    [InlineData("2026-03-24", null)]
    public void Given_an_admission_When_a_discharge_is_told_Then_it_is_refused_before_the_admission_and_leaves_the_referral_unanswered(string dischargedOn, string? refused)
    {
        var (managed, up) = Admitted();

        var thrown = Record.Exception(() => managed.HandBack(ToldOn, DateOnly.Parse(dischargedOn, System.Globalization.CultureInfo.InvariantCulture))) as RuleBrokenException;

        Assert.Equal(refused, thrown?.Code);
        Assert.Equal(refused is null ? up.Id : (ReferralId?)null, managed.Referrals[^1].AnswersId);
        Assert.Equal(refused is not null, managed.IsWithHospital(AReferral.Hospital) && managed.Referrals.Count == 1);
    }

    [Fact]
    public void Given_a_referral_without_an_admission_When_a_discharge_is_told_Then_it_is_not_before_the_referral()
    {
        var managed = ACase.Managed();
        managed.Say(managed.Send(), ReferralMove.Receive, AReferral.SentOn);

        AReferral.Refuses("discharge.before-referral", () => managed.HandBack(ToldOn, AReferral.SentOn.AddDays(-1), wasInpatient: true));
        managed.HandBack(ToldOn, AReferral.SentOn, wasInpatient: true);
    }

    [Fact]
    public void Given_a_discharge_of_another_hospital_When_it_is_before_the_referral_Then_it_is_taken_since_it_answers_nothing()
    {
        var (managed, _) = Admitted();

        Assert.Null(managed.HandBack(ToldOn, new(2026, 2, 20), AReferral.OtherPsychiatrist, wasInpatient: true).AnswersId);
    }

    [Fact]
    public void Given_a_discharge_When_the_admission_is_corrected_to_a_day_after_it_Then_that_is_refused()
    {
        var (managed, up) = Admitted();
        managed.HandBack(ToldOn, new(2026, 3, 24));

        AReferral.Refuses("discharge.before-referral", () => Correct(ToldOn));
        Correct(new(2026, 3, 24));

        void Correct(DateOnly on) => managed.CorrectReferralStep(up.Id, up.Said(ReferralMove.Outcome)!.Id, new(on, ReferralOutcome.Admitted), "日期录错", AReferral.Psychiatrist, ACase.Standards, AReferral.Today);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // received, and no result told
    public void Given_a_discharge_that_the_community_refused_When_it_is_sent_anew_Then_its_day_is_checked_again_and_it_answers_the_same_referral(bool isAdmitted)
    {
        var (managed, up) = isAdmitted ? Admitted() : Received();
        var refused = managed.HandBack(ToldOn, new(2026, 3, 24), wasInpatient: true);
        managed.Say(refused, ReferralMove.Decline, new(2026, 3, 26));
        Assert.Equal(ReferralState.Closed, up.State);

        AReferral.Refuses("discharge.before-referral", () => managed.HandBack(new(2026, 3, 27), new(2026, 3, 1), wasInpatient: true));
        Assert.Equal(2, managed.Referrals.Count);
        var sent = managed.HandBack(new(2026, 3, 27), new(2026, 3, 23), wasInpatient: true);

        Assert.Equal((up.Id, ReferralState.Sent, ReferralState.Cancelled, ReferralState.Closed), (sent.AnswersId!.Value, sent.State, refused.State, up.State));
        Assert.Null(AReferral.Open(managed, CareTasks.CareTaskKind.ReferralOutcome)); // nothing is asked of the hospital again
    }

    [Fact]
    public void Given_the_next_stay_has_begun_When_the_discharge_of_the_earlier_one_is_entered_Then_it_answers_that_one_and_the_next_waits_for_its_own()
    {
        var (managed, first) = Admitted();
        var second = managed.Send(new(2026, 3, 12));
        managed.Say(second, ReferralMove.Receive, new(2026, 3, 12));

        var earlier = managed.HandBack(new(2026, 3, 15), new(2026, 3, 10));

        Assert.Equal((first.Id, ReferralState.Received), (earlier.AnswersId!.Value, second.State));
        managed.Say(earlier, ReferralMove.Receive, new(2026, 3, 16));
        Assert.Equal(second.Id, managed.HandBack(new(2026, 3, 20), new(2026, 3, 19)).AnswersId);
    }

    [Fact]
    public void Given_two_stays_When_a_discharge_is_before_both_Then_it_is_refused_as_before()
    {
        var (managed, _) = Admitted();
        managed.Say(managed.Send(new(2026, 3, 12)), ReferralMove.Receive, new(2026, 3, 12));

        AReferral.Refuses("discharge.before-referral", () => managed.HandBack(new(2026, 3, 15), new(2026, 3, 1)));
        Assert.Equal(2, managed.Referrals.Count);
    }

    private static (ManagedCase Managed, Referral Up) Received()
    {
        var managed = ACase.Managed();
        var up = managed.Send();
        managed.Say(up, ReferralMove.Receive, AReferral.SentOn);

        return (managed, up);
    }

    private static (ManagedCase Managed, Referral Up) Admitted()
    {
        var (managed, up) = Received();
        managed.Say(up, ReferralMove.Outcome, new(2026, 3, 3), ReferralOutcome.Admitted);

        return (managed, up);
    }
}
