using CaseManagement.Domain.Injections;

namespace CaseManagement.Domain.Rules;

/// <summary>One row of the reference as it is read beside its source, whatever file it stands in.</summary>
/// <param name="Group">The list it stands in: the name of its file.</param>
/// <param name="Code">Names it among all rows of its group.</param>
/// <param name="Text">Its words; null where the row is made of figures and codes only.</param>
/// <param name="Facts">Its other columns that say something, in the file's order.</param>
public sealed record RuleRow(string Group, string Code, RuleText? Text, IReadOnlyList<RuleFact> Facts, string Edition, RuleText Source, Certainty Certainty);

/// <summary>Words in the two languages of the service.</summary>
public sealed record RuleText(string Zh, string En);

/// <summary>One column of a row and what it says; a figure or a code says the same in both languages where nobody has put it into words.</summary>
public sealed record RuleFact(RuleText Name, RuleText Value);

/// <summary>Every row of the reference that rules the work, in the order in which it is read; the settings stand apart, because they change.</summary>
/// <param name="Groups">Every list by its code, with its name.</param>
/// <param name="Words">What codes of the reference are called.</param>
public sealed record RuleSheet(IReadOnlyList<(string Code, RuleText Name)> Groups, IReadOnlyList<RuleRow> Rows, IReadOnlyDictionary<string, RuleText> Words)
{
    /// <summary>A code in words; the code itself where it has none.</summary>
    public RuleText Say(string code) => Words.GetValueOrDefault(code) ?? new(code, code);
}
