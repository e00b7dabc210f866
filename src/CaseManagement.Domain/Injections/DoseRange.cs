namespace CaseManagement.Domain.Injections;

/// <summary>What a label says of doses and intervals that are not a list of strengths.</summary>
/// <remarks>
/// Unit: that of the product, and days. Every bound is included (project reading R28). The usual doses are shown; where the label states no maximum, the upper one is the limit. The lower one never judges:
/// a test or start dose may lie below it.
/// </remarks>
public sealed record DoseRange(
    string Row,
    decimal? UsualFrom,
    decimal? UsualTo,
    decimal? MaxSingle,
    decimal? MaxAmount,
    int? MaxPerDays,
    int? IntervalFromDays,
    int? IntervalToDays,
    Provenance Provenance)
{
    internal bool Allows(decimal dose) => dose > 0 && dose <= (MaxSingle ?? UsualTo ?? 0);

    /// <summary>Whether the dose, given at this interval, stays within what the label allows over a time.</summary>
    internal bool Allows(decimal dose, int intervalDays) =>
        Allows(dose) && (MaxAmount is null || MaxPerDays is null || dose * MaxPerDays <= MaxAmount * intervalDays);

    internal bool AllowsInterval(int days) => (IntervalFromDays is null || days >= IntervalFromDays) && (IntervalToDays is null || days <= IntervalToDays);
}
