using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Injections;

/// <summary>One injection that was given; a mistaken record is cancelled or superseded with a reason, never removed.</summary>
public sealed class Injection
{
    public const int BatchNumberMaxLength = 50;
    public const int CancelReasonMaxLength = 200;
    public const int ReactionNoteMaxLength = 200;

    private Injection() { }

    internal Injection(InjectionId id, InjectionCourseId courseId, DoseGiven dose, DateOnly recordedOn, InjectionId? supersedes = null)
    {
        Id = id;
        CourseId = courseId;
        GivenOn = dose.GivenOn;
        Dose = dose.Dose;
        ProductCode = dose.ProductCode;
        Site = dose.Site;
        BatchNumber = dose.BatchNumber;
        ExpiresOn = dose.ExpiresOn;
        GivenBy = dose.GivenBy;
        GivenAt = dose.GivenAt;
        ObservedUntil = dose.ObservedUntil;
        ConfirmedBy = dose.ConfirmedBy;
        (AcuteReaction, ReactionNote) = (dose.AcuteReaction, dose.ReactionNote);
        RecordedOn = recordedOn;
        Supersedes = supersedes;
    }

    public InjectionId Id { get; private set; }

    public InjectionCourseId CourseId { get; private set; }

    public DateOnly GivenOn { get; private set; }

    /// <summary>In the unit of the product.</summary>
    public decimal Dose { get; private set; }

    /// <summary>Another product than the course's, where its label bridges with one; null for the course's own.</summary>
    public string? ProductCode { get; private set; }

    public InjectionSite Site { get; private set; }

    public string BatchNumber { get; private set; } = "";

    /// <summary>The last day on which the batch may be used, inclusive.</summary>
    public DateOnly? ExpiresOn { get; private set; }

    public StaffId GivenBy { get; private set; }

    /// <summary>By the clock of the service's zone, on the day of the injection.</summary>
    public TimeOnly? GivenAt { get; private set; }

    /// <summary>When the observation after the injection ended, by the clock of the service's zone.</summary>
    public TimeOnly? ObservedUntil { get; private set; }

    /// <summary>The psychiatrist who confirmed this dose, where one had to or did.</summary>
    public StaffId? ConfirmedBy { get; private set; }

    /// <summary>Whether the patient reacted acutely to it; null where nobody said. It begins an emergency.</summary>
    public bool? AcuteReaction { get; private set; }

    public string? ReactionNote { get; private set; }

    public DateOnly RecordedOn { get; private set; }

    /// <summary>The earlier record that this one corrects.</summary>
    public InjectionId? Supersedes { get; private set; }

    public DateOnly? CancelledOn { get; private set; }

    public StaffId? CancelledBy { get; private set; }

    public string? CancelReason { get; private set; }

    public bool IsValid => CancelledOn is null;

    internal DoseFact Fact() => new(GivenOn, Dose, Id, ProductCode, Site);

    internal void Cancel(string reason, StaffId by, DateOnly on)
    {
        Rule.Require(IsValid, "injection.already-cancelled", "This record of an injection has already been cancelled or corrected.");
        Rule.Require(!string.IsNullOrWhiteSpace(reason), "injection.reason-required", "Cancelling, correcting or stopping needs a reason.");

        CancelReason = reason;
        CancelledBy = by;
        CancelledOn = on;
    }
}
