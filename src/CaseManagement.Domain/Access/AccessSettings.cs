namespace CaseManagement.Domain.Access;

/// <summary>For how long a case stays open to somebody, as read from <c>db/reference/security-settings.csv</c>.</summary>
/// <param name="EmergencyHours">Hours of an emergency access.</param>
/// <param name="SpecialistKeepsDays">Whole days for which the hospital still sees a case after the last review is settled.</param>
public sealed record AccessSettings(int EmergencyHours, int SpecialistKeepsDays);
