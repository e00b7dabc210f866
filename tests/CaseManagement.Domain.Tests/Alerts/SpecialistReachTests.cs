using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Domain.Tests.Referrals;

namespace CaseManagement.Domain.Tests.Alerts;

/// <summary>Which hospital a step for the specialist reaches, by what it was asked and what it has said.</summary>
public sealed class SpecialistReachTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData(null, CareTaskKind.ReferralReceipt, true)]
    [InlineData(ReferralMove.Receive, CareTaskKind.ReferralOutcome, true)]
    [InlineData(ReferralMove.Decline, CareTaskKind.ReferralOutcome, false)] // the sender says what is done instead
    public void Given_a_referral_to_a_hospital_When_it_is_late_Then_the_hospital_is_reached_only_while_it_waits_for_the_hospital(ReferralMove? said, CareTaskKind owed, bool isReached)
    {
        var managed = ACase.Managed();
        var referral = managed.Send();
        if (said is { } move) managed.Say(referral, move, AReferral.SentOn);

        Assert.NotNull(managed.Open(owed));
        Assert.Equal(isReached, Reaches(managed, owed));
        Assert.Equal(isReached, Reaches(managed, CareTaskKind.FollowUp)); // whoever has only said no does not treat the patient either
    }

    [Fact]
    public void Given_a_referral_that_was_declined_When_the_same_hospital_sends_the_patient_back_Then_it_is_reached_again_for_what_it_owes()
    {
        var managed = ACase.Managed();
        managed.Say(managed.Send(), ReferralMove.Decline, AReferral.SentOn);
        var form = managed.HandBack(new(2026, 3, 4), new(2026, 3, 3), wasInpatient: true);
        Assert.True(Reaches(managed, CareTaskKind.FollowUp));

        managed.Say(form, ReferralMove.Decline, new(2026, 3, 5));

        Assert.True(Reaches(managed, CareTaskKind.RefusedDischarge));
        Assert.True(Reaches(managed, CareTaskKind.FollowUp));
        Assert.False(Reaches(managed, CareTaskKind.ReferralOutcome));
    }

    private static bool Reaches(ManagedCase managed, CareTaskKind kind) =>
        SpecialistReach.Reaches(kind, CaseGrant.ToHospitalOfReferral(GrantTarget.Of(managed), AReferral.Hospital, 0, At, ACase.Doctor), managed.Referrals);
}
