using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Places;
using CaseManagement.Infrastructure.Reference;
using CaseManagement.Testing;

namespace CaseManagement.Domain.Tests;

/// <summary>The project's own reference data, read as the service reads it, and valid things to vary.</summary>
internal static class The
{
    public static ClinicalSettings Settings { get; } = ClinicalSettingsReader.Read();

    public static FollowUpIntervals Intervals => Settings.FollowUp;

    public static WorkingDayCalendar Calendar { get; } = ReferenceLists.WorkingDays();

    /// <summary>Every deciding question answered, all of it well.</summary>
    public static FollowUpFindings CalmFindings => A.CalmFindings;

    public static FollowUpEntry StableVisit { get; } =
        new(new(2026, 3, 3), FollowUpOutcome.Seen, CalmFindings, Stability.Stable, OverrideReason: null, NextVisitOn: null);

    /// <summary>One entry of a home visit; risk 0 unless told.</summary>
    public static FollowUpFacts Visit(
        DateOnly on, Stability? stability, VisitMode mode = VisitMode.Home, HospitalStay hospital = HospitalStay.None, int? risk = 0, DateOnly? next = null) =>
        new(FollowUpId.New(), on, FollowUpOutcome.Seen, mode, hospital, risk is { } level ? new RiskLevel(level) : null, stability, next);

    public static FollowUpFacts Without(DateOnly on, FollowUpOutcome outcome) =>
        new(FollowUpId.New(), on, outcome, null, null, null, null, null);
}
