using System.Globalization;
using CaseManagement.Application.Ports;

namespace CaseManagement.Web;

/// <summary>Days as people write them: the year only when it is not this one.</summary>
internal sealed class Days(Texts texts, TimeProvider clock)
{
    public DateOnly Today => clock.Today();

    /// <summary>3月17日, 17 March.</summary>
    public string Short(DateOnly day) => Said(day, "day");

    /// <summary>3月17日 周二, Tue 17 March.</summary>
    public string WithWeekday(DateOnly day) => Said(day, "day.weekday");

    /// <summary>周二, Tue.</summary>
    public string Weekday(DateOnly day) => day.ToString("ddd", CultureInfo.CurrentUICulture);

    /// <summary>The day and the time of the service's zone, to the second.</summary>
    public string WithTime(DateTimeOffset at) => $"{Short(Clock.DayOf(at))} {TimeZoneInfo.ConvertTime(at, Clock.ServiceZone).ToString("HH:mm:ss", CultureInfo.InvariantCulture)}";

    /// <summary>The day and the time of the service's zone, for an end that somebody waits for.</summary>
    public string ToTheMinute(DateTimeOffset at) => $"{Short(Clock.DayOf(at))} {TimeZoneInfo.ConvertTime(at, Clock.ServiceZone).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>The same with its year, for paper, which is read in other years too.</summary>
    public static string OnPaper(DateTimeOffset at) => Clock.InZone(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What a field for day and time holds.</summary>
    public static string? ForInput(DateTime? at) => at?.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    /// <summary>The instant that somebody read off the clock of the service's zone.</summary>
    public static DateTimeOffset? InZone(DateTime? at) => at is { } read ? new DateTimeOffset(DateTime.SpecifyKind(read, DateTimeKind.Unspecified), Clock.ServiceZone.BaseUtcOffset) : null;

    /// <summary>What the clock of the service's zone shows at an instant.</summary>
    public static DateTime? OnTheClock(DateTimeOffset? at) => at is { } instant ? Clock.InZone(instant).DateTime : null;

    /// <summary>The next time that the clock shows this: whoever sets out in the evening is back after midnight.</summary>
    public DateTimeOffset NextAt(TimeOnly time)
    {
        var now = clock.Now();
        var at = new DateTimeOffset(DateOnly.FromDateTime(now.DateTime), time, now.Offset);

        return at > now ? at : at.AddDays(1);
    }

    /// <summary>For machines and readers of screens.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Whole years of age today.</summary>
    public int Age(DateOnly bornOn) => Age(bornOn, Today);

    /// <summary>Whole years of age on a day.</summary>
    public static int Age(DateOnly bornOn, DateOnly on) => on.Year - bornOn.Year - (on < bornOn.AddYears(on.Year - bornOn.Year) ? 1 : 0);

    private string Said(DateOnly day, string pattern) =>
        day.ToString(texts[day.Year == Today.Year ? pattern : "day.year"], CultureInfo.CurrentUICulture);
}
