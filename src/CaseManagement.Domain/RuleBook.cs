namespace CaseManagement.Domain;

/// <summary>The rules that set due dates, by their basis: what a screen answers when it is asked why.</summary>
public sealed class RuleBook(IReadOnlyDictionary<string, ReferenceText> rules)
{
    public IReadOnlyCollection<string> Bases => [.. rules.Keys];

    /// <summary>Null for a basis that no row explains; the nightly check counts those.</summary>
    public ReferenceText? Find(string basis) => rules.GetValueOrDefault(basis);
}
