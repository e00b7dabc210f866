namespace CaseManagement.Domain.Places;

/// <summary>What the State Council's notice makes of a day.</summary>
public enum StatutoryDayKind
{
    /// <summary>A statutory day off.</summary>
    Holiday = 1,

    /// <summary>A weekend day worked in exchange.</summary>
    Workday = 2,
}

/// <summary>One day of the State Council's yearly notice.</summary>
public sealed record StatutoryDay(DateOnly On, StatutoryDayKind Kind);

/// <summary>The last day of a number of working days, and whether the notices of all the years it needed were at hand.</summary>
/// <param name="Covered">False when a year without a notice was counted Monday to Friday.</param>
public sealed record WorkingDayDeadline(DateOnly On, bool Covered, IReadOnlyList<int> YearsMissing);

/// <summary>Which days are worked: the State Council's yearly notices, Monday to Friday where there is none.</summary>
/// <remarks>
/// Unit: working days. Source: State Council, yearly notice on the arrangement of holidays. A year is covered when it has any row;
/// the last days of December stay unsure until the next year's notice is out.
/// </remarks>
public sealed class WorkingDayCalendar
{
    private readonly Dictionary<DateOnly, StatutoryDayKind> _days;
    private readonly HashSet<int> _years;

    /// <exception cref="ArgumentException">A day comes twice.</exception>
    public WorkingDayCalendar(IEnumerable<StatutoryDay> days)
    {
        _days = days.ToDictionary(day => day.On, day => day.Kind);
        _years = [.. _days.Keys.Select(day => day.Year)];
    }

    public bool IsWorkingDay(DateOnly day) => _days.TryGetValue(day, out var kind)
        ? kind == StatutoryDayKind.Workday
        : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The end of the n-th working day after the event; the event's own day is day 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is less than 1.</exception>
    public WorkingDayDeadline LastDayOfWorkingDays(DateOnly eventDay, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);

        var missing = new SortedSet<int>();
        var day = eventDay;
        for (var left = n; left > 0;)
        {
            day = day.AddDays(1);
            if (!_years.Contains(day.Year)) missing.Add(day.Year);
            if (IsWorkingDay(day)) left--;
        }

        return new(day, missing.Count == 0, [.. missing]);
    }
}
