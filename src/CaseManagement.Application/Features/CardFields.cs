using System.Text.Json;
using System.Text.Json.Serialization;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Rules;

namespace CaseManagement.Application.Features;

/// <param name="Required">When it must be filled.</param>
/// <param name="Text">Null where nothing was written, or where it is shown masked.</param>
/// <param name="Hidden">A number or an address, masked.</param>
/// <param name="Faults">What the check finds.</param>
/// <param name="IsAsked">It must be filled on this card, whose follow-up had the outcome it is asked of.</param>
public sealed record CardFieldRow(
    string Field, RuleText Label, CardDuty Required, IReadOnlyList<CardCodeRow> Codes, string? Text, Masked? Hidden, IReadOnlyList<PaperDrug> Drugs, CardMend Mend, IReadOnlyList<CardFaultRow> Faults, bool IsAsked = false);

/// <param name="SentAs">As the platform numbers it; null where it does not know it.</param>
/// <param name="Times">How often, where that is asked.</param>
public sealed record CardCodeRow(int Code, int? SentAs, RuleText? Words, int? Times);

/// <param name="Check">A stable code.</param>
public sealed record CardFaultRow(string Check, RuleText Says);

/// <summary>The fields of a card as they may be shown, and as they are kept of a card that left.</summary>
internal static class CardFields
{
    private static readonly JsonSerializerOptions AsKept = new() { Converters = { new MaskedAsKept() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static IReadOnlyList<CardFieldRow> Of(CardSheet sheet, IdentityDocument? document, CardBook book) => [.. sheet.Entries.Select(entry => Row(entry, document, sheet, book))];

    public static string Kept(IReadOnlyList<CardFieldRow> fields) => JsonSerializer.Serialize(fields, AsKept);

    public static IReadOnlyList<CardFieldRow> Read(string kept) => JsonSerializer.Deserialize<IReadOnlyList<CardFieldRow>>(kept, AsKept)!;

    private static CardFieldRow Row(CardEntry entry, IdentityDocument? document, CardSheet sheet, CardBook book)
    {
        var (field, value, isAsked) = entry;
        return new(
            field.Label.Code, new(field.Label.Zh, field.Label.En), field.Required,
            value is null ? [] : [.. value.Codes.Select(choice => new CardCodeRow(choice.Code, choice.SentAs, Words(book, field, choice.Code), choice.SentAs is { } sent && value.Times.TryGetValue(sent, out var times) ? times : null))],
            field.Mask == CardMask.None ? value?.Text : null,
            value?.Text is not { } text ? null : field.Mask switch
            {
                CardMask.Document => Masks.Document(document, text),
                CardMask.Phone => Masks.Phone(text),
                CardMask.Address => Masks.Address(text),
                _ => (Masked?)null,
            },
            value?.Drugs ?? [], field.Mend,
            [.. sheet.Faults.Where(fault => fault.Field == field.Label.Code).Select(fault => new CardFaultRow(fault.Check, new(book.Check(fault.Check).Zh, book.Check(fault.Check).En)))], isAsked);
    }

    private static RuleText? Words(CardBook book, CardField field, int code) => field.List is { } list && book.Worded(list, code) is { } words ? new(words.Zh, words.En) : null;
}
