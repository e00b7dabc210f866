namespace CaseManagement.Domain;

/// <summary>The wording of every criterion of a class and of every question to confirm, by its code.</summary>
public sealed class CriteriaBook(IReadOnlyDictionary<string, ReferenceText> texts)
{
    public IReadOnlyCollection<string> Codes => [.. texts.Keys];

    /// <exception cref="KeyNotFoundException">No row explains the code.</exception>
    public ReferenceText this[string code] => texts[code];
}
