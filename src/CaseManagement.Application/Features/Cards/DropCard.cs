using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Cards;

/// <summary>A card that came back cannot be mended: it does not go to the platform, and somebody says why.</summary>
[Needs(Right.SendCards)]
public sealed record DropCard(ManagedCaseId CaseId, NationalCardId CardId, CardDrop Reason, long? ExpectedVersion = null) : ICommand<CardChanged>, ICaseCommand;

internal sealed class DropCardValidator : AbstractValidator<DropCard>
{
    public DropCardValidator() => RuleFor(x => x.Reason).Known();
}

internal sealed class DropCardHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<DropCard, CardChanged>
{
    public async Task<CardChanged> Handle(DropCard command, CancellationToken ct)
    {
        var card = (await db.NationalCards.FindOrThrowAsync(card => card.Id == command.CardId && card.CaseId == command.CaseId, "national-card", ct)).AsSeen(command.ExpectedVersion);
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, expectedVersion: null, ct);

        card.Drop(command.Reason, actor.StaffId, clock.GetUtcNow());
        managed.CardWasMended(card, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return CardChanged.Of(card);
    }
}
