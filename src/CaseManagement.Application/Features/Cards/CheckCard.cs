using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Cards;

/// <summary>A card that has not left is checked again, after what it lacked was put right.</summary>
[Needs(Right.SendCards)]
public sealed record CheckCard(ManagedCaseId CaseId, NationalCardId CardId, long? ExpectedVersion = null) : ICommand<CardChanged>, ICaseCommand;

/// <param name="Version">Of the card.</param>
public sealed record CardChanged(ManagedCaseId CaseId, NationalCardId CardId, CardState State, long Version) : IVersioned
{
    internal static CardChanged Of(NationalCard card) => new(card.CaseId, card.Id, card.State, card.Version);
}

internal sealed class CheckCardValidator : AbstractValidator<CheckCard>;

internal sealed class CheckCardHandler(ICaseDb db, ISeals seals, CardBook book, Standards standards, TimeProvider clock) : IRequestHandler<CheckCard, CardChanged>
{
    public async Task<CardChanged> Handle(CheckCard command, CancellationToken ct)
    {
        var card = (await db.NationalCards.FindOrThrowAsync(card => card.Id == command.CardId && card.CaseId == command.CaseId, "national-card", ct)).AsSeen(command.ExpectedVersion);
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, expectedVersion: null, ct);
        Rule.Require(card.IsWaiting, "card.has-left", "This card has left already; send another in its place.");

        card.Checked(await db.SheetAsync(seals, book, card, managed, clock, ct), managed, standards, clock);

        await db.SaveChangesAsync(ct);
        return CardChanged.Of(card);
    }
}
