using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Injections;

/// <summary>One injection as it was given, before it becomes a record.</summary>
/// <param name="Dose">In the unit of the product.</param>
/// <param name="ObservedUntil">When the observation ended, on the same day.</param>
/// <param name="ConfirmedBy">The psychiatrist who confirmed this very dose; null when nobody did.</param>
/// <param name="ProductCode">Another product, where the label of the course bridges with one; null for the course's own.</param>
/// <param name="AcuteReaction">Whether the patient reacted acutely to it; null where nobody said.</param>
/// <param name="ReactionNote">What was seen of it.</param>
/// <param name="SiteDeviation">Why it went elsewhere than the label says for this injection; null where it did not.</param>
public sealed record DoseGiven(
    DateOnly GivenOn,
    decimal Dose,
    InjectionSite Site,
    string BatchNumber,
    DateOnly? ExpiresOn,
    StaffId GivenBy,
    TimeOnly? ObservedUntil = null,
    StaffId? ConfirmedBy = null,
    string? ProductCode = null,
    TimeOnly? GivenAt = null,
    SiteDeviation? SiteDeviation = null,
    bool? AcuteReaction = null,
    string? ReactionNote = null);

/// <summary>A long-acting injection as prescribed.</summary>
/// <param name="StartsOn">The planned day of the first injection.</param>
/// <param name="MaintenanceDose">In the unit of the product.</param>
/// <param name="IntervalDays">The interval, where the label leaves it to the prescriber.</param>
/// <param name="SwitchFrom">The course of another product that this one follows.</param>
public sealed record InjectionPrescription(
    DateOnly StartsOn,
    decimal MaintenanceDose,
    RenalBand Renal,
    StaffId PrescribedBy,
    DateOnly? OralToleratedOn = null,
    string? ToleranceNote = null,
    int? IntervalDays = null,
    InjectionCourseId? SwitchFrom = null);

/// <summary>What is prescribed from a day on, in place of what was, and what has been found of the patient since.</summary>
/// <param name="On">The first day on which it holds.</param>
/// <param name="MaintenanceDose">In the unit of the product.</param>
/// <param name="Renal">A finding, not a wish: also one that bars the product is recorded, and the advice then refuses a dose.</param>
/// <param name="OralToleratedOn">Null leaves what is documented.</param>
public sealed record PrescriptionChange(
    DateOnly On, decimal MaintenanceDose, RenalBand Renal, StaffId By, int? IntervalDays = null, DateOnly? OralToleratedOn = null, string? ToleranceNote = null);
