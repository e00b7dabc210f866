namespace CaseManagement.Domain.Crises;

/// <summary>严重精神障碍应急处置记录单: what the national platform asks of one emergency.</summary>
/// <remarks>
/// Source: fields as seen in public client code of the national platform (S5). The value lists of reasons, measures and effect were not seen: reasons are the four
/// triggers, the others are text until the lists are known. Null is "not recorded".
/// </remarks>
public sealed record CrisisRecordForm
{
    public const int ShortTextMaxLength = 100;
    public const int TextMaxLength = 1000;

    /// <summary>第一处置地点</summary>
    public string? FirstSite { get; init; }

    /// <summary>报告人</summary>
    public string? Reporter { get; init; }

    /// <summary>报告人身份</summary>
    public string? ReporterIdentity { get; init; }

    /// <summary>报告途径</summary>
    public string? ReportRoute { get; init; }

    public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>处置开始时间</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>处置结束时间</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>现场情况</summary>
    public string? Scene { get; init; }

    public string? PoliceOfficer { get; init; }

    public string? PoliceUnit { get; init; }

    public string? PreventionDoctor { get; init; }

    public string? Psychiatrist { get; init; }

    public string? Nurse { get; init; }

    public string? OtherPeople { get; init; }

    /// <summary>处置缘由</summary>
    public IReadOnlyList<CrisisTrigger>? Reasons { get; init; }

    /// <summary>处置措施</summary>
    public string? Measures { get; init; }

    /// <summary>诊断 as a code of ICD-10.</summary>
    public string? DiagnosisCode { get; init; }

    /// <summary>Whether the diagnosis is confirmed, or only suspected.</summary>
    public bool? DiagnosisConfirmed { get; init; }

    /// <summary>处置效果</summary>
    public string? Effect { get; init; }

    /// <summary>处置对象类型</summary>
    public string? ObjectType { get; init; }

    internal void Judge(DateTimeOffset now)
    {
        Rule.Require(StartedAt is not null && !string.IsNullOrWhiteSpace(Scene) && !string.IsNullOrWhiteSpace(Measures) && Reasons is { Count: > 0 },
            "crisis.record-incomplete", "The record says at least when handling began, what was found, why, and what was done.");
        Rule.Require(!(StartedAt > now) && !(EndedAt > now) && !(ReportedAt > now), "crisis.in-future", "Nothing is recorded ahead of time.");
        Rule.Require(!(EndedAt < StartedAt), "crisis.ends-before-start", "Handling does not end before it begins.");
    }
}
