using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Domain.Tests.Referrals;

namespace CaseManagement.Domain.Tests.Alerts;

/// <summary>Which hospital a step for the specialist reaches, by what it was asked and what it has said.</summary>
public sealed class SpecialistReachTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);
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

    [Fact]
    public void Given_every_kind_of_which_the_ladder_tells_the_specialist_When_a_hospital_sees_the_case_for_a_reason_Then_it_is_decided_for_that_kind_whether_it_is_reached()
    {
        const string treatment = "asked, answered, guidance, referred";
        Dictionary<CareTaskKind, string> reached = new()
        {
            [CareTaskKind.FollowUp] = treatment,
            [CareTaskKind.Injection] = treatment,
            [CareTaskKind.FirstVisit] = treatment,
            [CareTaskKind.HospitalCheck] = treatment,
            [CareTaskKind.CoverageEnd] = treatment,
            [CareTaskKind.SpecialistReview] = "asked, guidance",
            [CareTaskKind.SpecialistQuestion] = "asked",
            [CareTaskKind.ReferralReceipt] = "referred, referred for some days more",
            [CareTaskKind.ReferralOutcome] = "",
            [CareTaskKind.RefusedDischarge] = "",
            [CareTaskKind.ReportCard] = "referred", // who was asked, or gives guidance, has not confirmed the diagnosis
        };
        var managed = ACase.Managed();
        managed.Send();
        var grants = Grants(managed);

        var told = ACase.Standards.Ladder.StepsUntil(DateOnly.MaxValue).Where(step => step.Tells == ToldRole.Specialist).Select(step => step.Kind).Distinct().Order().ToList();

        Assert.Equal(told, reached.Keys.Order());
        Assert.Equal(told, SpecialistReach.Decided.Order());
        Assert.All(Enum.GetValues<CareTaskKind>(), kind => Assert.Equal((kind, reached.GetValueOrDefault(kind, "")), (kind, string.Join(", ", grants.Where(one => SpecialistReach.Reaches(kind, Monday, one.Grant, managed.Referrals)).Select(one => one.Reason)))));
    }

    [Fact]
    public void Given_two_hospitals_that_were_asked_on_two_days_When_the_first_answer_is_late_Then_only_the_hospital_that_owes_it_is_reached()
    {
        var of = GrantTarget.Of(ACase.Managed());
        var (first, second) = (CaseGrant.ToHospital(of, AReferral.Hospital, 0, At, "是否换药？", ACase.Doctor, Monday), CaseGrant.ToHospital(of, InstitutionId.New(), 0, At.AddDays(2), "是否住院？", ACase.Doctor, Monday.AddDays(2)));

        Assert.Equal([true, false], new[] { first, second }.Select(grant => SpecialistReach.Reaches(CareTaskKind.SpecialistQuestion, Monday, grant, [])));
        Assert.Equal([false, true], new[] { first, second }.Select(grant => SpecialistReach.Reaches(CareTaskKind.SpecialistQuestion, Monday.AddDays(2), grant, [])));
    }

    [Fact]
    public void Given_discharges_of_two_hospitals_that_were_refused_When_the_first_is_late_Then_only_the_hospital_that_sent_it_is_reached()
    {
        var managed = ACase.Managed();
        var first = managed.HandBack(new(2026, 3, 4), new(2026, 3, 3), wasInpatient: true);
        var second = managed.HandBack(new(2026, 3, 6), new(2026, 3, 5), AReferral.OtherPsychiatrist, wasInpatient: true);
        managed.Say(first, ReferralMove.Decline, new(2026, 3, 5));
        managed.Say(second, ReferralMove.Decline, new(2026, 3, 9));

        var task = managed.Open(CareTaskKind.RefusedDischarge)!;
        bool Reaches(Referral of) => SpecialistReach.Reaches(task.Kind, task.CycleOn, CaseGrant.ToHospitalOfReferral(GrantTarget.Of(managed), of.HospitalId, 0, At, ACase.Doctor), managed.Referrals);

        Assert.Equal((new DateOnly(2026, 3, 5), true, false), (task.CycleOn, Reaches(first), Reaches(second)));
    }

    private static List<(string Reason, CaseGrant Grant)> Grants(ManagedCase managed)
    {
        var of = GrantTarget.Of(managed);
        CaseGrant Asked() => CaseGrant.ToHospital(of, AReferral.Hospital, 0, At, "是否换药？", ACase.Doctor, Monday);
        CaseGrant Guidance() => CaseGrant.ToHospitalForReview(of, AReferral.Hospital, 0, At, ACase.Doctor);
        CaseGrant Referred() => CaseGrant.ToHospitalOfReferral(of, AReferral.Hospital, 0, At, ACase.Doctor);
        List<(string Reason, CaseGrant Grant)> grants =
        [
            ("asked", Asked()), ("answered", Asked()), ("guidance", Guidance()), ("guidance for some days more", Guidance()), ("referred", Referred()), ("referred for some days more", Referred()),
            ("emergency", CaseGrant.ToHospitalInEmergency(of, AReferral.Hospital, 0, At, ACase.Doctor)),
        ];
        grants[1].Grant.Answer(At);
        grants[3].Grant.KeepUntil(At.AddDays(30));
        grants[5].Grant.KeepUntil(At.AddDays(30));
        return grants;
    }

    private static bool Reaches(ManagedCase managed, CareTaskKind kind) =>
        SpecialistReach.Reaches(kind, managed.Open(kind)?.CycleOn ?? Monday, CaseGrant.ToHospitalOfReferral(GrantTarget.Of(managed), AReferral.Hospital, 0, At, ACase.Doctor), managed.Referrals);
}
