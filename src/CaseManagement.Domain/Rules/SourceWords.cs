using System.Text.RegularExpressions;

namespace CaseManagement.Domain.Rules;

/// <summary>Says a source in Chinese, wherever one is shown: it is put together from parts (<c>db/reference/sources.csv</c>), so that a document is worded once.</summary>
/// <remarks>A source is parts with a semicolon between them; what a part says of a project reading is said in the same way everywhere. A part that nobody has worded stays as it is.</remarks>
public sealed partial class SourceWords
{
    private const string Between = "; ";
    private const string Gap = "{n}";

    private readonly Dictionary<string, string> _parts;
    private readonly List<(string Before, string Zh)> _withNumber;

    public SourceWords(IReadOnlyCollection<RuleText> parts)
    {
        _parts = parts.ToDictionary(part => part.En, part => part.Zh, StringComparer.Ordinal);
        _withNumber = [.. parts.Where(part => part.En.EndsWith(Gap, StringComparison.Ordinal)).Select(part => (part.En[..^Gap.Length], part.Zh))];
    }

    /// <summary>A source in both languages.</summary>
    public RuleText Of(string source) => new(string.Join('；', source.Split(Between).Select(Part)), source);

    private string Part(string part)
    {
        if (_parts.TryGetValue(part, out var zh)) return zh;
        if (_withNumber.Find(row => part.StartsWith(row.Before, StringComparison.Ordinal)) is { Before: { } before, Zh: { } words }) return words.Replace(Gap, part[before.Length..], StringComparison.Ordinal);
        if (AtTheEnd().Match(part) is { Success: true } end) return $"{Part(part[..end.Index])}（本项目读法{Listed(end)}）{(part.Length > end.Index + end.Length ? Part(part[(end.Index + end.Length)..].TrimStart(':', ' ')) : "")}";
        if (AtTheHead().Match(part) is { Success: true } head) return $"读法{Listed(head)}{(part.Length > head.Length ? (part[head.Length - 1] == ' ' && !part[..head.Length].Contains(':', StringComparison.Ordinal) ? "" : "：") + Part(part[head.Length..]) : "")}";

        return part;
    }

    private static string Listed(Match match) => match.Groups["r"].Value.Replace(", ", "、", StringComparison.Ordinal).Replace(" and ", "、", StringComparison.Ordinal);

    [GeneratedRegex(@" ?\((?:project )?readings? (?<r>R[0-9]+(?:(?:, | and )R[0-9]+)*)\)")]
    private static partial Regex AtTheEnd();

    [GeneratedRegex(@"^readings? (?<r>R[0-9]+(?: and R[0-9]+)*)(?:: | |$)")]
    private static partial Regex AtTheHead();
}
