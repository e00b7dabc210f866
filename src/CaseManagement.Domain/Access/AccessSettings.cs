namespace CaseManagement.Domain.Access;

/// <summary>For how long a case stays open to somebody, or closed, as read from <c>db/reference/security-settings.csv</c>.</summary>
/// <param name="EmergencyHours">Hours of an emergency access.</param>
/// <param name="EmergencyRefusedDays">Days of 24 hours after the office judged an emergency access not justified; until they are over, the same person cannot ask for the same case.</param>
/// <param name="SpecialistKeepsDays">Whole days for which the hospital still sees a case after the last review is settled.</param>
public sealed record AccessSettings(int EmergencyHours, int EmergencyRefusedDays, int SpecialistKeepsDays);
