using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>A patient's agreements with the family-doctor team: signed, renewed before the end, lapsed, ended early.</summary>
/// <remarks>About 87 % are signed at any time (Zibo study, 2019).</remarks>
internal sealed class DemoAgreements(DemoStory story)
{
    private readonly Dice _dice = story.Dice;

    public void Begin(DateOnly consentedOn)
    {
        if (_dice.Chance(0.06)) return;

        var others = story.Home.OtherTeams;
        var team = others.Count > 0 && _dice.Chance(0.02) ? _dice.Pick(others).Team : story.Home.Team.Team;
        story.At(consentedOn.AddDays(_dice.Below(30)), on => Sign(team.Id, on, startsOn: on));
    }

    private void Sign(CareTeamId team, DateOnly on, DateOnly startsOn)
    {
        if (!story.May(CaseAct.SignAgreement))
        {
            story.At(on.AddMonths(1), later => Sign(team, later, startsOn: later));
            return;
        }

        var years = _dice.Weighted((60, 1), (15, 2), (25, 3));
        var agreement = story.Case.SignAgreement(team, story.Sign(on), startsOn, startsOn.AddYears(years).AddDays(-1), story.Doctor, story.Standards, on);

        if (startsOn > on) story.At(startsOn, Roll);
        story.At(agreement.EndsOn.AddDays(1), Roll);
        if (_dice.Chance(0.012)) story.At(startsOn.AddDays(_dice.Between(60, 360)), day => End(agreement, day));
        if (_dice.Chance(0.94)) story.At(agreement.EndsOn.AddDays(-_dice.Below(28)), day => Renew(agreement, day));
        else if (_dice.Chance(0.5)) story.At(agreement.EndsOn.AddDays(_dice.Between(3, 120)), day => Renew(agreement, day));
    }

    private void Renew(ServiceAgreement agreement, DateOnly on)
    {
        if (agreement.EndReason is not (null or AgreementEnd.NotRenewed)) return;

        var startsOn = agreement.EndsOn.AddDays(1);
        Sign(agreement.CareTeamId, on, startsOn < on ? on : startsOn);
    }

    private void End(ServiceAgreement agreement, DateOnly on)
    {
        if (agreement.EndedOn is not null || on > agreement.EndsOn || story.Case.Agreements[^1] != agreement) return;

        story.Case.EndAgreement(agreement.Id, on, AgreementEnd.EndedBySigner, story.Standards, on);
    }

    /// <summary>What the nightly job does.</summary>
    private void Roll(DateOnly on) => story.Case.RollAgreements(story.Standards, on);
}
