using CaseManagement.Application.Ports;
using CaseManagement.Domain.Access;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads for how long a case stays open to somebody, or closed, out of the security settings.</summary>
internal static class AccessSettingsReader
{
    public static AccessSettings Read(SecuritySettings numbers) => new(
        EmergencyHours: numbers.Number("emergency-access-hours", "hours"),
        EmergencyRefusedDays: numbers.Number("emergency-refused-days", "days"),
        SpecialistKeepsDays: numbers.Number("specialist-keeps-days", "days"));
}
