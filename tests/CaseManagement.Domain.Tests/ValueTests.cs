using System.Text.Json;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Domain.Tests;

public sealed class ValueTests
{
    [Fact]
    public void Given_what_is_entered_one_after_the_other_When_its_ids_are_ordered_Then_the_day_comes_first_and_of_one_day_the_turn_and_the_same_part_has_the_same_id()
    {
        DateOnly day = new(2026, 3, 16);
        foreach (var whole in Enumerable.Range(1, 20).Select(number => new Guid(number, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)))
        {
            Guid[] ids = [.. Enumerable.Range(0, 300).Select(turn => DerivedId.InTurn(whole, "follow-up", turn, day))];

            Assert.Equal(ids, ids.Order());
            Assert.Equal(ids, ids.OrderBy(id => Convert.ToHexString(id.ToByteArray(bigEndian: true)), StringComparer.Ordinal)); // as the engines order them
            Assert.Equal(ids[7], DerivedId.InTurn(whole, "follow-up", 7, day));
            Assert.NotEqual(ids[7], DerivedId.InTurn(whole, "examination", 7, day));
            Assert.True(DerivedId.InTurn(whole, "follow-up", 0, day.AddDays(1)).CompareTo(ids[^1]) > 0);
            Assert.Equal(2, Enumerable.Range(5000, 2).Select(turn => DerivedId.InTurn(whole, "follow-up", turn, day)).Distinct().Count()); // beyond what fits they differ all the same
            Assert.All(ids, id => Assert.Equal((8, 0x80), (id.Version, id.ToByteArray(bigEndian: true)[8] & 0xC0)));
        }
    }

    [Theory]
    [InlineData("2019", DatePrecision.Year, "2019-01-01", "2019-12-31")]
    [InlineData("2024-02", DatePrecision.Month, "2024-02-01", "2024-02-29")]
    [InlineData("2023-02", DatePrecision.Month, "2023-02-01", "2023-02-28")]
    [InlineData("2019-05-03", DatePrecision.Day, "2019-05-03", "2019-05-03")]
    public void Given_a_partial_date_When_it_is_read_Then_it_knows_what_it_can_mean_and_writes_itself_as_it_was(string text, DatePrecision precision, string earliest, string latest)
    {
        var date = PartialDate.Parse(text);

        Assert.Equal((precision, DateOnly.Parse(earliest), DateOnly.Parse(latest), text), (date.Precision, date.Earliest, date.Latest, date.ToString()));
        Assert.Equal(date, JsonSerializer.Deserialize<PartialDate>(JsonSerializer.Serialize(date)));
    }

    [Theory]
    [InlineData("2023-02-29")]
    [InlineData("2023-13")]
    [InlineData("0000")]
    [InlineData("19")]
    [InlineData("2019-5")]
    [InlineData("2019/05")]
    [InlineData(null)]
    public void Given_what_is_no_partial_date_When_it_is_read_Then_it_is_refused(string? text) => Assert.False(PartialDate.TryParse(text, out _));

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Given_a_risk_level_When_it_is_asked_Then_three_and_more_is_high(int level, bool isHigh) => Assert.Equal(isHigh, new RiskLevel(level).IsHigh);

    [Theory]
    [InlineData(-1)]
    [InlineData(6)]
    public void Given_a_number_beyond_the_scale_When_a_level_is_made_Then_it_is_refused(int level)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RiskLevel(level));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<RiskLevel>($"{level}"));
    }

    [Fact]
    public void Given_no_level_When_it_is_read_Then_it_is_not_level_0()
    {
        Assert.Throws<InvalidOperationException>(() => default(RiskLevel).Value);
        Assert.NotEqual(new RiskLevel(0), default);
    }

    [Fact]
    public void Given_findings_When_they_travel_as_json_Then_nothing_is_lost_and_nothing_absent_becomes_an_answer()
    {
        var findings = The.CalmFindings with
        {
            Risk = new(4),
            Hospital = HospitalStay.Discharged,
            LastDischargedOn = new(2026, 2),
            DrugsInUse = new([new("olanzapine", null, null, 10.5m)], [new("paliperidone", 4, 100)]),
        };

        var json = JsonSerializer.Serialize(findings);
        var back = JsonSerializer.Deserialize<FollowUpFindings>(json)!;

        Assert.Equal(json, JsonSerializer.Serialize(back));
        Assert.Equal((new RiskLevel(4), new PartialDate(2026, 2), 10.5m), (back.Risk, back.LastDischargedOn, back.DrugsInUse!.Daily[0].EveningMg));
        Assert.Equal("{}", JsonSerializer.Serialize(JsonSerializer.Deserialize<FollowUpFindings>("{}"), new JsonSerializerOptions { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull }));
    }
}
