using CaseManagement.Domain.Places;
using FsCheck;
using FsCheck.Fluent;

namespace CaseManagement.Domain.Tests.Places;

public sealed class WorkingDayCalendarTests
{
    [Theory]
    [InlineData("2026-02-13", 10, "2026-03-05")] // Spring Festival 15 to 23 February; 14 and 28 February are worked
    [InlineData("2026-02-13", 1, "2026-02-14")]
    [InlineData("2026-03-03", 10, "2026-03-17")]
    [InlineData("2026-03-06", 1, "2026-03-09")]
    [InlineData("2025-09-26", 1, "2025-09-28")]
    [InlineData("2025-09-30", 1, "2025-10-09")]
    [InlineData("2024-02-28", 2, "2024-03-01")]
    public void Given_an_event_When_working_days_are_counted_Then_holidays_and_worked_weekends_are_known(string eventDay, int n, string last)
    {
        var deadline = The.Calendar.LastDayOfWorkingDays(DateOnly.Parse(eventDay), n);

        Assert.Equal((DateOnly.Parse(last), true), (deadline.On, deadline.Covered));
        Assert.Empty(deadline.YearsMissing);
    }

    [Theory]
    [InlineData("2026-12-18", 9, "2026-12-31", new int[0])]
    [InlineData("2026-12-18", 10, "2027-01-01", new[] { 2027 })]
    [InlineData("2023-12-31", 1, "2024-01-02", new int[0])]
    [InlineData("2023-12-29", 1, "2024-01-02", new[] { 2023 })]
    public void Given_a_year_without_a_notice_When_working_days_are_counted_Then_it_falls_back_and_names_the_year(string eventDay, int n, string last, int[] missing)
    {
        var deadline = The.Calendar.LastDayOfWorkingDays(DateOnly.Parse(eventDay), n);

        Assert.Equal((DateOnly.Parse(last), missing.Length == 0), (deadline.On, deadline.Covered));
        Assert.Equal(missing, deadline.YearsMissing);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Given_less_than_one_working_day_When_it_is_counted_Then_it_is_bad_input(int n) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => The.Calendar.LastDayOfWorkingDays(new(2026, 3, 3), n));

    [Fact]
    public void Given_a_day_that_comes_twice_When_a_calendar_is_built_Then_it_is_refused() =>
        Assert.Throws<ArgumentException>(() => new WorkingDayCalendar([new(new(2026, 1, 1), StatutoryDayKind.Holiday), new(new(2026, 1, 1), StatutoryDayKind.Workday)]));

    [Fact]
    public void Given_any_event_When_one_more_working_day_is_counted_Then_the_end_is_later_and_a_working_day() =>
        Prop.ForAll(
            Gen.Choose(0, 1200).Zip(Gen.Choose(1, 40)).ToArbitrary(),
            drawn =>
            {
                var eventDay = new DateOnly(2023, 12, 1).AddDays(drawn.Item1);
                var end = The.Calendar.LastDayOfWorkingDays(eventDay, drawn.Item2).On;
                return end > eventDay && The.Calendar.IsWorkingDay(end) && The.Calendar.LastDayOfWorkingDays(eventDay, drawn.Item2 + 1).On > end;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
