namespace CaseManagement.Domain.Examinations;

/// <summary>What was found at the yearly examination: each item has its result, or is named as not done.</summary>
/// <remarks>Units are part of the names. A result is written down as it was measured: no normal range is judged here.</remarks>
public sealed record ExaminationFindings
{
    /// <summary>For what is described and not measured.</summary>
    public const int TextMaxLength = 500;

    /// <summary>Three digits: the bound of the field on paper, not of what is healthy.</summary>
    public const int MaxMmHg = 999;

    public string? General { get; init; }

    public int? SystolicMmHg { get; init; }

    public int? DiastolicMmHg { get; init; }

    public decimal? WeightKg { get; init; }

    /// <summary>The blood count with the differential of the white cells, as the laboratory wrote it.</summary>
    public string? BloodCount { get; init; }

    /// <summary>Units per litre.</summary>
    public decimal? TransaminaseUnits { get; init; }

    public decimal? GlucoseMmol { get; init; }

    public string? Ecg { get; init; }

    /// <summary>The items that were left out; null, like an empty list, where none was.</summary>
    public IReadOnlyList<ExaminationItem>? NotDone { get; init; }

    /// <summary>Whether an item has a result; half a blood pressure is none.</summary>
    public bool Has(ExaminationItem item) => item switch
    {
        ExaminationItem.General => !string.IsNullOrWhiteSpace(General),
        ExaminationItem.BloodPressure => SystolicMmHg is not null && DiastolicMmHg is not null,
        ExaminationItem.Weight => WeightKg is not null,
        ExaminationItem.BloodCount => !string.IsNullOrWhiteSpace(BloodCount),
        ExaminationItem.Transaminase => TransaminaseUnits is not null,
        ExaminationItem.Glucose => GlucoseMmol is not null,
        ExaminationItem.Ecg => !string.IsNullOrWhiteSpace(Ecg),
        _ => throw new ArgumentOutOfRangeException(nameof(item)),
    };

    internal void Judge()
    {
        var (items, notDone) = (Enum.GetValues<ExaminationItem>(), NotDone ?? []);
        var halfPressure = (SystolicMmHg is null) != (DiastolicMmHg is null);
        Rule.Require(!halfPressure && !(SystolicMmHg <= DiastolicMmHg), "examination.blood-pressure", "A blood pressure has two values, the first above the second.");
        Rule.Require(!items.Any(item => Has(item) && notDone.Contains(item)), "examination.item-contradiction", "An item that was not done has no result.");
        Rule.Require(items.All(item => Has(item) || notDone.Contains(item)), "examination.item-unanswered", "Each item has a result or is marked as not done.");
        Rule.Require(items.Any(Has), "examination.nothing-done", "An examination of which nothing was done is not recorded as done.");
    }
}
