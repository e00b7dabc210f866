using System.Collections.Concurrent;
using CaseManagement.Domain.Rules;

namespace CaseManagement.Domain;

/// <summary>Every row of the national forms, of all editions.</summary>
/// <param name="Codes">By list and number: <c>insight/2</c>.</param>
/// <param name="CodesOf2017">Only those codes that the paper of 2017 words otherwise.</param>
/// <param name="Notes">How a field is filled in, by the field, where that needs a word.</param>
public sealed record FormRows(
    IReadOnlyList<FormField> Fields, IReadOnlyList<ReferenceText> Codes, IReadOnlyList<ReferenceText> CodesOf2017, IReadOnlyList<ReferenceText> Notes);

/// <summary>The national forms as they are printed: their fields in order and the wording of every code, in both languages, as they stand on a day.</summary>
/// <remarks>Which paper is printed is chosen beside it (<see cref="FormEdition"/>): a form of 2017 may be filled in by rules of a later edition.</remarks>
public sealed class FormBook
{
    private const string NotApplicableLevel = "function-level/9";

    private readonly FormRows _rows;
    private readonly EditionBook _editions;
    private readonly ConcurrentDictionary<DateOnly, FormBook> _others;
    private readonly List<FormField> _inOrder;
    private readonly Dictionary<(FormName, string), FormField> _fields;
    private readonly ILookup<string, ReferenceText> _codes;
    private readonly Dictionary<string, ReferenceText> _code;
    private readonly Dictionary<string, ReferenceText> _codesOf2017;
    private readonly Dictionary<string, ReferenceText> _notes;

    /// <summary>The forms at the end of what the reference knows.</summary>
    public FormBook(FormRows rows, EditionBook editions) : this(rows, editions, DateOnly.MaxValue, []) { }

    private FormBook(FormRows rows, EditionBook editions, DateOnly day, ConcurrentDictionary<DateOnly, FormBook> others)
    {
        (_rows, _editions, _others) = (rows, editions, others);
        _inOrder = [.. rows.Fields.GroupBy(field => (field.Form, field.Label.Code)).Select(own => editions.InForce([.. own], field => field.Label.Edition, day)).OfType<FormField>().OrderBy(field => field.Number)];
        _fields = _inOrder.ToDictionary(field => (field.Form, field.Label.Code));
        _codes = rows.Codes.GroupBy(code => ListOf(code.Code)).SelectMany(list => editions.AllInForce([.. list], code => code.Code, code => code.Edition, day)).ToLookup(code => ListOf(code.Code));
        _code = _codes.SelectMany(list => list).ToDictionary(code => code.Code);
        _codesOf2017 = editions.AllInForce(rows.CodesOf2017, code => code.Code, code => code.Edition, day).ToDictionary(code => code.Code);
        _notes = rows.Notes.GroupBy(note => note.Code).Select(own => editions.InForce([.. own], note => note.Edition, day)).OfType<ReferenceText>().ToDictionary(note => note.Code);
    }

    /// <summary>The same forms as they stand on a day.</summary>
    public FormBook On(DateOnly day) => _others.GetOrAdd(_editions.TurnBefore(day), turn => new(_rows, _editions, turn, _others));

    /// <summary>The fields of a form, in the order of the paper.</summary>
    public IReadOnlyList<FormField> Of(FormName form) => [.. _inOrder.Where(field => field.Form == form)];

    /// <summary>A field by the name of the finding that it fills: <c>symptom-state</c>.</summary>
    /// <exception cref="KeyNotFoundException">The form has no such field.</exception>
    public FormField this[FormName form, string field] => _fields[(form, field)];

    /// <summary>The codes of a list in their order and in the words of a paper; empty for a list that no form has.</summary>
    public IReadOnlyList<ReferenceText> Codes(string list, FormEdition edition = FormEdition.Norm2018) => [.. _codes[list].Select(code => Worded(code, edition))];

    /// <summary>The codes that a field is answered with: screen, paper and the reader of answers ask the same question.</summary>
    /// <remarks>Of the levels of functioning, 9 (此项不适用) is an answer to productive work only. Source: follow-up record form, 3rd ed. (2017) and 2018 norm.</remarks>
    public IReadOnlyList<ReferenceText> Options(FormField field, FormEdition edition = FormEdition.Norm2018) => field.List switch
    {
        null => [],
        "function-level" when field.Label.Code != "work" => [.. Codes(field.List, edition).Where(code => code.Code != NotApplicableLevel)],
        var list => Codes(list, edition),
    };

    /// <summary>How a paper words one code of a list; null where there is no such code.</summary>
    public ReferenceText? Code(string list, int code, FormEdition edition = FormEdition.Norm2018) =>
        _code.TryGetValue($"{list}/{code}", out var text) ? Worded(text, edition) : null;

    /// <summary>How a field is filled in; null where that needs no word.</summary>
    public ReferenceText? Note(string field) => _notes.GetValueOrDefault(field);

    private ReferenceText Worded(ReferenceText code, FormEdition edition) =>
        edition == FormEdition.Third2017 && _codesOf2017.TryGetValue(code.Code, out var older) ? older : code;

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
