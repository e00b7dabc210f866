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

/// <param name="IsAsked">The day that the label is asked about, mostly today.</param>
/// <param name="IsGiven">An injection was given on it.</param>
internal sealed record CalendarDay(DateOnly On, WindowDay Place, bool IsAsked, bool IsGiven);

/// <summary>The window of the next injection as whole weeks, Monday first, each day with its place.</summary>
/// <param name="Asked">The weeks around the day that was asked about, where it lies too far away to be among them; else none.</param>
internal sealed record WindowCalendar(IReadOnlyList<IReadOnlyList<CalendarDay>> Weeks, IReadOnlyList<IReadOnlyList<CalendarDay>> Asked)
{
    private const int DaysAroundAsked = 7;
    private const int DaysAround = 2; // so that both ends of the window show what lies beyond
    private const int MostDaysAway = 21; // three more weeks at most, for showing the day that was asked about

    public static WindowCalendar? Of(InjectionAdvice advice, DateOnly asked, IEnumerable<DateOnly> given) =>
        advice is { OpensOn: { } opens, DueOn: { } due, ClosesOn: { } closes } ? Of(opens, due, closes, asked, given) : null;

    public static WindowCalendar Of(DateOnly opens, DateOnly due, DateOnly closes, DateOnly asked, IEnumerable<DateOnly> given)
    {
        var (from, to) = (opens.AddDays(-DaysAround), closes.AddDays(DaysAround));
        if (asked < from && asked >= from.AddDays(-MostDaysAway)) from = asked;
        if (asked > to && asked <= to.AddDays(MostDaysAway)) to = asked;

        var injections = given.ToHashSet();
        var weeks = Weeks(from, to);
        return new WindowCalendar(weeks, weeks.Any(week => week.Any(day => day.IsAsked)) ? [] : Weeks(asked.AddDays(-DaysAroundAsked), asked.AddDays(DaysAroundAsked)));

        IReadOnlyList<IReadOnlyList<CalendarDay>> Weeks(DateOnly first, DateOnly last)
        {
            var whole = new List<IReadOnlyList<CalendarDay>>();
            for (var monday = first.AddDays(-(((int)first.DayOfWeek + 6) % 7)); monday <= last; monday = monday.AddDays(7))
                whole.Add([.. Enumerable.Range(0, 7).Select(number => monday.AddDays(number)).Select(day => new CalendarDay(day, Place(day, opens, due, closes), day == asked, injections.Contains(day)))]);

            return whole;
        }
    }

    private static WindowDay Place(DateOnly day, DateOnly opens, DateOnly due, DateOnly closes) => day switch
    {
        _ when day < opens => WindowDay.TooEarly,
        _ when day < due => WindowDay.Early,
        _ when day == due => WindowDay.Due,
        _ when day <= closes => WindowDay.Late,
        _ => WindowDay.After,
    };
}
