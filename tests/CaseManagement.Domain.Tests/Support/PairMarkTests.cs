using CaseManagement.Domain.Support;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Support;

/// <summary>Nobody goes alone: set, looked at again, ended.</summary>
public sealed class PairMarkTests
{
    private const int Months = 6;
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void Given_a_mark_When_its_review_day_passes_Then_it_holds_on_and_says_that_nobody_has_looked()
    {
        var mark = Mark(Monday.AddDays(30));

        Assert.Equal((false, true), (mark.IsReviewLate(Monday.AddDays(30)), mark.IsReviewLate(Monday.AddDays(31))));
        Assert.Null(mark.EndedOn);
    }

    [Fact]
    public void Given_a_mark_When_it_is_renewed_Then_the_old_one_ends_without_a_word_and_the_new_one_holds()
    {
        var mark = Mark(Monday.AddDays(30));

        var next = mark.Renew(PairMarkId.New(), PairReason.Threats, null, Monday.AddDays(90), ACase.Doctor, Monday.AddDays(30), Months);

        Assert.Equal(((DateOnly?)Monday.AddDays(30), (string?)null), (mark.EndedOn, mark.EndNote));
        Assert.Equal((PairReason.Threats, Monday.AddDays(90), (DateOnly?)null), (next.Reason, next.ReviewOn, next.EndedOn));
    }

    [Fact]
    public void Given_a_mark_When_it_is_ended_Then_it_says_why_and_is_neither_ended_nor_renewed_again()
    {
        var mark = Mark(Monday.AddDays(30));
        var silent = Assert.Throws<RuleBrokenException>(() => mark.End(" ", ACase.Doctor, Monday));
        mark.End("已稳定半年", ACase.Doctor, Monday);

        var again = Assert.Throws<RuleBrokenException>(() => mark.End("再次", ACase.Doctor, Monday));
        var renewed = Assert.Throws<RuleBrokenException>(() => mark.Renew(PairMarkId.New(), PairReason.Threats, null, Monday.AddDays(9), ACase.Doctor, Monday, Months));

        Assert.Equal(("pair-mark.end-needs-note", "pair-mark.ended", "pair-mark.ended"), (silent.Code, again.Code, renewed.Code));
        Assert.Equal("已稳定半年", mark.EndNote);
    }

    [Fact]
    public void Given_a_review_day_When_it_is_not_ahead_or_later_than_the_setting_Then_it_is_refused_and_its_last_day_is_not()
    {
        var last = Mark(Monday.AddMonths(Months));

        Assert.Equal(new(2026, 9, 2), last.ReviewOn);
        Assert.Equal("pair-mark.review-too-late", Assert.Throws<RuleBrokenException>(() => Mark(Monday.AddMonths(Months).AddDays(1))).Code);
        Assert.Equal("pair-mark.review-not-ahead", Assert.Throws<RuleBrokenException>(() => Mark(Monday)).Code);
    }

    [Fact]
    public void Given_another_reason_When_it_is_not_said_in_words_Then_it_is_refused() =>
        Assert.Equal("pair-mark.needs-note", Assert.Throws<RuleBrokenException>(() => new PairMark(PairMarkId.New(), new(Guid.NewGuid()), PairReason.Other, " ", Monday.AddDays(9), ACase.Doctor, Monday, Months)).Code);

    private static PairMark Mark(DateOnly review) => new(PairMarkId.New(), new(Guid.NewGuid()), PairReason.PastViolence, null, review, ACase.Doctor, Monday, Months);
}
