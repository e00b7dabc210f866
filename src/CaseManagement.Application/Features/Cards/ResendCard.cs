using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Cards;

/// <summary>Another card takes the place of one that the platform refused, and names the one that the platform has; one that got no answer in time goes once more under its own key.</summary>
[Needs(Right.SendCards)]
public sealed record ResendCard(ManagedCaseId CaseId, NationalCardId CardId, long? ExpectedVersion = null) : ICommand<CardChanged>, ICaseCommand;

internal sealed class ResendCardValidator : AbstractValidator<ResendCard>;

internal sealed class ResendCardHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ResendCard, CardChanged>
{
    public async Task<CardChanged> Handle(ResendCard command, CancellationToken ct)
    {
        var card = (await db.NationalCards.FindOrThrowAsync(card => card.Id == command.CardId && card.CaseId == command.CaseId, "national-card", ct)).AsSeen(command.ExpectedVersion);
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, expectedVersion: null, ct);
        Rule.Require(card.State == CardState.Refused || card.IsUnanswered, "card.not-refused", "Only a card that the platform refused, or has not answered in time, is sent anew.");
        if (card.IsUnanswered) return await Again(card, managed, ct);

        var thread = await db.NationalCards.Where(other => other.CaseId == card.CaseId && other.Kind == card.Kind && other.ThreadId == card.ThreadId).ToListAsync(ct);

        var anew = NationalCard.Follow(CardPlace.Of(managed), new(card.Kind, card.SubjectId, card.ThreadId, card.HappenedOn, card.Purpose == CardPurpose.Cancellation), thread, actor.StaffId, clock.GetUtcNow());
        if (anew is not null) db.NationalCards.Add(anew); // else the platform has nothing that could be dropped
        managed.CardWasMended(card, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return CardChanged.Of(anew ?? card);
    }

    private async Task<CardChanged> Again(NationalCard card, ManagedCase managed, CancellationToken ct)
    {
        card.GoAgain();
        managed.CardWasMended(card, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return CardChanged.Of(card);
    }
}
