namespace CaseManagement.Domain.Injections;

/// <summary>When a remark is shown beside an answer.</summary>
public enum RemarkWhen
{
    Always = 1,

    /// <summary>At the first injection, and when the course begins again.</summary>
    Start = 2,

    /// <summary>When the label has no row for the day.</summary>
    NoRule = 3,

    /// <summary>When the prescribed dose would be raised sooner than the label lets it be.</summary>
    Increase = 4,
}

/// <summary>A sentence of the label that belongs beside an answer and holds no dose to plan by.</summary>
public sealed record ProductRemark(string Row, RemarkWhen When, string Zh, string En, Provenance Provenance);
