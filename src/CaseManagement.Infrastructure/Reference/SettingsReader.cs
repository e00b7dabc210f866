using System.Globalization;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Rules;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads every number and reading of the rules with its edition: the clinical settings, the deadlines, and how far each may be moved.</summary>
internal static class SettingsReader
{
    public const string Deadlines = "deadlines.csv";

    public const string Telling = "crisis-telling.csv";
    public const string TellingUnit = "telling";
    public const string Told = "to-tell";

    private const string EditionList = "editions.csv";
    private const string Bounds = "setting-bounds.csv";
    private const string NotTold = "not-to-tell";

    /// <exception cref="InvalidDataException">A row is broken, a key comes twice in an edition, or bounds do not fit.</exception>
    public static SettingsBook Read(Func<string, TextReader> open)
    {
        var editions = Editions(open);
        List<SettingRow> rows = [.. ReferenceCsv.Read(ClinicalSettingsReader.File, open(ClinicalSettingsReader.File), Setting), .. ReferenceCsv.Read(Deadlines, open(Deadlines), OfDeadline)];
        var deadlines = rows.Select(row => row.Key).ToHashSet();
        rows.AddRange(ReferenceCsv.Read(Telling, open(Telling), row => OfTelling(row, deadlines)));
        if (rows.Find(row => editions.Find(row.Edition) is null) is { } stray) throw ReferenceRow.Broken(stray.Where, $"'{stray.Edition}' is no edition of {EditionList}");

        try
        {
            return new(rows, ReferenceCsv.Read(Bounds, open(Bounds), BoundsOf), editions);
        }
        catch (ArgumentException broken)
        {
            throw new InvalidDataException(broken.Message, broken);
        }
    }

    public static EditionBook Editions(Func<string, TextReader> open) => new(ReferenceCsv.Read(EditionList, open(EditionList), row => new Edition(
        row.Text("code"), row.Text("zh"), row.Text("en"), row.OptionalText("document"), row.OptionalDay("valid_from"), row.OptionalDay("valid_until"), row.Text("source"), row.Code<Certainty>("certainty"))));

    /// <summary>The number and the unit as the Domain counts them; a row that makes no deadline is broken.</summary>
    public static Deadline DeadlineOf(string value, string unit) => new(
        int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture),
        unit switch
        {
            "at-once" => DeadlineUnit.AtOnce,
            "hours" => DeadlineUnit.Hours,
            "days" => DeadlineUnit.Days,
            "working-days" => DeadlineUnit.WorkingDays,
            "months" => DeadlineUnit.Months,
            "quarters" => DeadlineUnit.Quarters,
            _ => throw new FormatException($"'{unit}' is no unit of a deadline"),
        });

    private static SettingRow Setting(ReferenceRow row) => new(
        row.Text("key"), row.Text("value"), row.Text("unit"), row.Text("source"), row.Text("edition"), row.Code<Certainty>("certainty"), row.Text("zh"), row.Text("en"), row.Where);

    private static SettingRow OfDeadline(ReferenceRow row)
    {
        foreach (var column in (string[])["counts_from_zh", "counts_from_en", "who_zh", "who_en", "does_zh", "does_en"]) row.Text(column);
        DeadlineOf(row.Text("amount"), row.Text("unit"));

        return new(row.Text("code"), row.Text("amount"), row.Text("unit"), row.Text("source"), row.Text("edition"), row.Code<Certainty>("certainty"), row.Text("zh"), row.Text("en"), row.Where);
    }

    /// <summary>The key names the trigger and the party, so that a row can be told from its key alone.</summary>
    public static string KeyOf(TellingRow row) => $"telling.{FormularyColumns.Kebab(row.Trigger.ToString())}.{FormularyColumns.Kebab(row.Party.ToString())}";

    private static SettingRow OfTelling(ReferenceRow row, HashSet<string> deadlines)
    {
        var key = KeyOf(new(row.Code<CrisisTrigger>("trigger"), row.Code<Party>("party")));
        if (row.Text("key") != key) throw row.Broken($"the key of this row is '{key}'");
        if (row.OptionalText("deadline") is { } deadline && !deadlines.Contains(deadline)) throw row.Broken($"'{deadline}' is no deadline of {Deadlines}");

        return new(key, row.OneOf("value", (Told, Told), (NotTold, NotTold)), TellingUnit, row.Text("source"), row.Text("edition"), row.Code<Certainty>("certainty"), row.Text("zh"), row.Text("en"), row.Where);
    }

    private static SettingBounds BoundsOf(ReferenceRow row)
    {
        foreach (var column in (string[])["source", "edition"]) row.Text(column);
        ReferenceLists.Certainty(row);
        var choices = row.OptionalText("choices")?.Split('|') ?? [];
        var (min, max) = (row.OptionalNumber("min"), row.OptionalNumber("max"));

        return choices.Length > 0 == (min is null && max is null) && !(min > max) ? new(row.Text("key"), min, max, choices) : throw row.Broken("bounds are two numbers in order, or choices");
    }
}
