using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Rules;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Tests.Rules;

public sealed class SettingsBookTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly StaffId Admin = StaffId.New();

    private static readonly Edition First = new("first", "第一版", "first", null, null, null, "s", Certainty.Verified);
    private static readonly Edition Second = new("second", "第二版", "second", null, new(2027, 1, 1), null, "s", Certainty.Verified);

    private static readonly SettingsBook Book = new(
        [Row("days", "14", "first", Certainty.Confirm), Row("days", "7", "second", Certainty.Confirm), Row("sure", "3", "first", Certainty.Verified), Row("word", "poor", "first", Certainty.Confirm)],
        [new("days", 1, 28, []), new("word", null, null, ["poor", "bars-stable"])],
        new([First, Second]));

    [Fact]
    public void Given_two_editions_When_asked_on_either_side_of_the_day_Then_each_holds_on_its_own()
    {
        Assert.Equal(("14", "7"), (Book.On("days", new(2026, 12, 31))!.Value, Book.On("days", new(2027, 1, 1))!.Value));
        Assert.Equal("3", Book.On("sure", new(2027, 1, 1))!.Value);
        Assert.Null(Book.On("nothing", Today));
    }

    [Fact]
    public void Given_a_change_When_its_day_comes_Then_it_holds_until_a_newer_edition_begins()
    {
        var changed = Book.With([Changed(Book, "days", "10", new(2026, 3, 10))]);

        Assert.Equal(["14", "10", "10", "7"], new DateOnly[] { new(2026, 3, 9), new(2026, 3, 10), new(2026, 12, 31), new(2027, 1, 1) }.Select(day => changed.On("days", day)!.Value));
        Assert.Equal("14", changed.On("days", new(2026, 3, 10))!.Change!.OldValue);
    }

    [Fact]
    public void Given_two_changes_from_the_same_day_When_asked_Then_the_later_one_holds_and_each_says_what_was_before()
    {
        var once = Changed(Book, "days", "10", new(2026, 3, 10));
        var book = Book.With([once]);
        var twice = Changed(book, "days", "12", new(2026, 3, 10));

        Assert.Equal("12", book.With([twice, once]).On("days", new(2026, 3, 11))!.Value);
        Assert.Equal(("10", 2), (twice.OldValue, twice.Serial));
        Assert.Equal(2, book.With([twice, once]).ToCome("days", Today).Count);
    }

    [Theory]
    [InlineData("sure", "4", "2026-03-03", "setting.fixed")]
    [InlineData("days", "0", "2026-03-03", "setting.out-of-bounds")]
    [InlineData("days", "29", "2026-03-03", "setting.out-of-bounds")]
    [InlineData("days", "ten", "2026-03-03", "setting.out-of-bounds")]
    [InlineData("days", "07", "2026-03-03", "setting.out-of-bounds")]
    [InlineData("word", "satisfied", "2026-03-03", "setting.out-of-bounds")]
    [InlineData("days", "10", "2026-03-02", "setting.not-ahead")]
    [InlineData("days", "14", "2026-03-03", "setting.unchanged")]
    public void Given_what_may_not_be_When_a_setting_is_changed_to_it_Then_it_is_refused_by_its_code(string key, string value, string from, string code)
    {
        var day = DateOnly.ParseExact(from, "yyyy-MM-dd");

        Assert.Equal(code, Assert.Throws<RuleBrokenException>(() => Changed(Book, key, value, day)).Code);
    }

    [Fact]
    public void Given_two_rows_of_a_key_from_the_same_day_or_bounds_of_nothing_When_a_book_is_made_of_them_Then_it_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new SettingsBook([Row("days", "14", "first", Certainty.Confirm), Row("days", "7", "first", Certainty.Confirm)], [], new([First])));
        Assert.Throws<ArgumentException>(() => new SettingsBook([Row("days", "14", "first", Certainty.Confirm)], [new("day", 1, 28, [])], new([First])));
        Assert.Throws<ArgumentException>(() => new SettingsBook([Row("days", "14", "first", Certainty.Confirm)], [new("days", 1, 7, [])], new([First])));
    }

    private static SettingRow Row(string key, string value, string edition, Certainty certainty) => new(key, value, "days", "s", edition, certainty, "z", "e", "here");

    private static SettingChange Changed(SettingsBook book, string key, string value, DateOnly from) => book.Change(book.On(key, from)!, value, from, "because", Admin, DateTimeOffset.UnixEpoch, Today);
}
