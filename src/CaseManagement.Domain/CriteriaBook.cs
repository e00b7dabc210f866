using CaseManagement.Domain.Rules;

namespace CaseManagement.Domain;

/// <summary>The wording and the source of every criterion of a class and of every question to confirm, by its code, in each edition.</summary>
public sealed class CriteriaBook(IEnumerable<ReferenceText> texts, EditionBook editions)
{
    private readonly Dictionary<string, List<ReferenceText>> _texts = texts.GroupBy(text => text.Code).ToDictionary(own => own.Key, own => own.ToList());

    public IReadOnlyCollection<string> Codes => _texts.Keys;

    /// <summary>Of some questions those that an edition in force on a day asks: a later one asks nothing of an earlier visit.</summary>
    public IEnumerable<ReferenceText> Asked(IEnumerable<string> codes, DateOnly on) => codes.Select(code => this[code, on]).Where(text => editions.Begins(text.Edition) <= on);

    /// <summary>A criterion as the edition in force on a day words it.</summary>
    /// <exception cref="KeyNotFoundException">No row explains the code, or every edition of it has ended.</exception>
    public ReferenceText this[string code, DateOnly on] => editions.InForce(_texts[code], text => text.Edition, on) ?? throw new KeyNotFoundException($"No edition of '{code}' holds on {on:O}.");
}
