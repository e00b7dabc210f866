using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>Days and counts inside a sentence, as <c>Said.Days</c> reads them: it is 30 March 2026.</summary>
public sealed class GapsTests
{
    [Theory]
    [InlineData("zh-CN", "最迟3月16日 周一", "最迟2025年12月30日 周二", "3/4")]
    [InlineData("en", "by Mon 16 Mar", "by Tue 30 Dec 2025", "4 Mar")]
    public void Given_a_day_When_a_sentence_says_it_Then_it_has_its_weekday_and_its_year_only_where_it_is_another_and_nowhere_can_the_day_be_read_as_the_month(string culture, string thisYear, string lastYear, string inACell)
    {
        using var _ = Speaking.In(culture);

        Assert.Equal(thisYear, Said.Texts["due.by", new DateOnly(2026, 3, 16)]);
        Assert.Equal(lastYear, Said.Texts["due.by", new DateOnly(2025, 12, 30)]);
        Assert.Equal(inACell, Days.InACell(new(2026, 3, 4)));
        Assert.Equal(Said.Days.WithWeekday(new(2026, 3, 16)), string.Format(new Gaps(new TestClock(new(2026, 3, 30))), "{0}", new DateOnly(2026, 3, 16)));
        Assert.Equal(Said.Days.Short(new(2026, 3, 16)), string.Format(new Gaps(new TestClock(new(2026, 3, 30))), "{0:short}", new DateOnly(2026, 3, 16)));
        Assert.StartsWith(Said.Days.WithWeekday(new(2026, 3, 16)), Said.Days.ToTheMinute(new(2026, 3, 16, 9, 5, 0, TimeSpan.FromHours(8))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "1 天前", "3 天前")]
    [InlineData("en", "1 day ago", "3 days ago")]
    public void Given_so_many_When_a_sentence_says_it_Then_one_is_said_as_one(string culture, string one, string three)
    {
        using var _ = Speaking.In(culture);

        Assert.Equal((one, three), (Said.Texts["emergency.days-ago", 1], Said.Texts["emergency.days-ago", 3]));
    }
}
