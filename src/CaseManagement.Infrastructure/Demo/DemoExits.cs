using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>Those who are hard to keep in sight: asked again after a refusal, looked for and counted as lost, moved to another place.</summary>
internal sealed class DemoExits(DemoStory story, DemoMap map)
{
    private readonly Dice _dice = story.Dice;

    private bool IsRefused => story.Case.State == CaseState.RegisteredOnly;

    /// <summary>Whoever refused is asked again before the half year is over; a few are forgotten.</summary>
    public void AskAgain(DateOnly refusedOn)
    {
        if (_dice.Chance(0.07)) return;

        story.At(refusedOn.AddDays(_dice.Between(130, 175)), on =>
        {
            if (!IsRefused) return;
            Try(on, _dice.Chance(0.6) ? ContactMeans.Visited : ContactMeans.Called, _dice.Chance(0.5) ? ContactOutcome.Refused : ContactOutcome.Reached);
            AskAgain(on);
        });
    }

    /// <summary>Three days of looking by two means, a proposal, the leader's decision some days later, and a search a month.</summary>
    public void LookFor(DateOnly from)
    {
        var day = from;
        foreach (var means in new[] { ContactMeans.Called, ContactMeans.Visited, ContactMeans.AskedCommittee })
        {
            day = day.AddDays(_dice.Between(2, 9));
            story.At(day, on => Try(on, means, means == ContactMeans.AskedCommittee ? ContactOutcome.WhereaboutsUnknown : ContactOutcome.NobodyThere));
        }

        story.At(day.AddDays(1), Propose);
    }

    /// <summary>The patient moves in these days: to a community of another town, or out of the province.</summary>
    public void Move(DateOnly on)
    {
        if (story.Case.State != CaseState.Managed) return;

        var there = _dice.Pick(map.Communities);
        var leaves = _dice.Chance(0.3) || there.Town.Code == story.Home.Town.Code;
        MoveTo to = leaves ? new(null, null, "外省，随子女居住") : new(there.Area.Code, there.Team.Team.Id, $"{there.Town.Name}{there.ShortName}");
        var move = story.Case.OfferTransfer(to, null, story.Doctor, story.Standards, on);
        story.At(on.AddDays(1), later => Tell(move, later));
        if (_dice.Chance(0.5)) story.At(on.AddDays(_dice.Between(2, 6)), later => Decide(leaves, there, later));
    }

    private void Decide(bool leaves, DemoCommunity there, DateOnly on)
    {
        if (story.Case.State != CaseState.Transferring) return;

        story.Case.DecideTransfer(accepted: true, leaves ? "当地精防机构已书面确认接收" : null, there.Team.Doctor.Id, story.Standards, on);
        story.End(); // the rest is another team's story
    }

    private void Propose(DateOnly on)
    {
        if (story.Case.State != CaseState.Managed || !story.Case.FailedContacts.IsNotReached(story.Standards.On(on).Exits)) return;

        var loss = story.Case.ProposeLoss(LossCriterion.NotReached, "家门紧锁，电话停机", story.Doctor, story.Standards, on);
        if (_dice.Chance(0.8)) story.At(on.AddDays(_dice.Between(1, 5)), later =>
        {
            if (story.Case.State != CaseState.Managed || !loss.IsOpen) return;
            story.Case.DecideLoss(confirmed: true, null, story.Home.Team.Leader.Id, story.Standards, later);
            Tell(loss, later);
            Search(later);
        });
    }

    private void Search(DateOnly from) => story.At(from.AddDays(_dice.Between(20, 33)), on =>
    {
        if (story.Case.State != CaseState.Lost) return;
        Try(on, _dice.Chance(0.5) ? ContactMeans.AskedFamily : ContactMeans.AskedPolice, ContactOutcome.WhereaboutsUnknown);
        Search(on);
    });

    private void Tell(CaseExit exit, DateOnly on)
    {
        foreach (var party in MustBeTold.Left(exit, story.Case.Told))
            story.Case.RecordTold(new(exit.Kind == ExitKind.Loss ? ToldAbout.Loss : ToldAbout.LeavingArea, exit.Id, party, ToldHow.InWriting, on, DemoDay.At(on, 10), "值班人员"), story.Doctor, story.Standards, on);
    }

    private void Try(DateOnly on, ContactMeans means, ContactOutcome outcome)
    {
        ContactAddress? used = means switch
        {
            ContactMeans.Called => ContactAddress.PatientPhone,
            ContactMeans.Visited => ContactAddress.Home,
            _ => null,
        };
        story.Case.RecordAttempt(new(on, DemoDay.At(on, 9), means, used, outcome), story.Visitor(), story.Standards, on);
    }
}
