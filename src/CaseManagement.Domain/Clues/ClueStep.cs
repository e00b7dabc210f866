using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Clues;

/// <summary>One step of a clue from hand to hand or to an end: matched to a patient, handed on to another place, ended, or opened again with a reason.</summary>
/// <param name="State">Handed on within the system is a step and no state: the clue stays open.</param>
/// <param name="AreaCode">Where it was until then, as the team is whose it was.</param>
/// <param name="Found">What the checking had found until then.</param>
public sealed record ClueStep(ClueState State, string? Note, StaffId By, DateTimeOffset At, string AreaCode, CareTeamId? CareTeamId, ManagedCaseId? CaseId, ClueDismissal? Dismissal, string? Found, bool IsReopening = false);
