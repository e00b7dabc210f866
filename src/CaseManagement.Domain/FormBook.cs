namespace CaseManagement.Domain;

/// <summary>The national forms as they are printed: their fields in order and the wording of every code, in both languages.</summary>
/// <param name="codes">By list and number: <c>insight/2</c>.</param>
/// <param name="codesOf2017">Only those codes that the edition of 2017 words otherwise.</param>
/// <param name="notes">How a field is filled in, by the field, where that needs a word.</param>
public sealed class FormBook(
    IReadOnlyList<FormField> fields, IReadOnlyDictionary<string, ReferenceText> codes, IReadOnlyDictionary<string, ReferenceText> codesOf2017, IReadOnlyDictionary<string, ReferenceText> notes)
{
    private readonly Dictionary<(FormName, string), FormField> _fields = fields.ToDictionary(field => (field.Form, field.Label.Code));
    private readonly ILookup<string, ReferenceText> _codes = codes.Values.ToLookup(code => ListOf(code.Code));

    /// <summary>The fields of a form, in the order of the paper.</summary>
    public IReadOnlyList<FormField> Of(FormName form) => [.. fields.Where(field => field.Form == form).OrderBy(field => field.Number)];

    /// <summary>A field by the name of the finding that it fills: <c>symptom-state</c>.</summary>
    /// <exception cref="KeyNotFoundException">The form has no such field.</exception>
    public FormField this[FormName form, string field] => _fields[(form, field)];

    /// <summary>The codes of a list in the order and the words of an edition; empty for a list that no form has.</summary>
    public IReadOnlyList<ReferenceText> Codes(string list, FormEdition edition = FormEdition.Norm2018) => [.. _codes[list].Select(code => Worded(code, edition))];

    /// <summary>How an edition words one code of a list; null where there is no such code.</summary>
    public ReferenceText? Code(string list, int code, FormEdition edition = FormEdition.Norm2018) =>
        codes.TryGetValue($"{list}/{code}", out var text) ? Worded(text, edition) : null;

    /// <summary>How a field is filled in; null where that needs no word.</summary>
    public ReferenceText? Note(string field) => notes.GetValueOrDefault(field);

    private ReferenceText Worded(ReferenceText code, FormEdition edition) =>
        edition == FormEdition.Third2017 && codesOf2017.TryGetValue(code.Code, out var older) ? older : code;

    private static string ListOf(string code) => code[..code.IndexOf('/', StringComparison.Ordinal)];
}

/// <summary>The forms whose fields are known here.</summary>
public enum FormName
{
    /// <summary>随访服务记录表</summary>
    FollowUp = 1,

    /// <summary>个人信息补充表</summary>
    Supplementary = 2,
}

/// <summary>The edition in which a form is printed; what is filled in is the one of 2018.</summary>
public enum FormEdition
{
    /// <summary>The third edition of the standard, 2017.</summary>
    Third2017 = 2017,

    /// <summary>The norm of 2018.</summary>
    Norm2018 = 2018,
}

/// <summary>What is put into a field.</summary>
public enum FieldKind
{
    /// <summary>A day.</summary>
    Day = 1,

    /// <summary>A day of which only the year, or year and month, may be known.</summary>
    PartialDay = 2,

    /// <summary>One code of a list.</summary>
    One = 3,

    /// <summary>Any number of codes of a list.</summary>
    Many = 4,

    /// <summary>How often each code of a list happened.</summary>
    Counts = 5,

    YesNo = 6,
    Number = 7,
    Text = 8,

    /// <summary>Rows of drugs with their doses.</summary>
    Drugs = 9,
}

/// <summary>One field of a form: where it stands, what is put into it, and how it is labelled.</summary>
/// <param name="Number">The place on the paper; our own count, the paper prints none.</param>
/// <param name="Group">The heading that it stands under, where several fields share one.</param>
/// <param name="List">The list of codes to choose from, in <c>db/reference/form-codes.csv</c>.</param>
/// <param name="Printed">The editions whose paper has it; what is asked besides the form is on none.</param>
/// <param name="Label">Its code is the name of the finding in kebab-case: <c>symptom-state</c>.</param>
public sealed record FormField(FormName Form, int Number, FormHeading? Group, FieldKind Kind, string? List, IReadOnlyList<FormEdition> Printed, ReferenceText Label);

/// <summary>A heading on a form.</summary>
public sealed record FormHeading(string Zh, string En);
