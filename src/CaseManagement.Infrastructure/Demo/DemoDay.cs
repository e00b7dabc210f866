using CaseManagement.Application.Ports;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>An hour of a day in the service's zone.</summary>
internal static class DemoDay
{
    public static DateTimeOffset At(DateOnly day, int hour) => new(day, new TimeOnly(hour, 0), Clock.ServiceZone.BaseUtcOffset);
}
