namespace CaseManagement.Domain.FollowUps;

/// <summary>What the plan needs to know of one follow-up that is in force.</summary>
public readonly record struct FollowUpFacts(
    FollowUpId Id,
    DateOnly SeenOn,
    FollowUpOutcome Outcome,
    VisitMode? Mode,
    HospitalStay? Hospital,
    RiskLevel? Risk,
    Stability? Class,
    DateOnly? NextVisitOn);

/// <summary>A psychiatrist's advice on the case, and the day it was given.</summary>
public readonly record struct AdviceGiven(Guid Id, DateOnly GivenOn);

/// <summary>A bounded time in which no follow-up visit is expected.</summary>
/// <param name="From">The day on which the patient was first found in hospital.</param>
/// <param name="Until">The last day of the pause, inclusive: by then somebody asks whether the patient is still there.</param>
public sealed record CarePause(DateOnly From, DateOnly Until);
