using System.Text.Json.Serialization;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cards;

/// <summary>What only a report card asks; all else on it is known of the case.</summary>
/// <remarks>Source: fields as seen in public client code of the national platform (S5). Its list for who brought the patient was not seen, so that is text.</remarks>
public sealed record ReportCardForm
{
    public const int ShortTextMaxLength = 100;

    public ReportKind? Kind { get; init; }

    public ReportDepartment? Department { get; init; }

    /// <summary>科室电话</summary>
    public string? Contact { get; init; }

    /// <summary>既往危险性评估</summary>
    public RiskLevel? PastRisk { get; init; }

    /// <summary>送诊主体</summary>
    public string? BroughtBy { get; init; }

    /// <summary>医嘱勿需用药</summary>
    public bool? NoDrugNeeded { get; init; }
}

/// <summary>报告卡 of one confirmed diagnosis: filed here, entered from paper, or found to be there already. A card that is corrected or cancelled is kept with the reason.</summary>
/// <param name="PaperOn">The day on which a paper card arrived at the office that enters it.</param>
/// <param name="FiledOn">Null while a paper card waits to be entered.</param>
/// <param name="IsElsewhere">Another institution has filed it; nothing is sent from here.</param>
/// <param name="Supersedes">The card that this one corrects.</param>
public sealed record ReportCard(
    Guid Id, Diagnosis Diagnosis, ReportCardForm? Form, DateOnly? PaperOn, DateOnly? FiledOn, bool IsElsewhere, StaffId By, DateOnly EnteredOn, Guid? Supersedes = null, DateOnly? CancelledOn = null, StaffId? CancelledBy = null, string? CancelReason = null)
{
    public const int ReasonMaxLength = 500;

    [JsonIgnore]
    public bool IsValid => CancelledOn is null;
}

/// <summary>A card that came back, because it fails its check or because the platform refused it, and the day on which that was put right.</summary>
/// <param name="ThreadId">Of the cards that take each other's place.</param>
public sealed record CardReturn(Guid ThreadId, CardKind Kind, CardTrouble Trouble, DateOnly On, DateOnly? MendedOn = null);

/// <summary>A diagnosis as the case was registered with until a report card brought another.</summary>
/// <param name="Reason">Why it is another now.</param>
public sealed record PastDiagnosis(Diagnosis Diagnosis, string Reason, StaffId By, DateOnly On);

/// <summary>What a case owes the national platform and what came back from it, in the order of entry.</summary>
/// <param name="OwedFrom">The day of the confirmed diagnosis from which a report card is owed; null where none is asked for.</param>
/// <param name="Rediagnoses">The diagnoses of the case that a report card has changed; null where none was.</param>
public sealed record CaseReporting(DateOnly? OwedFrom, IReadOnlyList<ReportCard> Cards, IReadOnlyList<CardReturn> Returns, IReadOnlyList<PastDiagnosis>? Rediagnoses = null)
{
    public static CaseReporting Empty { get; } = new(null, [], []);

    /// <summary>The report card that holds.</summary>
    [JsonIgnore]
    public ReportCard? Card => Cards.LastOrDefault(card => card.IsValid);
}

/// <summary>Whether a report card is owed, as whoever registers a patient says.</summary>
public enum ReportStanding
{
    /// <summary>尚未报告</summary>
    Owed = 1,

    /// <summary>已有报告卡</summary>
    ThereAlready = 2,
}
