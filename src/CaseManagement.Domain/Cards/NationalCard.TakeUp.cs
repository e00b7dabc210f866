namespace CaseManagement.Domain.Cards;

// The way back for a card that was put aside by mistake.
public sealed partial class NationalCard
{
    /// <summary>Whether somebody decided that it does not go.</summary>
    public bool MayBeTakenUp => State == CardState.Dropped;

    /// <summary>It was put aside by mistake: it goes on from where it was, and what was kept aside behind it goes as other cards do.</summary>
    /// <remarks>Where a later card of its thread waits, that one goes in its place. What the platform refused stands refused: another is sent in its place.</remarks>
    /// <param name="thread">The cards of its thread, itself among them.</param>
    public static void TakeUp(NationalCard card, IReadOnlyCollection<NationalCard> thread)
    {
        Rule.Require(card.MayBeTakenUp, "card.not-dropped", "Only a card that was put aside is taken up again.");

        var later = thread.Where(other => other.IsWaiting && other.CreatedAt >= card.CreatedAt).ToList();
        card.State = later.Count > 0 ? CardState.Replaced : card.AnsweredAt is not null ? CardState.Refused : CardState.ToCheck;
        (card.DropReason, card.DroppedBy, card.DroppedAt) = (null, null, null); // the audit says who had given it up
        card.Changed();
        if (thread.Any(other => other is { State: CardState.Dropped, DropReason: CardDrop.EnteredThere })) return;

        foreach (var other in later.Where(other => other.IsKeptAside))
        {
            (other.Faults, other.State) = ([.. other.Faults.Where(fault => fault != EnteredThere)], CardState.ToCheck);
            if (other.Purpose != CardPurpose.Cancellation) other.Purpose = other.ReplacesId is null ? CardPurpose.New : CardPurpose.Correction;
            other.Changed();
        }

        AimAnew(thread);
    }
}
