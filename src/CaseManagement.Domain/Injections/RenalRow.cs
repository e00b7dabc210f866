namespace CaseManagement.Domain.Injections;

/// <summary>What the label says for a band of reduced kidney function.</summary>
/// <remarks>Unit of the clearance: mL/min; its lower bound is included, its upper bound is not.</remarks>
public sealed record RenalRow(
    string Row,
    RenalBand Band,
    decimal? ClearanceFrom,
    decimal? ClearanceTo,
    bool Recommended,
    decimal? StartFirst,
    decimal? StartSecond,
    decimal? Maintenance,
    Provenance Provenance);
