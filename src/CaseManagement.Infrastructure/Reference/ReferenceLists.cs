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
    public static IReadOnlyList<ReferenceText> ClassCriteria(Func<string, TextReader> open) => Texts("class-criteria.csv", open, row => row.Text("code"));

    /// <summary>The wording of the forms' codes, by list and number: <c>insight/2</c>.</summary>
    public static IReadOnlyList<ReferenceText> FormCodes(Func<string, TextReader> open) => Texts("form-codes.csv", open, ListAndNumber);

    /// <summary>The national forms: their fields, the wording of every code in each edition, and the notes on filling in.</summary>
    public static FormRows Forms(Func<string, TextReader> open) => new(
        Fields(open), FormCodes(open), Texts("form-codes-2017.csv", open, ListAndNumber), Texts("form-notes.csv", open, row => row.Text("field")));

    private static string ListAndNumber(ReferenceRow row) => $"{row.Text("list")}/{row.Number("code")}";

    private static IReadOnlyList<FormField> Fields(Func<string, TextReader> open)
    {
        var seen = new HashSet<(FormName, string, string)>();
        return ReferenceCsv.Read("form-fields.csv", open("form-fields.csv"), row =>
        {
            var field = Field(row);
            return seen.Add((field.Form, field.Label.Code, field.Label.Edition)) ? field : throw row.Broken($"'{field.Label.Code}' comes twice");
        });
    }

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

    /// <summary>The wording of a list, row by row; a code may stand in it once for each edition.</summary>
    public static IReadOnlyList<ReferenceText> Texts(string file, Func<string, TextReader> open, Func<ReferenceRow, string> code)
    {
        var seen = new HashSet<(string, string)>();
        return ReferenceCsv.Read(file, open(file), row =>
        {
            var text = Text(row, code(row));
            return seen.Add((text.Code, text.Edition)) ? text : throw row.Broken($"'{text.Code}' comes twice");
        });
    }

    private static Dictionary<string, ReferenceText> ByCode(string file, Func<ReferenceRow, string> code) => Texts(file, ReferenceCsv.Open, code).ToDictionary(text => text.Code);

    public static ReferenceText Text(ReferenceRow row, string code) => new(code, row.Text("zh"), row.Text("en"), row.Text("edition"), row.Text("source"), Certainty(row));
}
