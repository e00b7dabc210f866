using CaseManagement.Domain.Rules;

namespace CaseManagement.Domain.Tests.Rules;

public sealed class DeadlineTests
{
    public static TheoryData<int, DeadlineUnit, string, string> Days => new()
    {
        { 0, DeadlineUnit.AtOnce, "2026-02-13", "2026-02-13" },
        { 14, DeadlineUnit.Days, "2026-02-13", "2026-02-27" },
        { 10, DeadlineUnit.WorkingDays, "2026-02-13", "2026-03-05" }, // over the Spring Festival
        { 5, DeadlineUnit.WorkingDays, "2026-03-02", "2026-03-09" },
        { 1, DeadlineUnit.Months, "2026-01-31", "2026-02-28" },
        { 1, DeadlineUnit.Months, "2028-01-31", "2028-02-29" },
        { 6, DeadlineUnit.Months, "2025-08-31", "2026-02-28" },
        { 1, DeadlineUnit.Quarters, "2026-01-01", "2026-06-30" },
        { 1, DeadlineUnit.Quarters, "2026-03-31", "2026-06-30" },
        { 2, DeadlineUnit.Quarters, "2026-11-02", "2027-06-30" },
    };

    [Theory, MemberData(nameof(Days))]
    public void Given_an_event_of_a_day_When_a_deadline_is_counted_Then_its_last_day_is_that_of_the_rule(int amount, DeadlineUnit unit, string from, string last)
    {
        var counted = new Deadline(amount, unit).From(Day(from), The.Calendar);

        Assert.Equal((Day(last), true), (counted.On, counted.Covered));
    }

    [Fact]
    public void Given_hours_When_they_are_counted_Then_they_run_by_the_clock_from_the_event_and_a_day_has_none()
    {
        var begun = new DateTimeOffset(2026, 3, 2, 15, 20, 0, TimeSpan.FromHours(8));
        var hours = new Deadline(24, DeadlineUnit.Hours);

        Assert.Equal(begun.AddHours(24), hours.From(begun, The.Calendar));
        Assert.Throws<InvalidOperationException>(() => hours.From(new DateOnly(2026, 3, 2), The.Calendar));
    }

    [Fact]
    public void Given_an_instant_When_days_are_counted_Then_the_whole_last_day_is_on_time()
    {
        var at = new DateTimeOffset(2026, 3, 2, 15, 20, 0, TimeSpan.FromHours(8));

        Assert.Equal(new DateTimeOffset(2026, 3, 10, 0, 0, 0, TimeSpan.FromHours(8)), Deadline.InWorkingDays(5).From(at, The.Calendar));
        Assert.Equal(at, new Deadline(0, DeadlineUnit.AtOnce).From(at, The.Calendar));
    }

    [Theory]
    [InlineData("2026-02-13", "2026-02-27", DeadlineUnit.Days, true)] // ten working days end on 5 March only
    [InlineData("2026-03-02", "2026-03-16", DeadlineUnit.WorkingDays, true)] // both end on one day
    [InlineData("2026-12-28", "2027-01-11", DeadlineUnit.WorkingDays, false)] // no notice for 2027 yet
    public void Given_two_deadlines_for_one_thing_When_they_are_counted_Then_the_earlier_binds(string from, string last, DeadlineUnit by, bool covered)
    {
        var counted = Deadline.Earlier(Day(from), The.Calendar, Deadline.InWorkingDays(10), Deadline.InDays(14));

        Assert.Equal((Day(last), by, covered), (counted.On, counted.By.Unit, counted.Covered));
    }

    [Fact]
    public void Given_a_year_without_a_notice_behind_the_last_day_When_two_deadlines_are_counted_Then_it_does_not_matter()
    {
        var counted = Deadline.Earlier(new(2026, 12, 20), The.Calendar, Deadline.InWorkingDays(10), Deadline.InDays(5));

        Assert.Equal((new DateOnly(2026, 12, 25), true), (counted.On, counted.Covered));
    }

    [Theory]
    [InlineData(0, DeadlineUnit.Days)]
    [InlineData(-1, DeadlineUnit.WorkingDays)]
    [InlineData(1, DeadlineUnit.AtOnce)]
    public void Given_a_number_that_is_none_of_the_unit_When_a_deadline_is_made_of_it_Then_it_is_refused(int amount, DeadlineUnit unit) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Deadline(amount, unit));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
