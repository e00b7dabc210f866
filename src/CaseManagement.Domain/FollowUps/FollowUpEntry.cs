namespace CaseManagement.Domain.FollowUps;

/// <summary>One follow-up as somebody enters it: what came of it, what was found, and what the doctor decided.</summary>
public sealed record FollowUpEntry(
    DateOnly SeenOn,
    FollowUpOutcome Outcome,
    FollowUpFindings Findings,
    Stability? Class,
    string? OverrideReason,
    DateOnly? NextVisitOn);
