using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Rules;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads every list that rules the work, whatever its columns are, so that a row or a list of the formulary that is added appears by itself.</summary>
internal static class RuleSheetReader
{
    private const string Formulary = "injection-";

    // What names a row among its list; a list without an entry is named by its first columns.
    private static readonly string[] Names = ["row", "id", "code", "basis", "key"];

    // Lists whose rows are named by other columns, or like rows of another list.
    private static readonly Dictionary<string, string[]> OwnNames = new()
    {
        ["form-fields.csv"] = ["form", "field"],
        ["form-codes.csv"] = ["list", "code"],
        ["form-codes-2017.csv"] = ["list", "code"],
        ["form-notes.csv"] = ["field"],
        ["national-cards.csv"] = ["card", "field"],
        ["national-card-codes.csv"] = ["list", "code"],
        ["national-card-checks.csv"] = ["check"],
        ["examination-items.csv"] = ["code"],
        ["setting-bounds.csv"] = ["key"],
        ["member-fields.csv"] = ["field"],
        ["support-roles.csv"] = ["code"],
        ["pair-reasons.csv"] = ["code"],
        ["statutory-days-2024-2026.csv"] = ["date"],
    };

    // What rules no care: the doors of the house, a place's own numbers, and the words of this sheet itself.
    private static readonly string[] NoRules = ["common-passwords.csv", "dongguan-divisions.csv", "pinyin-initials.csv", "pinyin-surnames.csv", "rights.csv", "rule-words.csv", "security-settings.csv", "sources.csv"];
    private static readonly string[] Provenance = ["source", "edition", "certainty"];

    public static RuleSheet Read() => Read(ReferenceCsv.Open, ReferenceCsv.Names);

    public static RuleSheet Read(Func<string, TextReader> open, IEnumerable<string> files)
    {
        var words = ReferenceCsv.Read("rule-words.csv", open("rule-words.csv"), row => (Code: row.Text("code"), Text: new RuleText(row.Text("zh"), row.Text("en")))).ToDictionary(word => word.Code, word => word.Text);
        string[] lists =
        [
            "class-criteria.csv", ClinicalSettingsReader.File, SettingsReader.Deadlines, "due-rules.csv", "due-rules-numbers.csv", "escalation-ladder.csv", "crisis-telling.csv",
            "form-fields.csv", "form-codes.csv", "form-codes-2017.csv", "form-notes.csv", "examination-items.csv", "national-cards.csv", "national-card-codes.csv", "national-card-checks.csv",
            .. files.Where(file => file.StartsWith(Formulary, StringComparison.Ordinal)).OrderByDescending(file => file == $"{Formulary}products.csv").ThenBy(file => file, StringComparer.Ordinal),
            "due-rules-injection.csv", "readings.csv", "setting-bounds.csv", "statutory-days-2024-2026.csv", "editions.csv",
        ];
        lists = [.. lists, .. files.Except(lists).Except(NoRules).Order(StringComparer.Ordinal)]; // a list that is added appears by itself
        var sources = SourcesReader.Read(open);
        var groups = lists.Select(list => Path.GetFileNameWithoutExtension(list)).ToList();

        return new([.. groups.Select(group => (group, Say(words, group)))], [.. lists.SelectMany(list => Rows(list, open, words, sources))], words);
    }

    private static IReadOnlyList<RuleRow> Rows(string list, Func<string, TextReader> open, IReadOnlyDictionary<string, RuleText> words, SourceWords sources)
    {
        var group = Path.GetFileNameWithoutExtension(list);
        return ReferenceCsv.Read(list, open(list), row =>
        {
            var text = row.Columns.Contains("zh") ? new RuleText(row.Text("zh"), row.Text("en")) : null;
            string[] names = OwnNames.TryGetValue(list, out var own) ? own : Names.FirstOrDefault(row.Columns.Contains) is { } found ? [found] : [];
            var code = own is [var only] ? $"{group}/{row.Text(only)}" : names.Length > 0 ? string.Join('/', names.Select(row.Text)) : $"{group}.{string.Join('.', row.Columns.TakeWhile(column => !Provenance.Contains(column)).Take(3).Select(row.OptionalText).OfType<string>())}";
            if (list == "injection-missed-steps.csv") code = $"{row.Text("missed")}.step-{row.Text("step")}";

            return new RuleRow(group, code, text, [.. Facts(row, group, names, words)], row.Columns.Contains("edition") ? row.Text("edition") : row.Text("code"), sources.Of(row.Text("source")), row.Code<Certainty>("certainty"));
        });
    }

    /// <summary>The columns beside the name, the words and the provenance; two columns in two languages are one fact.</summary>
    private static IEnumerable<RuleFact> Facts(ReferenceRow row, string group, string[] names, IReadOnlyDictionary<string, RuleText> words)
    {
        foreach (var column in row.Columns)
        {
            if (names.Contains(column) || column is "zh" or "en" or "valid_from" or "valid_until" || Provenance.Contains(column) || column.EndsWith("_en", StringComparison.Ordinal)) continue;

            if (column.EndsWith("_zh", StringComparison.Ordinal))
            {
                var stem = column[..^3];
                if (row.OptionalText(column) is { } zh) yield return new(Say(words, stem), new(zh, row.OptionalText($"{stem}_en") ?? zh));
            }
            else if (row.OptionalText(column) is { } value) yield return new(Say(words, $"{group}.{column}", column), Say(words, $"{column}.{value}", value));
        }
    }

    private static RuleText Say(IReadOnlyDictionary<string, RuleText> words, string narrow, string code) => words.GetValueOrDefault(narrow) ?? Say(words, code);

    private static RuleText Say(IReadOnlyDictionary<string, RuleText> words, string code) => words.GetValueOrDefault(code) ?? new(code, code);
}
