using CaseManagement.Application.Ports;

namespace CaseManagement.Testing;

/// <summary>A clock that stands where a test puts it: noon of a day in the service's zone.</summary>
public sealed class TestClock(DateOnly day) : TimeProvider
{
    private DateTimeOffset _now = Noon(day);

    public override DateTimeOffset GetUtcNow() => _now;

    public DateOnly Day
    {
        get => Clock.DayOf(_now);
        set => _now = Noon(value);
    }

    /// <summary>Some time passes.</summary>
    public void Move(TimeSpan time) => _now += time;

    private static DateTimeOffset Noon(DateOnly day) => new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.FromHours(8)).ToUniversalTime();
}
