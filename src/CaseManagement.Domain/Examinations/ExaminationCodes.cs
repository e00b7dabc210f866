namespace CaseManagement.Domain.Examinations;

/// <summary>What came of the yearly examination. The numbers are stored and never move.</summary>
public enum ExaminationOutcome
{
    /// <summary>已体检</summary>
    Done = 1,

    /// <summary>拒绝体检: signed, and asked again a year later.</summary>
    Refused = 2,

    /// <summary>暂不能体检: for a reason of the moment; the examination stays due.</summary>
    NotPossible = 3,
}

/// <summary>Who agreed to the examination. The numbers are stored and never move.</summary>
/// <remarks>Source: 3rd ed. (2017), severe mental disorders, physical examination: with consent of the guardian, the patient, or both.</remarks>
public enum ExaminationConsent
{
    /// <summary>患者同意</summary>
    Patient = 1,

    /// <summary>监护人同意</summary>
    Guardian = 2,

    /// <summary>患者和监护人均同意</summary>
    Both = 3,
}

/// <summary>What the examination consists of. The numbers are stored and never move.</summary>
/// <remarks>Source: 3rd ed. (2017), severe mental disorders, physical examination; the list itself is from memory and to be confirmed.</remarks>
public enum ExaminationItem
{
    /// <summary>一般体格检查</summary>
    General = 1,

    /// <summary>血压</summary>
    BloodPressure = 2,

    /// <summary>体重</summary>
    Weight = 3,

    /// <summary>血常规（含白细胞分类）</summary>
    BloodCount = 4,

    /// <summary>转氨酶</summary>
    Transaminase = 5,

    /// <summary>血糖</summary>
    Glucose = 6,

    /// <summary>心电图</summary>
    Ecg = 7,
}
