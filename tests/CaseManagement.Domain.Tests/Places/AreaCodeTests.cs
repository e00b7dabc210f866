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
}
