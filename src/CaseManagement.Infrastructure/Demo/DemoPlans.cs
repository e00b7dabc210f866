using System.Buffers.Binary;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>The case plans of a few patients: agreed, reviewed when that is due or some days late, changed now and then, ended when their goals are reached.</summary>
internal sealed class DemoPlans(DemoStory story)
{
    private const double Share = 0.04; // published coverage is low

    // Dice of its own, so that no plan bends the rest of the story.
    private readonly Dice _dice = new(BinaryPrimitives.ReadUInt64LittleEndian(story.Case.Id.Value.ToByteArray().AsSpan(8)) ^ (ulong)CareTaskKind.CasePlanReview);

    public void Begin(DateOnly consentedOn)
    {
        if (!_dice.Chance(Share)) return;

        story.At(story.WorkingDay(consentedOn.AddDays(_dice.Between(20, 400)), consentedOn), on =>
        {
            if (!May(CaseAct.BeginPlan) || story.Case.PlanInForce() is not null || story.Case.LatestConsent() is not { Agrees: true }) return;

            story.Case.BeginPlan(Content(on), story.Sign(on), null, story.Doctor, story.Standards, on);
            Next();
        });
    }

    private void Next()
    {
        if (story.Case.Tasks.FirstOrDefault(task => task is { Kind: CareTaskKind.CasePlanReview, State: CareTaskState.Open }) is not { } task) return;

        var day = _dice.Chance(0.12) ? task.ClosesOn.AddDays(_dice.Between(3, 40)) : task.ClosesOn.AddDays(-_dice.Below(10));
        story.At(story.WorkingDay(day, task.OpensOn.AddDays(1)), Review);
    }

    private void Review(DateOnly on)
    {
        if (!May(CaseAct.ReviewPlan) || story.Case.PlanInForce() is not { } plan || on <= plan.BeganOn) return;

        var (isReached, isChanged) = (_dice.Chance(0.15), _dice.Chance(0.3));
        var decision = isReached ? GoalDecision.Close : isChanged ? GoalDecision.Change : GoalDecision.Continue;
        var goals = plan.Current().Content.Goals.Select(goal => new GoalReview(goal.No!.Value, isReached ? "已达到" : "有进展", decision, [new(1, "已落实")])).ToList();
        story.Case.ReviewPlan(plan.Id, new(on, goals), story.Doctor, story.Standards, on);

        if (isReached) story.Case.EndPlan(plan.Id, on, CasePlanEnd.GoalsReached, null, story.Doctor, story.Standards, on);
        else if (isChanged && May(CaseAct.ChangePlan)) story.Case.ChangePlan(plan.Id, Changed(plan.Current().Content, on), story.Sign(on), null, "按评估结果调整", story.Doctor, story.Standards, on);
        Next();
    }

    private bool May(CaseAct act) => CaseStates.Answer(story.Case.State, act) is null;

    private static CasePlanContent Changed(CasePlanContent content, DateOnly on) => content with
    {
        Goals = [.. content.Goals.Select(goal => goal.Area != PlanArea.Medicine ? goal : goal with { Measures = [goal.Measures[0] with { ByOn = on.AddMonths(2) }] })],
    };

    private CasePlanContent Content(DateOnly on)
    {
        List<PlanGoal> goals = [new(PlanArea.Medicine, "规律服药，不自行停药", [new("每月电话提醒并核对药量", 1, on.AddMonths(2))])];
        if (_dice.Chance(0.7)) goals.Add(new(PlanArea.Rehabilitation, "参加社区日间康复", [new("联系康复站并陪同首次参加", 2, on.AddMonths(1))]));
        if (_dice.Chance(0.5)) goals.Add(new(PlanArea.SocialSupport, "减轻家庭照护负担", [new("协助申请监护补助", 2, on.AddMonths(3))]));

        return new(
            _dice.Chance(0.5) ? "病情基本稳定，与父母同住，无业" : "病情稳定，独居，低保",
            [new("责任医生", "家庭医生", "社区卫生服务中心"), new("社区社工", "社会工作者", "社工站"), new("家属", "家庭照护者")],
            goals);
    }
}
