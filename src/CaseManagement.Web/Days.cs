using System.Globalization;
using CaseManagement.Application.Ports;

namespace CaseManagement.Web;

/// <summary>Days as people write them: the year only when it is not this one.</summary>
internal sealed class Days(TimeProvider clock)
{
    public DateOnly Today => clock.Today();

    /// <summary>3月17日, 17 March.</summary>
    public string Short(DateOnly day) => Said(day, Today, withWeekday: false);

    /// <summary>3月17日 周二, Tue 17 March.</summary>
    public string WithWeekday(DateOnly day) => Said(day, Today, withWeekday: true);

    /// <summary>10/19, 19 Oct: where there is no room for more.</summary>
    public static string InACell(DateOnly day) => day.ToString(Texts.In(CultureInfo.CurrentUICulture, "day.cell"), CultureInfo.CurrentUICulture);

    /// <summary>From a day to another, or the one day.</summary>
    public string Span(DateOnly from, DateOnly to) => from == to ? Short(from) : $"{Short(from)} – {Short(to)}";

    /// <summary>周二, Tue.</summary>
    public string Weekday(DateOnly day) => day.ToString("ddd", CultureInfo.CurrentUICulture);

    /// <summary>The day and the time of the service's zone, to the second.</summary>
    public string WithTime(DateTimeOffset at) => $"{Short(Clock.DayOf(at))} {TimeZoneInfo.ConvertTime(at, Clock.ServiceZone).ToString("HH:mm:ss", CultureInfo.InvariantCulture)}";

    /// <summary>The day and the time of the service's zone, for an end that somebody waits for.</summary>
    public string ToTheMinute(DateTimeOffset at) => Said(at, Today);

    /// <summary>The same with its year, for paper, which is read in other years too.</summary>
    public static string OnPaper(DateTimeOffset at) => Clock.InZone(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A day in the reader's language, always with its year: for what is read on no particular day.</summary>
    public static string WithYear(DateOnly day) => day.ToString(Texts.In(CultureInfo.CurrentUICulture, "day.year"), CultureInfo.CurrentUICulture);

    /// <summary>The same of an instant, to the minute of the service's zone.</summary>
    public static string WithYear(DateTimeOffset at) => $"{WithYear(Clock.DayOf(at))} {Clock.InZone(at).ToString("HH:mm", CultureInfo.InvariantCulture)}";

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

    /// <summary>A day as somebody says it on another, in the reader's language.</summary>
    public static string Said(DateOnly day, DateOnly today, bool withWeekday)
    {
        var language = CultureInfo.CurrentUICulture;
        var pattern = (withWeekday, day.Year == today.Year) switch
        {
            (true, true) => Texts.In(language, "day.weekday"),
            (true, false) => Texts.In(language, "day.weekday.year"),
            (false, true) => Texts.In(language, "day"),
            (false, false) => Texts.In(language, "day.year"),
        };

        return day.ToString(pattern, language);
    }

    /// <summary>An instant as the clock of the service's zone shows it, to the minute.</summary>
    public static string Said(DateTimeOffset at, DateOnly today) => $"{Said(Clock.DayOf(at), today, withWeekday: true)} {Clock.InZone(at).ToString("HH:mm", CultureInfo.InvariantCulture)}";
}
