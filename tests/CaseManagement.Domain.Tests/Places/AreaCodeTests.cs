using CaseManagement.Domain.Places;

namespace CaseManagement.Domain.Tests.Places;

public sealed class AreaCodeTests
{
    [Theory]
    [InlineData("44", "44")]
    [InlineData("440000", "44")]
    [InlineData("441900", "4419")]
    [InlineData("4419", "4419")]
    [InlineData("441900003", "441900003")]
    [InlineData("441900100", "441900100")] // a town that happens to end in 00 is a town
    [InlineData("441900003001-02", "441900003001-02")]
    public void Given_a_code_When_its_prefix_is_asked_for_Then_it_is_what_all_codes_below_begin_with(string code, string prefix)
    {
        Assert.Equal(prefix, AreaCode.Prefix(code));
    }

    [Theory]
    [InlineData("4419", "441900003001-02", true)]
    [InlineData("441900", "441900003", true)]
    [InlineData("441900", "441901001", true)] // below the same city, whatever stands in the place of a district
    [InlineData("441900003", "441900003", true)]
    [InlineData("441900003", "441900004", false)]
    [InlineData("441900009", "441900010", false)]
    [InlineData("441900003001", "441900003001-02", true)]
    [InlineData("441900003001", "441900003002-01", false)]
    public void Given_an_area_When_a_code_is_compared_Then_range_and_prefix_agree(string area, string code, bool within)
    {
        var (from, before) = AreaCode.Subtree(area);

        Assert.Equal(within, AreaCode.Contains(area, code));
        Assert.Equal(within, string.CompareOrdinal(code, from) >= 0 && string.CompareOrdinal(code, before) < 0);
    }

    [Theory]
    [InlineData("44", "441900", true)]
    [InlineData("440000", "441900", true)]
    [InlineData("441900", "441900003", true)] // Dongguan has no district
    [InlineData("4419", "441900003", true)]
    [InlineData("441900003", "441900003001", true)]
    [InlineData("44", "441900003001", true)]
    [InlineData("44", "44", false)]
    [InlineData("44", "440000", false)] // two ways to write one province
    [InlineData("440000", "44", false)]
    [InlineData("4419", "441900", false)]
    [InlineData("441900003", "441900", false)]
    [InlineData("441900", "440100003", false)]
    [InlineData("东莞市", "441900003", false)]
    public void Given_two_codes_When_asked_whether_one_is_above_the_other_Then_the_prefixes_answer(string parent, string code, bool isAbove) =>
        Assert.Equal(isAbove, AreaCode.IsAbove(parent, code));

    [Theory]
    [InlineData("44", true)]
    [InlineData("440000", true)]
    [InlineData("4419", false)]
    [InlineData("441900", false)]
    [InlineData("441900003", false)]
    public void Given_a_code_When_asked_whether_it_stands_at_the_top_Then_only_a_province_does(string code, bool isTop) =>
        Assert.Equal(isTop, AreaCode.IsTop(code));
}
