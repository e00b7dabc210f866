using CaseManagement.Web.Pages.Cases;

namespace CaseManagement.Web.Tests.Pages;

public sealed class WindowCalendarTests
{
    private static readonly DateOnly Today = new(2026, 3, 20);

    [Fact]
    public void Given_a_dose_every_four_weeks_When_the_next_is_waited_for_Then_the_calendar_begins_at_the_last_dose_and_no_week_is_left_out()
    {
        var calendar = WindowCalendar.Of(new(new(2026, 3, 28), new(2026, 3, 30), new(2026, 4, 6)), Today, Today, [new(2026, 2, 2), new(2026, 3, 2)])!;

        var days = calendar.Weeks.SelectMany(week => week.Days).ToList();
        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2026, 4, 12)), (days[0].On, days[^1].On));
        Assert.Equal(new DateOnly(2026, 3, 2), Assert.Single(days, day => day.IsGiven).On);
        Assert.Equal(new DateOnly(2026, 3, 30), Assert.Single(days, day => day.Place == WindowDay.Due).On);
        Assert.Equal(Today, Assert.Single(days, day => day.IsToday).On);
        Assert.DoesNotContain(days, day => day.IsAsked);
        Assert.All(calendar.Weeks, week => Assert.Equal(0, week.Quiet));
    }

    [Fact]
    public void Given_a_dose_every_three_months_When_nothing_is_due_for_long_Then_the_weeks_that_hold_nothing_are_one_line()
    {
        var calendar = WindowCalendar.Of(new(new(2026, 5, 29), new(2026, 6, 5), new(2026, 6, 12)), Today, new(2026, 6, 5), [new(2026, 3, 5)])!;

        Assert.Equal([0, 0, 0, 9, 0, 0], calendar.Weeks.Select(week => week.Quiet));
        Assert.Equal(new DateOnly(2026, 6, 5), Assert.Single(calendar.Weeks.SelectMany(week => week.Days), day => day.IsAsked).On);
    }

    [Fact]
    public void Given_doses_and_none_to_come_When_the_calendar_is_drawn_Then_the_last_thirty_days_show_them_and_no_window()
    {
        var calendar = WindowCalendar.Of(null, Today, Today, [new(2026, 2, 20), new(2026, 3, 6)])!;

        var days = calendar.Weeks.SelectMany(week => week.Days).ToList();
        Assert.True(days.Count >= 30);
        Assert.Equal([new(2026, 2, 20), new DateOnly(2026, 3, 6)], days.Where(day => day.IsGiven).Select(day => day.On));
        Assert.All(days, day => Assert.Null(day.Place));
        Assert.Null(WindowCalendar.Of(null, Today, Today, []));
    }
}
