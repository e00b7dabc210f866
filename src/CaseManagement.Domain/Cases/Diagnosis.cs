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
public sealed record Diagnosis(Disorder Disorder, string? Icd10, string Hospital, DateOnly ConfirmedOn)
{
    public const int Icd10MaxLength = 10;
    public const int HospitalMaxLength = 100;
}
