using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Referrals;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>A patient is referred to the hospital in these weeks: some wait, some are declined, some come back with a plan.</summary>
internal sealed class DemoReferrals(DemoStory story, DemoMap map)
{
    private readonly Dice _dice = story.Dice;

    private ReferralParty Team => new(story.Doctor, ReferralEnd.Community, story.Home.Team.Doctor.InstitutionId);

    private ReferralParty Hospital => new(story.Psychiatrist(), ReferralEnd.Hospital, map.Psychiatrists[0].InstitutionId);

    public void Send(DateOnly on)
    {
        if (!story.May(CaseAct.SendReferral)) return;

        var isUnstable = story.Case.Class == Stability.Unstable;
        var entry = new ReferralEntry(
            on, [isUnstable ? ReferralReason.AcuteOrRelapse : ReferralReason.PoorEffect], "近期症状波动，现用药效果不佳，请协助调整治疗", isUnstable && _dice.Chance(0.5),
            CentreId: Team.InstitutionId, ToDepartment: "精神科门诊", Contact: "服务中心值班电话");
        var referral = story.Case.SendReferral(map.Psychiatrists[0].InstitutionId, entry, Team, story.Standards, on);
        if (_dice.Chance(0.75)) Later(0, 3, later => Answer(referral, later));
    }

    private void Answer(Referral referral, DateOnly on)
    {
        if (_dice.Chance(0.15))
        {
            Say(referral, ReferralMove.Decline, new(on, Refusal: ReferralRefusal.NoBed), Hospital);
            return;
        }

        Say(referral, ReferralMove.Receive, new(on), Hospital);
        if (_dice.Chance(0.5)) Later(2, 9, later => HandBack(later));
        else Later(2, 9, later => Say(referral, ReferralMove.Outcome, new(later, _dice.Chance(0.4) ? ReferralOutcome.Admitted : ReferralOutcome.Outpatient), Hospital));
    }

    private void HandBack(DateOnly on)
    {
        var back = story.Case.SendDownReferral(
            new(on, [ReferralReason.StableOrOutpatient], "门诊调整用药后症状好转", Plan: "按新方案服药，每月随访，四周后复诊", FromDepartment: "精神科门诊", Contact: "门诊咨询电话"), Hospital, story.Standards, on);
        if (_dice.Chance(0.5)) Later(1, 4, later => Say(back, ReferralMove.Receive, new(later), Team));
    }

    private void Say(Referral referral, ReferralMove move, ReferralWord word, ReferralParty by) => story.Case.AnswerReferral(referral.Id, move, word, by, story.Standards, word.On);

    private void Later(int from, int to, Action<DateOnly> step) => story.At(story.Now.AddDays(_dice.Between(from, to)), on =>
    {
        if (!story.Case.State.IsClosed()) step(on);
    });
}
