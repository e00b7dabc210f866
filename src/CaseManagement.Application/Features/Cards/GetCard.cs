using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Rules;

namespace CaseManagement.Application.Features.Cards;

/// <summary>One card on a page: every field with what it says, what its check finds now and where that is put right, and how far the card has come.</summary>
[Needs(Right.SeeCards)]
public sealed record GetCard(ManagedCaseId CaseId, NationalCardId CardId) : IRecordQuery<CardStory>;

/// <param name="Fields">Empty where the card asks for another to be dropped, or what it is about does not hold any more.</param>
/// <param name="Replaces">The card whose place it takes.</param>
/// <param name="SubjectId">The record that it is about.</param>
/// <param name="Version">Of the card.</param>
public sealed record CardStory(
    ManagedCaseId CaseId, NationalCardId Id, long Version, string Name, CardKind Kind, CardPurpose Purpose, CardState State, DateOnly HappenedOn, Guid SubjectId, NationalCardId? Replaces, string CreatedBy, DateTimeOffset CreatedAt,
    IReadOnlyList<CardFieldRow> Fields, DateTimeOffset? CheckedAt, int Attempts, DateTimeOffset? NextAt, string? Fault, DateTimeOffset? SentAt, string? AnswerCode, DateTimeOffset? AnsweredAt) : IVersioned;

/// <param name="Required">When it must be filled.</param>
/// <param name="Text">Null where nothing was written, or where it is shown masked.</param>
/// <param name="Hidden">A number or an address, masked.</param>
/// <param name="Faults">What the check finds.</param>
public sealed record CardFieldRow(
    string Field, RuleText Label, CardDuty Required, IReadOnlyList<CardCodeRow> Codes, string? Text, Masked? Hidden, IReadOnlyList<PaperDrug> Drugs, CardMend Mend, IReadOnlyList<CardFaultRow> Faults);

/// <param name="SentAs">As the platform numbers it; null where it does not know it.</param>
/// <param name="Times">How often, where that is asked.</param>
public sealed record CardCodeRow(int Code, int? SentAs, RuleText? Words, int? Times);

/// <param name="Check">A stable code.</param>
public sealed record CardFaultRow(string Check, RuleText Says);

internal sealed class GetCardHandler(ICaseDb db, ISeals seals, CardBook book, TimeProvider clock) : IRequestHandler<GetCard, CardStory>
{
    public async Task<CardStory> Handle(GetCard query, CancellationToken ct)
    {
        var card = await db.NationalCards.AsNoTracking().FindOrThrowAsync(card => card.Id == query.CardId && card.CaseId == query.CaseId, "national-card", ct);
        var managed = await db.Cases.AsNoTracking().FindOrThrowAsync(managed => managed.Id == card.CaseId, "managed-case", ct);
        var patient = await db.Patients.AsNoTracking().FindOrThrowAsync(patient => patient.Id == managed.PatientId, "patient", ct);
        var author = await db.Staff.Where(staff => staff.Id == card.CreatedBy).Select(staff => staff.Name).FirstOrDefaultAsync(ct);
        var sheet = await db.SheetAsync(seals, book, card, managed, clock, ct);

        return new CardStory(
            card.CaseId, card.Id, card.Version, patient.Name, card.Kind, card.Purpose, card.State, card.HappenedOn, card.SubjectId, card.ReplacesId, author ?? "", card.CreatedAt,
            sheet is null ? [] : [.. sheet.Entries.Select(entry => Row(entry, patient, sheet, book.On(card.HappenedOn)))],
            card.CheckedAt, card.Attempts, card.NextAt, card.Fault, card.SentAt, card.AnswerCode, card.AnsweredAt);
    }

    private static CardFieldRow Row(CardEntry entry, Patient patient, CardSheet sheet, CardBook book)
    {
        var (field, value) = entry;
        return new(
            field.Label.Code, new(field.Label.Zh, field.Label.En), field.Required,
            value is null ? [] : [.. value.Codes.Select(choice => new CardCodeRow(choice.Code, choice.SentAs, Words(book, field, choice.Code), choice.SentAs is { } sent && value.Times.TryGetValue(sent, out var times) ? times : null))],
            field.Mask == CardMask.None ? value?.Text : null,
            value?.Text is not { } text ? null : field.Mask switch
            {
                CardMask.Document => Masks.Document(patient.Document, text),
                CardMask.Phone => Masks.Phone(text),
                CardMask.Address => Masks.Address(text),
                _ => (Masked?)null,
            },
            value?.Drugs ?? [], field.Mend,
            [.. sheet.Faults.Where(fault => fault.Field == field.Label.Code).Select(fault => new CardFaultRow(fault.Check, new(book.Check(fault.Check).Zh, book.Check(fault.Check).En)))]);
    }

    private static RuleText? Words(CardBook book, CardField field, int code) => field.List is { } list && book.Worded(list, code) is { } words ? new(words.Zh, words.En) : null;
}
