using System.Diagnostics;
using CaseManagement.Domain.Places;

namespace CaseManagement.Domain.Rules;

/// <summary>What a deadline is counted in.</summary>
public enum DeadlineUnit
{
    /// <summary>立即 promptly: no number is given.</summary>
    AtOnce = 1,
    Hours = 2,
    Days = 3,

    /// <summary>工作日 by the State Council's calendar.</summary>
    WorkingDays = 4,
    Months = 5,
    Quarters = 6,
}

/// <summary>How long something may take: a number and its unit, as a rule prints them.</summary>
/// <remarks>
/// The day of the event is day 0 and the last day is on time. Working days: the statutory calendar. Days: calendar days. Months: calendar months, the end of
/// the month clamped. Quarters: the last day of the n-th calendar quarter after that of the event; no source says how a quarter counts, so this is ours.
/// Hours run by the clock from the event itself (project reading R34), so that only an instant has an end in hours.
/// Source of the working days: 2018 norm, deadlines; project readings R32 and R33.
/// </remarks>
public readonly record struct Deadline
{
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1, or "at once" has one.</exception>
    public Deadline(int amount, DeadlineUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, unit == DeadlineUnit.AtOnce ? 0 : 1);
        if (unit == DeadlineUnit.AtOnce) ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, 0);

        (Amount, Unit) = (amount, unit);
    }

    public int Amount { get; }

    public DeadlineUnit Unit { get; }

    public static Deadline InDays(int n) => new(n, DeadlineUnit.Days);

    public static Deadline InWorkingDays(int n) => new(n, DeadlineUnit.WorkingDays);

    public static Deadline InMonths(int n) => new(n, DeadlineUnit.Months);

    /// <summary>The last day on time after an event of a day.</summary>
    /// <exception cref="InvalidOperationException">Hours count from an instant, not from a day.</exception>
    public LastDay From(DateOnly eventDay, WorkingDayCalendar calendar) =>
        Unit == DeadlineUnit.WorkingDays && calendar.LastDayOfWorkingDays(eventDay, Amount) is var last ? new(last.On, this, last.YearsMissing) : new(From(eventDay), this, []);

    /// <summary>The same for a unit that asks for no calendar.</summary>
    /// <exception cref="InvalidOperationException">The unit is hours or working days.</exception>
    public DateOnly From(DateOnly eventDay) => Unit switch
    {
        DeadlineUnit.AtOnce => eventDay,
        DeadlineUnit.Days => eventDay.AddDays(Amount),
        DeadlineUnit.Months => eventDay.AddMonths(Amount),
        DeadlineUnit.Quarters => EndOfQuarter(eventDay).AddDays(1).AddMonths(3 * Amount).AddDays(-1),
        DeadlineUnit.Hours => throw new InvalidOperationException("Hours count from an instant, not from a day."),
        DeadlineUnit.WorkingDays => throw new InvalidOperationException("Working days are counted by a calendar."),
        _ => throw new UnreachableException(),
    };

    /// <summary>The last instant on time after an event, which is given in the zone of the service: hours later by the clock, else the end of the last day.</summary>
    public DateTimeOffset From(DateTimeOffset happenedAt, WorkingDayCalendar calendar) => Unit switch
    {
        DeadlineUnit.AtOnce => happenedAt,
        DeadlineUnit.Hours => happenedAt.AddHours(Amount),
        _ => new DateTimeOffset(From(DateOnly.FromDateTime(happenedAt.DateTime), calendar).On.AddDays(1), TimeOnly.MinValue, happenedAt.Offset),
    };

    /// <summary>Where a rule names two deadlines for the same thing, the earlier one binds; the one named first where both end on one day.</summary>
    /// <remarks>Project readings R32 and R33: only the days up to the end need a holiday notice.</remarks>
    public static LastDay Earlier(DateOnly eventDay, WorkingDayCalendar calendar, Deadline first, Deadline second)
    {
        var (one, other) = (first.From(eventDay, calendar), second.From(eventDay, calendar));
        var binding = one.On <= other.On ? one : other;

        return binding with { YearsMissing = [.. one.YearsMissing.Concat(other.YearsMissing).Where(year => year <= binding.On.Year).Distinct().Order()] };
    }

    private static DateOnly EndOfQuarter(DateOnly day) => new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1).AddMonths(3).AddDays(-1);
}

/// <summary>The last day on which something is on time, and the deadline that set it.</summary>
/// <param name="YearsMissing">The years whose holidays were not at hand and were counted Monday to Friday.</param>
public sealed record LastDay(DateOnly On, Deadline By, IReadOnlyList<int> YearsMissing)
{
    public bool Covered => YearsMissing.Count == 0;
}
