using System.Text.Json;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Domain.Tests.Patients;

public sealed class IdNumberTests
{
    private static readonly DateOnly Today = new(2026, 3, 3);

    [Theory]
    [InlineData("11010519491231002X", "11010519491231002X", "1949-12-31", Sex.Female)]
    [InlineData(" 11010519491231002x ", "11010519491231002X", "1949-12-31", Sex.Female)]
    [InlineData("440524188001010014", "440524188001010014", "1880-01-01", Sex.Male)]
    [InlineData("110105491231002", "11010519491231002X", "1949-12-31", Sex.Female)]
    public void Given_a_valid_number_When_it_is_read_Then_it_is_kept_with_18_characters(string text, string kept, string bornOn, Sex sex)
    {
        var number = IdNumber.Parse(text, Today);

        Assert.Equal((kept, DateOnly.Parse(bornOn), sex), (number.Reveal(), number.BornOn, number.Sex));
    }

    [Theory]
    [InlineData("110105194912310021", "id-number.check-digit")]
    [InlineData("11010519491231002", "id-number.length")]
    [InlineData("", "id-number.length")]
    [InlineData("1101051949123100AX", "id-number.characters")]
    [InlineData("11010519491231002Y", "id-number.characters")]
    [InlineData("11010549123100X", "id-number.characters")]
    [InlineData("110105490229002", "id-number.date")] // 1949 was no leap year
    public void Given_a_number_that_cannot_be_When_it_is_read_Then_it_is_refused_without_repeating_it(string text, string code)
    {
        var broken = Assert.Throws<RuleBrokenException>(() => IdNumber.Parse(text, Today));

        Assert.Equal(code, broken.Code);
        Assert.Empty(broken.Arguments);
    }

    [Theory]
    [InlineData("2026-02-28", false)]
    [InlineData("2026-03-01", true)]
    public void Given_a_birth_on_1_March_2026_When_it_is_read_the_day_before_Then_it_is_in_the_future(string today, bool accepted)
    {
        var text = Numbers.Of("441900", "20260301", "001");

        var refused = Record.Exception(() => IdNumber.Parse(text, DateOnly.Parse(today))) as RuleBrokenException;

        Assert.Equal(accepted ? null : "id-number.future", refused?.Code);
    }

    [Theory]
    [InlineData("810000")]
    [InlineData("820000")]
    [InlineData("830000")]
    public void Given_a_residence_permit_When_it_is_read_Then_the_same_rule_holds(string area) =>
        Assert.Equal(Sex.Male, IdNumber.Parse(Numbers.Of(area, "19800229", "011"), Today).Sex);

    [Fact]
    public void Given_the_parts_of_the_standard_s_example_When_put_together_Then_the_check_character_is_its_own()
    {
        var number = IdNumber.FromParts("110105", new DateOnly(1949, 12, 31), sequence: 2);

        Assert.Equal("11010519491231002X", number.Reveal());
    }

    [Fact]
    public void Given_any_one_digit_mistaken_When_the_number_is_read_Then_it_is_refused()
    {
        const string Valid = "440524188001010014";
        var mistaken = Enumerable.Range(0, 17).SelectMany(place => "0123456789".Where(digit => digit != Valid[place]).Select(digit => Valid[..place] + digit + Valid[(place + 1)..]));

        Assert.All(mistaken, text => Assert.Equal("id-number.check-digit", Assert.Throws<RuleBrokenException>(() => IdNumber.Parse(text, Today)).Code));
    }

    [Fact]
    public void Given_a_number_When_it_is_written_anywhere_by_accident_Then_it_is_masked()
    {
        var number = IdNumber.Parse("11010519491231002X", Today);

        Assert.Equal("1101**********002X", $"{number}");
        Assert.Equal(number.Masked, number.ToString());
        Assert.DoesNotContain("11010519491231002X", JsonSerializer.Serialize(number));
        Assert.DoesNotContain("11010519491231002X", new IdNumberReading(number, []).ToString());
    }

    [Theory]
    [InlineData("440524188001010014", Sex.Male, new[] { "id-number.age" })]
    [InlineData("11010519491231002X", Sex.Male, new[] { "id-number.sex" })]
    [InlineData("11010519491231002X", Sex.Unknown, new string[0])]
    [InlineData("11010519491231002X", null, new string[0])]
    [InlineData("110105491231002", Sex.Female, new[] { "id-number.fifteen-digits" })]
    public void Given_something_odd_about_a_number_When_it_is_read_Then_it_warns_and_never_refuses(string text, Sex? told, string[] warnings) =>
        Assert.Equal(warnings, IdNumber.Read(text, Today, The.Settings.AgeBoundYears, told).Warnings);

    [Theory]
    [InlineData("19050304", false)] // 120 years old until tomorrow
    [InlineData("19050303", true)]
    public void Given_the_age_bound_of_120_When_a_patient_turns_121_Then_it_warns_from_that_day(string born, bool warned) =>
        Assert.Equal(warned, IdNumber.Read(Numbers.Of("441900", born, "001"), Today, The.Settings.AgeBoundYears, null).Warnings.Contains("id-number.age"));

    [Fact]
    public void Given_the_same_number_written_in_two_ways_When_they_are_compared_Then_they_are_equal() =>
        Assert.Equal(IdNumber.Parse("110105491231002", Today), IdNumber.Parse("11010519491231002x", Today));

    /// <summary>Numbers that belong to nobody, with the check character worked out by trying all eleven.</summary>
    private static class Numbers
    {
        public static string Of(string area, string born, string sequence) =>
            "0123456789X".Select(check => area + born + sequence + check).Single(IsValid);

        private static bool IsValid(string text) => Record.Exception(() => IdNumber.Parse(text, DateOnly.MaxValue)) is null;
    }
}
