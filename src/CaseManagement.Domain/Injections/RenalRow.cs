namespace CaseManagement.Domain.Injections;

/// <summary>What the label says for a band of reduced kidney function.</summary>
/// <remarks>Unit of the clearance: mL/min; its lower bound is included, its upper bound is not.</remarks>
/// <param name="Recommended">Null where nothing is known of what the label says: then it has no rule for the band.</param>
public sealed record RenalRow(
    string Row,
    RenalBand Band,
    decimal? ClearanceFrom,
    decimal? ClearanceTo,
    bool? Recommended,
    decimal? StartFirst,
    decimal? StartSecond,
    decimal? Maintenance,
    Provenance Provenance);
