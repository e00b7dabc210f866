using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Telling;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Domain.Tests.Referrals;

namespace CaseManagement.Domain.Tests.Crises;

// The forms besides the follow-up that speak of what is there now.
public sealed partial class CrisisTests
{
    [Fact]
    public void Given_an_acute_reaction_to_an_injection_When_its_record_is_corrected_or_cancelled_Then_the_emergency_follows_it_as_it_follows_a_visit()
    {
        var (managed, course) = OnACourse();

        var given = managed.GiveInjection(course.Id, ACase.Dose(Monday) with { AcuteReaction = true, ReactionNote = "呼吸困难" }, ACase.Standards, Monday, At(Monday, 10));
        var crisis = Assert.Single(managed.Crises);
        var cause = Assert.Single(crisis.Log.Causes);
        var unanswered = managed.CorrectInjection(course.Id, given.Id, ACase.Dose(Monday), "漏填", ACase.Doctor, ACase.Standards, Monday);
        var afterSilence = crisis.State;
        managed.CorrectInjection(course.Id, unanswered.Id, ACase.Dose(Monday) with { AcuteReaction = false }, "记错了", ACase.Doctor, ACase.Standards, Monday);
        var afterNo = crisis.State;
        var again = managed.CorrectInjection(course.Id, managed.Courses[0].Injections[^1].Id, ACase.Dose(Monday) with { AcuteReaction = true }, "没有记错", ACase.Doctor, ACase.Standards, Monday);
        var afterYes = crisis.State;
        managed.CancelInjection(course.Id, again.Id, "不是本人", ACase.Doctor, ACase.Standards, Monday);

        Assert.Equal((CrisisTrigger.AcuteReaction, CrisisSource.Injection, "呼吸困难", At(Monday, 10)), (cause.Trigger, cause.Source, cause.Note, crisis.StartedAt));
        Assert.Equal((CrisisState.Open, CrisisState.Withdrawn, CrisisState.Open, CrisisState.Withdrawn), (afterSilence, afterNo, afterYes, crisis.State));
        Assert.Equal([NoticeEvent.CrisisStarted], managed.TakeTidings().Select(told => told.Event).Distinct());
    }

    [Fact]
    public void Given_an_emergency_from_an_injection_When_somebody_calls_it_a_mistake_Then_its_record_is_corrected_first()
    {
        var (managed, course) = OnACourse();
        managed.GiveInjection(course.Id, ACase.Dose(Monday) with { AcuteReaction = true }, ACase.Standards, Monday);

        var refused = Assert.Throws<RuleBrokenException>(() => End(managed, CrisisOutcome.Mistaken, Monday, null, "看错了"));

        Assert.Equal("crisis.cause-stands", refused.Code);
    }

    [Theory]
    [InlineData(ReferralReason.ViolenceOrSelfHarm, new[] { CrisisTrigger.SelfHarm, CrisisTrigger.DangerToOthers })] // the printed reason does not say which
    [InlineData(ReferralReason.AcuteAdverseReaction, new[] { CrisisTrigger.AcuteReaction })]
    [InlineData(ReferralReason.AcuteOrRelapse, new CrisisTrigger[0])]
    [InlineData(ReferralReason.LockedUp, new CrisisTrigger[0])]
    public void Given_a_referral_When_its_reason_is_there_now_Then_it_begins_an_emergency_until_it_is_taken_back(ReferralReason reason, CrisisTrigger[] triggers)
    {
        var managed = ACase.Managed();

        var sent = Refer(managed, reason);
        var begun = managed.Crises.SelectMany(crisis => crisis.Log.Triggers).ToList();
        managed.AnswerReferral(sent.Id, ReferralMove.Cancel, new(Monday, Note: "改由家属送诊"), AReferral.Doctor, ACase.Standards, Monday);

        Assert.Equal(triggers, begun);
        Assert.All(managed.Crises, crisis => Assert.Equal(CrisisState.Withdrawn, crisis.State));
    }

    [Fact]
    public void Given_an_emergency_that_is_handled_When_the_patient_is_referred_for_the_same_Then_it_does_not_begin_anew_and_neither_does_sending_it_again_after_a_refusal()
    {
        var (handled, declined) = (ACase.Managed(), ACase.Managed());
        Visit(handled, Monday, 4, At(Monday, 9));
        Record(handled);

        Refer(handled, ReferralReason.ViolenceOrSelfHarm);
        var first = Refer(declined, ReferralReason.ViolenceOrSelfHarm);
        declined.AnswerReferral(first.Id, ReferralMove.Decline, new(Monday, Refusal: ReferralRefusal.NoBed), AReferral.Psychiatrist, ACase.Standards, Monday);
        Record(declined, At(Monday, 16));
        var second = Refer(declined, ReferralReason.ViolenceOrSelfHarm);
        var afterResending = (declined.Crises[0].Log.Round, declined.Crises[0].RecordedOn, declined.Crises[0].Log.Causes.Count(cause => cause.GoneOn is null));
        declined.AnswerReferral(second.Id, ReferralMove.Cancel, new(Monday, Note: "不再转诊"), AReferral.Doctor, ACase.Standards, Monday);

        Assert.Equal((0, (DateOnly?)Monday), (handled.Crises[0].Log.Round, handled.Crises[0].RecordedOn));
        Assert.Equal((0, (DateOnly?)Monday, 2), afterResending);
        Assert.All(declined.Crises[0].Log.Causes, cause => Assert.NotNull(cause.GoneOn));
    }

    private static (ManagedCase Managed, InjectionCourse Course) OnACourse()
    {
        var managed = ACase.Managed();
        return (managed, managed.StartInjectionCourse(ACase.Prescription(Monday), ACase.Pp1m, ACase.Standards, Monday));
    }

    private static Referral Refer(ManagedCase managed, ReferralReason reason) =>
        managed.SendReferral(AReferral.Hospital, new(Monday, [reason], "需专科处理", IsUrgent: true), AReferral.Doctor, ACase.Standards, Monday, At(Monday, 15));
}
