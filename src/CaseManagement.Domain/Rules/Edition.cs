using CaseManagement.Domain.Injections;

namespace CaseManagement.Domain.Rules;

/// <summary>One edition of a document that rules are taken from, and the days on which it holds; a row of <c>db/reference/editions.csv</c>.</summary>
/// <param name="Document">Its number or title in print; null where it has none.</param>
/// <param name="ValidFrom">The first day on which it holds; null where the day is not known, and then it holds for everything before what follows it.</param>
/// <param name="ValidUntil">The last day, inclusive; null while nothing has ended it.</param>
public sealed record Edition(string Code, string Zh, string En, string? Document, DateOnly? ValidFrom, DateOnly? ValidUntil, string Source, Certainty Certainty)
{
    public bool HoldsOn(DateOnly day) => (ValidFrom is not { } from || from <= day) && (ValidUntil is not { } until || day <= until);
}

/// <summary>Every edition that is known, and which of several rows on the same matter holds on a day.</summary>
/// <remarks>
/// Two editions may stand side by side. A row holds when its edition does; of several, the one whose edition began last. An edition without a row of its
/// own holds always. For a day before the first edition of a rule the oldest one is taken, because no older one is kept.
/// </remarks>
public sealed class EditionBook
{
    private readonly Dictionary<string, Edition> _editions;

    /// <exception cref="ArgumentException">An edition comes twice, or ends before it begins.</exception>
    public EditionBook(IEnumerable<Edition> editions)
    {
        _editions = editions.ToDictionary(edition => edition.Code, StringComparer.Ordinal);
        Turns = [.. _editions.Values.SelectMany(edition => new[] { edition.ValidFrom, edition.ValidUntil?.AddDays(1) }).OfType<DateOnly>().Distinct().Order()];
        if (_editions.Values.FirstOrDefault(edition => edition.ValidUntil < edition.ValidFrom) is { } upsideDown) throw new ArgumentException($"{upsideDown.Code} ends before it begins.");
    }

    public IReadOnlyCollection<Edition> All => _editions.Values;

    /// <summary>The days on which what holds may be another than on the day before, in order.</summary>
    public IReadOnlyList<DateOnly> Turns { get; }

    public Edition? Find(string code) => _editions.GetValueOrDefault(code);

    /// <summary>The first day on which rows of an edition hold; the first of all days where it is not known.</summary>
    public DateOnly Begins(string code) => Find(code)?.ValidFrom ?? DateOnly.MinValue;

    /// <summary>The first day from which everything is as it is on this day.</summary>
    public DateOnly TurnBefore(DateOnly day) => Turns.LastOrDefault(turn => turn <= day, DateOnly.MinValue);

    /// <summary>Of a list whose rows have names, the row in force for each name, in the list's order.</summary>
    /// <remarks>
    /// A row that comes with an edition to come is not there before it, as long as another row of the list is. A list of which nothing holds yet is taken from
    /// its oldest rows, as a single rule is.
    /// </remarks>
    public IReadOnlyList<T> AllInForce<T>(IReadOnlyList<T> rows, Func<T, string> nameOf, Func<T, string> editionOf, DateOnly day) where T : class
    {
        var chosen = rows.GroupBy(nameOf).Select(own => InForce([.. own], editionOf, day)).OfType<T>().ToList();
        var begun = chosen.Where(row => Begins(editionOf(row)) <= day).ToList();

        return begun.Count > 0 ? begun : chosen;
    }

    /// <returns>Null where every edition of the rule has ended.</returns>
    public T? InForce<T>(IReadOnlyList<T> rows, Func<T, string> editionOf, DateOnly day) where T : class => rows is [var only]
        ? Find(editionOf(only)) is { } edition && edition.ValidUntil < day ? null : only // there is no other to choose, and most rows have none
        : Chosen(rows, editionOf, day);

    private T? Chosen<T>(IReadOnlyList<T> rows, Func<T, string> editionOf, DateOnly day) where T : class =>
        rows.Where(row => Find(editionOf(row))?.HoldsOn(day) ?? true).MaxBy(row => Begins(editionOf(row)))
        ?? rows.Where(row => Begins(editionOf(row)) > day).MinBy(row => Begins(editionOf(row)));
}
