using System.Collections.Concurrent;
using CaseManagement.Domain.Rules;

namespace CaseManagement.Domain.Cards;

/// <summary>One field of a national card.</summary>
/// <param name="Number">The place on the card; our own count.</param>
/// <param name="List">The list of codes that it is chosen from.</param>
/// <param name="MaxLength">Null where no length is known.</param>
/// <param name="Label">Its code is the name of the field: <c>first-onset-on</c>.</param>
public sealed record CardField(CardKind Card, int Number, FieldKind Kind, string? List, CardDuty Required, int? MaxLength, CardMask Mask, CardMend Mend, ReferenceText Label);

/// <summary>A code that the platform numbers otherwise than the paper does.</summary>
/// <param name="Text">Its code is the list and the paper's number: <c>referral-answer/1</c>.</param>
public sealed record CardCode(int SentAs, ReferenceText Text);

/// <summary>Every row of the national cards, of all editions.</summary>
/// <param name="Checks">What is asked of several fields together, and the words for what any field may lack.</param>
public sealed record CardRows(IReadOnlyList<CardField> Fields, IReadOnlyList<CardCode> Codes, IReadOnlyList<ReferenceText> Checks);

/// <summary>The national cards as they stand on a day: their fields in order, the platform's numbers, and the words of every check.</summary>
/// <remarks>Source: fields as seen in public client code of the national platform (S5); the interface itself is not public, so every row says how sure it is.</remarks>
public sealed class CardBook
{
    private readonly CardRows _rows;
    private readonly FormBook _forms;
    private readonly EditionBook _editions;
    private readonly ConcurrentDictionary<DateOnly, CardBook> _others;
    private readonly ILookup<CardKind, CardField> _fields;
    private readonly Dictionary<string, CardCode> _codes;
    private readonly ILookup<string, CardCode> _lists;
    private readonly Dictionary<string, ReferenceText> _checks;

    /// <summary>The cards at the end of what the reference knows.</summary>
    public CardBook(CardRows rows, FormBook forms, EditionBook editions) : this(rows, forms, editions, DateOnly.MaxValue, []) { }

    private CardBook(CardRows rows, FormBook forms, EditionBook editions, DateOnly day, ConcurrentDictionary<DateOnly, CardBook> others)
    {
        (_rows, _forms, _editions, _others) = (rows, forms.On(day), editions, others);
        _fields = rows.Fields.GroupBy(field => field.Card)
            .SelectMany(card => editions.AllInForce([.. card], field => field.Label.Code, field => field.Label.Edition, day))
            .OrderBy(field => field.Number).ToLookup(field => field.Card);
        _codes = editions.AllInForce(rows.Codes, code => code.Text.Code, code => code.Text.Edition, day).ToDictionary(code => code.Text.Code);
        _lists = _codes.Values.ToLookup(code => code.Text.Code[..code.Text.Code.IndexOf('/', StringComparison.Ordinal)]);
        _checks = editions.AllInForce(rows.Checks, check => check.Code, check => check.Edition, day).ToDictionary(check => check.Code);
    }

    /// <summary>The same cards as they stand on a day.</summary>
    public CardBook On(DateOnly day) => _others.GetOrAdd(_editions.TurnBefore(day), turn => new(_rows, _forms, _editions, turn, _others));

    /// <summary>The fields of a card, in their order.</summary>
    public IReadOnlyList<CardField> Of(CardKind card) => [.. _fields[card]];

    /// <summary>The words of a check.</summary>
    /// <exception cref="KeyNotFoundException">No row has it.</exception>
    public ReferenceText Check(string code) => _checks[code];

    public IReadOnlyCollection<string> Checks => _checks.Keys;

    /// <summary>How the platform numbers a code of the paper; null where neither list knows it.</summary>
    public int? SentAs(string list, int code) =>
        _codes.TryGetValue($"{list}/{code}", out var row) ? row.SentAs
        : Worded(list, code) is not null ? code
        : null;

    /// <summary>The words of a code, from the form or, where no form has the list, from the card's own.</summary>
    public ReferenceText? Worded(string list, int code) => _forms.Code(list, code) ?? _codes.GetValueOrDefault($"{list}/{code}")?.Text;

    /// <summary>Whether anything at all is known of a list.</summary>
    public bool Knows(string list) => _forms.Codes(list).Count > 0 || _lists.Contains(list);
}
