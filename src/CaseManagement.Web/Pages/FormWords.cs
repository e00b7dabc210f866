using System.Globalization;
using System.Text.Json.Nodes;
using CaseManagement.Domain;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;

namespace CaseManagement.Web.Pages;

/// <summary>The words of the national forms in the reader's language: labels, codes, and an answer as a sentence.</summary>
internal sealed class FormWords(FormBook forms, Texts texts)
{
    private const string Blank = "________";

    public static string Of(ReferenceText text) => Texts.AreChinese ? text.Zh : text.En;

    public static string Of(FormHeading heading) => Texts.AreChinese ? heading.Zh : heading.En;

    /// <summary>The number that a code has on paper: <c>2</c> of <c>insight/2</c>.</summary>
    public static int Number(ReferenceText code) => int.Parse(code.Code[(code.Code.IndexOf('/', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);

    /// <summary>The rows of drugs as an edition of the paper has them: those that were written, and the empty ones that somebody fills in by hand.</summary>
    /// <remarks>2018: three of every day beside three long-acting ones. 2017: three, each so many times a day or month; a drug of unequal doses takes more.</remarks>
    public IReadOnlyList<IReadOnlyList<string>> Rows(IReadOnlyList<PaperDrug> drugs, FormEdition edition)
    {
        if (edition == FormEdition.Third2017) return [Filled([.. drugs.Select(drug => IsLongActing(drug) ? Weeks(drug) : drug.TimesADay is null ? texts["print.drug.to-fill", drug.Name] : Times(drug))], texts["print.drug.to-fill", Blank])];

        var byKind = drugs.ToLookup(IsLongActing);
        return [Filled([.. byKind[false].Select(Day)], Day(new(Blank))), Filled([.. byKind[true].Select(Weeks)], Weeks(new(Blank)))];
    }

    private static IReadOnlyList<string> Filled(IReadOnlyList<string> written, string empty) => [.. written, .. Enumerable.Repeat(empty, Math.Max(0, DrugRows.MaxRows - written.Count))];

    private static bool IsLongActing(PaperDrug drug) => drug.EveryWeeks is not null || drug is { TimesADay: null, MgEachTime: not null };

    private string Day(PaperDrug drug) => texts["print.drug.day", drug.Name, Amount(drug.MorningMg), Amount(drug.NoonMg), Amount(drug.EveningMg)];

    private string Weeks(PaperDrug drug) => texts["print.drug.weeks", drug.Name, drug.EveryWeeks is { } weeks ? weeks : (object)Amount(null), Amount(drug.MgEachTime)];

    private string Times(PaperDrug drug) => texts["print.drug.times", drug.Name, drug.TimesADay!, Amount(drug.MgEachTime)];

    private static string Amount(decimal? mg) => mg?.ToString("0.####", CultureInfo.InvariantCulture) ?? "__";

    /// <summary>How sure a row of the reference is; one that says nothing known is to be confirmed.</summary>
    public string Sure(ReferenceText row) => texts.Of(Api.Spelling<Certainty>.TryRead(row.Certainty, out var certainty) ? certainty : Certainty.Confirm);

    public string Label(FormField field) => Of(field.Label);

    public string? Note(FormField field) => forms.Note(field.Label.Code) is { } note ? Of(note) : null;

    /// <summary>The answers to choose from.</summary>
    public IReadOnlyList<(string Code, string Text)> Options(FormField field) =>
    [
        .. forms.Options(field).Select(code => (Code: code.Code[(code.Code.IndexOf('/', StringComparison.Ordinal) + 1)..], Text: Of(code))),
    ];

    /// <summary>A code of a list by its number on paper.</summary>
    public string Word(string list, int number) => forms.Codes(list).FirstOrDefault(code => Number(code) == number) is { } code ? Of(code) : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>An answer in words.</summary>
    public string Said(FormField field, JsonNode answer) => (field.Kind, answer) switch
    {
        (FieldKind.One, JsonValue code) => Word(field, code.ToString()),
        (FieldKind.Many, JsonArray { Count: 0 }) => texts["form.none-of-these"],
        (FieldKind.Many, JsonArray codes) => string.Join(texts["form.and"], codes.Select(code => Word(field, code!.ToString()))),
        (FieldKind.YesNo, _) => texts[answer.GetValue<bool>() ? "form.yes" : "form.no"],
        (FieldKind.Counts, JsonObject counts) => string.Join(texts["form.and"], Counted(field, counts)),
        (FieldKind.Drugs, JsonObject rows) => string.Join(texts["form.and"], Named(rows["daily"]).Concat(Named(rows["longActing"]))),
        _ => answer.ToString(),
    };

    private IEnumerable<string> Counted(FormField field, JsonObject counts)
    {
        var number = 0;
        foreach (var option in Options(field))
        {
            number++;
            var member = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(((Domain.FollowUps.DangerousAct)number).ToString());
            if (counts[member] is not JsonValue value) continue;
            if (value.TryGetValue<bool>(out var isNone) && isNone) yield return option.Text;
            else if (value.TryGetValue<int>(out var times)) yield return texts["form.times", option.Text, times];
        }
    }

    private static IEnumerable<string> Named(JsonNode? rows) => rows is JsonArray list ? list.Select(row => string.Join(' ', new[] { row!["name"]?.ToString(), Doses(row) }.Where(part => !string.IsNullOrEmpty(part)))) : [];

    private static string Doses(JsonNode row) => string.Join('-', new[] { "morningMg", "noonMg", "eveningMg", "mg" }.Select(dose => row[dose]?.ToString()).Where(dose => dose is not null)) is { Length: > 0 } doses ? $"{doses} mg" : "";

    private string Word(FormField field, string code) => Options(field).FirstOrDefault(option => option.Code == code).Text ?? code;
}
