using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>What goes wrong around visits: a slip of the pen that is corrected, a record in the wrong file, a paper form found behind the desk, a patient nobody finds.</summary>
internal sealed class DemoSlips(DemoStory story, DemoTreatment treatment, DemoExits exits)
{
    private readonly Dice _dice = story.Dice;

    public void Perhaps(FollowUp visit, FollowUpEntry entry)
    {
        if (_dice.Chance(0.008)) story.At(story.Now.AddDays(_dice.Between(1, 14)), on => Correct(visit, entry, on));
        if (_dice.Chance(0.004)) story.At(story.Now.AddDays(_dice.Between(5, 25)), EnterForAnother);
        if (_dice.Chance(0.008)) story.At(story.Now.AddDays(_dice.Between(12, 40)), on => FindPaper(visit.SeenOn.AddDays(_dice.Between(1, 10)), on));
    }

    /// <summary>Calls that reach nobody, two weeks apart; they are no visits, and the visit stays owed.</summary>
    public void LoseSight(DateOnly closesOn)
    {
        var isSought = _dice.Chance(0.25);
        if (isSought) exits.LookFor(closesOn);
        if (isSought || !_dice.Chance(0.5)) return;

        var reason = _dice.Weighted((60, LossReason.WorkingAway), (20, LossReason.MovedAway), (5, LossReason.Missing), (15, LossReason.ThreeFailedAttempts));
        for (var attempt = 0; attempt < 3; attempt++)
            story.At(closesOn.AddDays(_dice.Between(1, 7) + 14 * attempt), on => story.Case.RecordFollowUp(
                new(on, FollowUpOutcome.Lost, new FollowUpFindings { Mode = VisitMode.Telephone, LossReason = IsTooEarly(reason, on) ? LossReason.WorkingAway : reason }, null, null, null), story.Visitor(), story.Standards, on));
    }

    /// <summary>"Three times not found" is chosen at the third attempt.</summary>
    private bool IsTooEarly(LossReason reason, DateOnly on) =>
        reason == LossReason.ThreeFailedAttempts && story.Case.FailedContacts.Days.Count(day => day.On < on) + 1 < story.Standards.On(on).Exits.LossAttempts;

    private void Correct(FollowUp visit, FollowUpEntry entry, DateOnly on)
    {
        if (!visit.IsValid) return;

        var findings = entry.Findings with { Sleep = FunctionLevel.Fair, Diet = FunctionLevel.Good };
        story.Case.CorrectFollowUp(visit.Id, entry with { Findings = findings, NextVisitOn = null }, "睡眠情况录入有误", story.Visitor(), story.Standards, on);
    }

    private void EnterForAnother(DateOnly on)
    {
        var visit = story.Case.RecordFollowUp(Quiet(on, VisitMode.Clinic), story.Visitor(), story.Standards, on);
        story.At(on.AddDays(_dice.Between(1, 5)), later => story.Case.CancelFollowUp(visit.Id, "误录，为另一位患者的随访", story.Visitor(), story.Standards, later));
    }

    private void FindPaper(DateOnly seenOn, DateOnly on) => story.Case.RecordFollowUp(Quiet(seenOn, VisitMode.Telephone), story.Visitor(), story.Standards, on);

    private FollowUpEntry Quiet(DateOnly seenOn, VisitMode mode) =>
        new(seenOn, FollowUpOutcome.Seen, DemoFindings.For(_dice, Stability.Stable, mode, treatment), Stability.Stable, null, null);
}
