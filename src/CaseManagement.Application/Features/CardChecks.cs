using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features;

/// <summary>What a check means for a card and for the case that it is about; the same by the job and by hand.</summary>
internal static class CardChecks
{
    /// <param name="sheet">Null where what the card is about does not hold any more.</param>
    public static void Checked(this NationalCard card, CardSheet? sheet, ManagedCase managed, Standards standards, TimeProvider clock)
    {
        if (sheet is null)
        {
            card.GiveWay();
            managed.CardWasMended(card, standards, clock.Today());
            return;
        }

        card.Check(sheet.Faults, clock.GetUtcNow());
        if (card.State == CardState.Failing) managed.CardCameBack(card, CardTrouble.Failing, standards, clock.Today());
        else managed.CardWasMended(card, standards, clock.Today());
    }
}
