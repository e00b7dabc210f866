using System.Text.RegularExpressions;

namespace CaseManagement.Domain.Cases;

/// <summary>The six disorders of the national specification (3rd ed., 2017), and any other severe disorder reported by law.</summary>
[FormCode]
public enum Disorder
{
    /// <summary>精神分裂症</summary>
    Schizophrenia = 1,

    /// <summary>分裂情感性障碍</summary>
    Schizoaffective = 2,

    /// <summary>偏执性精神病</summary>
    Paranoid = 3,

    /// <summary>双相情感障碍</summary>
    Bipolar = 4,

    /// <summary>癫痫所致精神障碍</summary>
    Epileptic = 5,

    /// <summary>精神发育迟滞伴发精神障碍</summary>
    IntellectualDisability = 6,

    /// <summary>其他: reported for danger to others under the Mental Health Law, outside the six.</summary>
    Other = 9,
}

/// <summary>诊断 the registered disorder, with its ICD-10 code, who confirmed it and when.</summary>
/// <param name="Icd10">The disorder is the truth; the code is what the hospital wrote, because no code fits all six.</param>
public sealed partial record Diagnosis(Disorder Disorder, string? Icd10, string Hospital, DateOnly ConfirmedOn)
{
    /// <summary>Holds a code to its sixth sign and a mark; the extension that hospitals count on for themselves (F20.900<b>x001</b>) has no room here, and a code is registered without it.</summary>
    public const int Icd10MaxLength = 10;
    public const int HospitalMaxLength = 100;

    /// <summary>Whether a text is written as a code of ICD-10 is; whether the code fits the disorder is not asked.</summary>
    /// <remarks>
    /// A capital letter and two digits (the category, F20); perhaps a point and one to three signs (F20.0, F20.900), of which the first is x where a category has no parts (F03.x00); behind six signs perhaps an extension (F20.900x001);
    /// at the end perhaps the dagger or asterisk of a pair of codes, written + and *. Half-width signs only.
    /// Source: WHO ICD-10, categories and subcategories; the longer forms as in the Chinese clinical edition of the code list (from memory, to be confirmed).
    /// </remarks>
    public static bool IsIcd10(string code) => Written().IsMatch(code);

    [GeneratedRegex(@"\A[A-Z][0-9]{2}(\.([0-9x]|[0-9x][0-9]|[0-9x][0-9]{2}(x[0-9]{3})?))?[+*]?\z")]
    private static partial Regex Written();
}
