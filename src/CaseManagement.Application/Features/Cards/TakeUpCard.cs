using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Cards;

/// <summary>A card was put aside by mistake: it goes on from where it was, and somebody says why.</summary>
[Needs(Right.SendCards)]
public sealed record TakeUpCard(ManagedCaseId CaseId, NationalCardId CardId, CardTakenUp Reason, long? ExpectedVersion = null) : ICommand<CardChanged>, ICaseCommand, IReasoned
{
    string IReasoned.AuditReason => Kebab.Of(Reason);
}

internal sealed class TakeUpCardValidator : AbstractValidator<TakeUpCard>
{
    public TakeUpCardValidator() => RuleFor(x => x.Reason).Known();
}

internal sealed class TakeUpCardHandler(ICaseDb db, Standards standards, TimeProvider clock) : IRequestHandler<TakeUpCard, CardChanged>
{
    public async Task<CardChanged> Handle(TakeUpCard command, CancellationToken ct)
    {
        var card = (await db.NationalCards.FindOrThrowAsync(card => card.Id == command.CardId && card.CaseId == command.CaseId, "national-card", ct)).AsSeen(command.ExpectedVersion);
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, expectedVersion: null, ct);
        var thread = await db.NationalCards.Where(other => other.CaseId == card.CaseId && other.Kind == card.Kind && other.ThreadId == card.ThreadId).ToListAsync(ct);

        NationalCard.TakeUp(card, thread);
        card.BelongTo(managed); // it may have moved while nobody had anything to do with the card
        if (card.State == CardState.Refused) managed.CardCameBack(card, CardTrouble.Refused, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return CardChanged.Of(card);
    }
}
