using System.Text;
using CaseManagement.Application.Features.Accounts;

namespace CaseManagement.Application.Tests.Accounts;

/// <summary>RFC 6238, appendix B, the rows for SHA-1; and what the RFC leaves to whoever judges a code.</summary>
public sealed class TotpTests
{
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; // "12345678901234567890", the key of the RFC

    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Given_the_vectors_of_the_RFC_When_a_code_is_computed_Then_it_is_theirs(long seconds, string expected)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(expected, Totp.Code(Totp.Decode(Key), Totp.StepOf(now), digits: 8));
        Assert.Equal(expected[2..], Totp.CodeAt(Key, now));
    }

    [Theory]
    [InlineData(-31, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void Given_a_code_When_the_clocks_differ_Then_it_is_good_one_step_to_either_side(int secondsLater, bool isGood)
    {
        var shown = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000); // the first second of a step

        Assert.Equal(isGood, Totp.Accept(Key, Totp.CodeAt(Key, shown), shown.AddSeconds(secondsLater), lastAccepted: 0) is not null);
    }

    [Fact]
    public void Given_a_code_that_was_accepted_When_it_comes_again_Then_it_is_good_no_more()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var step = Totp.Accept(Key, Totp.CodeAt(Key, now), now, lastAccepted: 0);

        Assert.Null(Totp.Accept(Key, Totp.CodeAt(Key, now), now, step!.Value));
    }

    [Theory]
    [InlineData("GEZD GNBV gy3t qojq", "1234567890")]
    [InlineData("MZXW6===", "foo")]
    public void Given_a_key_as_people_type_it_When_read_Then_spaces_and_case_do_not_matter(string key, string expected) => Assert.Equal(expected, Encoding.ASCII.GetString(Totp.Decode(key)));

    [Theory]
    [InlineData("0189")]
    [InlineData("")]
    public void Given_no_key_When_read_Then_it_is_refused(string key) => Assert.Throws<FormatException>(() => Totp.Decode(key));
}
