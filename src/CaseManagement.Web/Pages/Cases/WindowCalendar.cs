using CaseManagement.Domain.Injections;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>Where a day lies by the window of the next injection.</summary>
internal enum WindowDay
{
    TooEarly = 1,
    Early = 2,
    Due = 3,
    Late = 4,
    After = 5,
}

/// <param name="Place">Null where no injection is to come.</param>
/// <param name="IsAsked">The label is asked about this day, and it is not today.</param>
/// <param name="IsGiven">An injection was given on it.</param>
internal sealed record CalendarDay(DateOnly On, WindowDay? Place, bool IsToday = false, bool IsAsked = false, bool IsGiven = false);

/// <param name="Quiet">So many weeks before it hold nothing, and are left out.</param>
internal sealed record CalendarWeek(IReadOnlyList<CalendarDay> Days, int Quiet = 0);

/// <summary>From when to when the next injection is given.</summary>
internal readonly record struct DoseWindow(DateOnly OpensOn, DateOnly DueOn, DateOnly ClosesOn)
{
    public WindowDay Place(DateOnly day) =>
        day < OpensOn ? WindowDay.TooEarly
        : day < DueOn ? WindowDay.Early
        : day == DueOn ? WindowDay.Due
        : day <= ClosesOn ? WindowDay.Late
        : WindowDay.After;
}

/// <summary>Injections as whole weeks, Monday first: from the last dose to today and to the window of the next, each day with its place.</summary>
/// <param name="HasWindow">An injection is to come.</param>
internal sealed record WindowCalendar(IReadOnlyList<CalendarWeek> Weeks, bool HasWindow)
{
    private const int DaysAround = 2; // so that both ends of the window show what lies beyond
    private const int FewestDays = 30;
    private const int MostQuiet = 5; // a dose a month is shown day by day, one in three months by its weeks that tell something

    public static DoseWindow? WindowOf(InjectionAdvice? advice) => advice is { OpensOn: { } opens, DueOn: { } due, ClosesOn: { } closes } ? new(opens, due, closes) : null;

    /// <returns>Null where nothing was given and nothing is to come.</returns>
    public static WindowCalendar? Of(DoseWindow? window, DateOnly today, DateOnly asked, IEnumerable<DateOnly> given)
    {
        var injections = given.ToHashSet();
        if (window is null && injections.Count == 0) return null;

        var told = new List<DateOnly> { today, asked };
        if (injections.Count > 0) told.Add(injections.Max());
        for (var day = window?.OpensOn.AddDays(-DaysAround); day <= window?.ClosesOn.AddDays(DaysAround); day = day.Value.AddDays(1)) told.Add(day.Value);
        var (first, last) = (told.Min(), told.Max());
        if (last.DayNumber - first.DayNumber < FewestDays) first = last.AddDays(-FewestDays);

        var telling = told.Concat(injections).Select(Monday).ToHashSet();
        var weeks = new List<CalendarWeek>();
        var quiet = new List<CalendarWeek>();
        for (var monday = Monday(first); monday <= last; monday = monday.AddDays(7))
        {
            var week = new CalendarWeek([.. Enumerable.Range(0, 7).Select(number => monday.AddDays(number)).Select(day => new CalendarDay(day, window?.Place(day), day == today, day == asked && day != today, injections.Contains(day)))]);
            quiet.Add(week);
            if (!telling.Contains(monday)) continue;

            if (quiet.Count > MostQuiet + 1) weeks.Add(week with { Quiet = quiet.Count - 1 });
            else weeks.AddRange(quiet);
            quiet.Clear();
        }

        return new WindowCalendar(weeks, window is not null);
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
