using CaseManagement.Application.Ports;
using CaseManagement.Domain.Access;

namespace CaseManagement.Infrastructure.Reference;

/// <summary>Reads for how long a case stays open to somebody, out of the security settings.</summary>
internal static class AccessSettingsReader
{
    public static AccessSettings Read(SecuritySettings numbers) => new(
        EmergencyHours: numbers.Number("emergency-access-hours", "hours"),
        SpecialistKeepsDays: numbers.Number("specialist-keeps-days", "days"));
}
