using CaseManagement.Domain;
using CaseManagement.Domain.Places;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>The smaller lists of <c>db/reference</c>, each read whole.</summary>
internal static class ReferenceLists
{
    public static WorkingDayCalendar WorkingDays()
    {
        var days = new HashSet<DateOnly>();
        return new(ReferenceCsv.Read("statutory-days-2024-2026.csv", row =>
        {
            foreach (var column in (string[])["name", "source", "edition"]) row.Text(column);
            var day = new StatutoryDay(row.Day("date"), row.OneOf("kind", ("holiday", StatutoryDayKind.Holiday), ("workday", StatutoryDayKind.Workday)));
            return days.Add(day.On) ? day : throw row.Broken($"{day.On:yyyy-MM-dd} comes twice");
        }));
    }

    /// <summary>The "because" of every due date, by its basis.</summary>
    public static IReadOnlyDictionary<string, ReferenceText> DueRules() => ByCode("due-rules.csv", row => row.Text("basis"));

    public static IReadOnlyDictionary<string, ReferenceText> InjectionDueRules() => ByCode("due-rules-injection.csv", row => row.Text("basis"));

    /// <summary>The criteria of the classes and the questions to confirm, by their code.</summary>
    public static IReadOnlyDictionary<string, ReferenceText> ClassCriteria() => ByCode("class-criteria.csv", row => row.Text("code"));

    /// <summary>The wording of the forms' codes, by list and number: <c>insight/2</c>.</summary>
    public static IReadOnlyDictionary<string, ReferenceText> FormCodes() =>
        ByCode("form-codes.csv", row => $"{row.Text("list")}/{row.Number("code")}");

    /// <summary>The national forms: their fields, the wording of every code in each edition, and the notes on filling in.</summary>
    public static FormBook Forms() => new(
        ReferenceCsv.Read("form-fields.csv", Field),
        FormCodes(),
        ByCode("form-codes-2017.csv", row => $"{row.Text("list")}/{row.Number("code")}"),
        ByCode("form-notes.csv", row => row.Text("field")));

    private static FormField Field(ReferenceRow row) => new(
        row.Code<FormName>("form"),
        row.Number("number"),
        row.OptionalText("group_zh") is { } group ? new FormHeading(group, row.Text("group_en")) : null,
        row.Code<FieldKind>("kind"),
        row.OptionalText("list"),
        row.OptionalText("printed") is null ? [] : row.OneOf<FormEdition[]>(
            "printed", ("2017", [FormEdition.Third2017]), ("2018", [FormEdition.Norm2018]), ("2017+2018", [FormEdition.Third2017, FormEdition.Norm2018])),
        Text(row, row.Text("field")));

    /// <summary>One of the four words that <c>db/reference/README.md</c> explains.</summary>
    public static string Certainty(ReferenceRow row) => row.OneOf(
        "certainty", ("verified", "verified"), ("memory", "memory"), ("design", "design"), ("confirm", "confirm"));

    private static Dictionary<string, ReferenceText> ByCode(string file, Func<ReferenceRow, string> code)
    {
        var texts = new Dictionary<string, ReferenceText>();
        ReferenceCsv.Read(file, row =>
        {
            var text = Text(row, code(row));
            return texts.TryAdd(text.Code, text) ? text : throw row.Broken($"'{text.Code}' comes twice");
        });

        return texts;
    }

    private static ReferenceText Text(ReferenceRow row, string code) => new(code, row.Text("zh"), row.Text("en"), row.Text("edition"), row.Text("source"), Certainty(row));
}
