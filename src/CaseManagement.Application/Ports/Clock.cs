namespace CaseManagement.Application.Ports;

/// <summary>The day of the service, wherever its servers stand.</summary>
public static class Clock
{
    /// <summary>China has one zone, eight hours ahead of UTC all year; written out so that no server's own zone data decides a patient's day.</summary>
    public static readonly TimeZoneInfo ServiceZone = TimeZoneInfo.CreateCustomTimeZone("Asia/Shanghai", TimeSpan.FromHours(8), "Asia/Shanghai", "China Standard Time");

    public static DateOnly Today(this TimeProvider clock) => DayOf(clock.GetUtcNow());

    /// <summary>This instant, in the service's zone.</summary>
    public static DateTimeOffset Now(this TimeProvider clock) => InZone(clock.GetUtcNow());

    /// <summary>The same instant, in the service's zone.</summary>
    public static DateTimeOffset InZone(DateTimeOffset instant) => instant.ToOffset(ServiceZone.BaseUtcOffset);

    /// <summary>The first instant of a day.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, ServiceZone.BaseUtcOffset).ToUniversalTime();

    /// <summary>The first instant after a day.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1));

    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, ServiceZone).DateTime);
}
