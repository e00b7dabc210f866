using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Cards;

/// <summary>One card on a page: every field with what it says, what its check finds now and where that is put right, and how far the card has come.</summary>
[Needs(Right.SeeCards)]
public sealed record GetCard(ManagedCaseId CaseId, NationalCardId CardId) : IRecordQuery<CardStory>;

/// <param name="Fields">Empty where the card asks for another to be dropped, or what it is about does not hold any more.</param>
/// <param name="AsSent">The fields are as the card left, whatever the case says today; else they are put together now.</param>
/// <param name="ToldAt">When somebody was told that no answer has come.</param>
/// <param name="DropReason">Why it does not go.</param>
/// <param name="IsKeptAside">Its record was entered on the platform itself: the change is entered there too, and this card never goes.</param>
/// <param name="Replaces">The card whose place it takes.</param>
/// <param name="SubjectId">The record that it is about.</param>
/// <param name="Version">Of the card.</param>
public sealed record CardStory(
    ManagedCaseId CaseId, NationalCardId Id, long Version, string Name, CardKind Kind, CardPurpose Purpose, CardState State, DateOnly HappenedOn, Guid SubjectId, NationalCardId? Replaces, string CreatedBy, DateTimeOffset CreatedAt,
    IReadOnlyList<CardFieldRow> Fields, bool AsSent, DateTimeOffset? ToldAt, CardDrop? DropReason, bool IsKeptAside, DateTimeOffset? CheckedAt, int Attempts, DateTimeOffset? NextAt, string? Fault, DateTimeOffset? SentAt, string? AnswerCode, DateTimeOffset? AnsweredAt) : IVersioned;

internal sealed class GetCardHandler(ICaseDb db, ISeals seals, CardBook book, TimeProvider clock) : IRequestHandler<GetCard, CardStory>
{
    public async Task<CardStory> Handle(GetCard query, CancellationToken ct)
    {
        var card = await db.NationalCards.AsNoTracking().FindOrThrowAsync(card => card.Id == query.CardId && card.CaseId == query.CaseId, "national-card", ct);
        var managed = await db.Cases.AsNoTracking().FindOrThrowAsync(managed => managed.Id == card.CaseId, "managed-case", ct);
        var patient = await db.Patients.AsNoTracking().FindOrThrowAsync(patient => patient.Id == managed.PatientId, "patient", ct);
        var author = await db.Staff.Where(staff => staff.Id == card.CreatedBy).Select(staff => staff.Name).FirstOrDefaultAsync(ct);
        var kept = card.IsWaiting || card.SentSheet is null ? null : CardFields.Read(card.SentSheet);
        var fields = kept ?? (await db.SheetAsync(seals, book, card, managed, clock, ct) is { } sheet ? CardFields.Of(sheet, patient.Document, book.On(card.HappenedOn)) : []);

        return new CardStory(
            card.CaseId, card.Id, card.Version, patient.Name, card.Kind, card.Purpose, card.State, card.HappenedOn, card.SubjectId, card.ReplacesId, author ?? "", card.CreatedAt,
            fields, kept is not null, card.ToldAt, card.DropReason, card is { IsKeptAside: true, IsWaiting: true }, card.CheckedAt, card.Attempts, card.NextAt, card.Fault, card.SentAt, card.AnswerCode, card.AnsweredAt);
    }
}
