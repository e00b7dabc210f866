using System.Globalization;
using System.Text.RegularExpressions;
using CaseManagement.Domain.Rules;

namespace CaseManagement.Domain;

/// <summary>The rules that set due dates, by their basis: what a screen answers when it is asked why.</summary>
/// <remarks>A number that somebody has set has no row of its own; the row with <c>n</c> in its place speaks for it.</remarks>
public sealed partial class RuleBook
{
    private const string Gap = "{n}";

    private readonly Dictionary<string, List<ReferenceText>> _rules;
    private readonly EditionBook _editions;

    /// <exception cref="ArgumentException">A basis comes twice in an edition.</exception>
    public RuleBook(IEnumerable<ReferenceText> rules, EditionBook editions)
    {
        _rules = rules.GroupBy(rule => rule.Code).ToDictionary(group => group.Key, group => group.ToList());
        _editions = editions;
        if (_rules.FirstOrDefault(own => own.Value.Select(rule => rule.Edition).Distinct().Count() < own.Value.Count) is { Key: { } twice }) throw new ArgumentException($"'{twice}' comes twice.");
    }

    /// <summary>Every basis with a row of its own.</summary>
    public IReadOnlyCollection<string> Bases => [.. _rules.Keys.Where(basis => !basis.Contains(".n-", StringComparison.Ordinal))];

    /// <summary>An edition by its code; null for one that nobody has noted.</summary>
    public Edition? Edition(string code) => _editions.Find(code);

    /// <summary>The rule as the edition in force on a day says it. Null for a basis that no row explains; the nightly check counts those.</summary>
    /// <param name="on">The day from which the task counts; the latest edition where it is not said.</param>
    public ReferenceText? Find(string basis, DateOnly? on = null)
    {
        var day = on ?? DateOnly.MaxValue;
        if (_rules.TryGetValue(basis, out var own)) return _editions.InForce(own, rule => rule.Edition, day);
        if (Number().Match(basis) is not { Success: true } number) return null;

        var pattern = $"{basis[..number.Index]}.n-{number.Groups["unit"].Value}{(number.Groups["unit"].Value == "month" ? "s" : "")}{basis[(number.Index + number.Length)..]}";
        var n = int.Parse(number.Groups["n"].Value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        return _rules.TryGetValue(pattern, out var any) && _editions.InForce(any, rule => rule.Edition, day) is { } rule
            ? rule with { Zh = rule.Zh.Replace(Gap, n, StringComparison.Ordinal), En = rule.En.Replace(Gap, n, StringComparison.Ordinal) }
            : null;
    }

    [GeneratedRegex(@"\.(?<n>[0-9]{1,4})-(?<unit>working-days|days|months|month)(?=\.|$)")]
    private static partial Regex Number();
}
