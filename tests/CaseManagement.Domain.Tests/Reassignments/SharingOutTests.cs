using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Tests.Reassignments;

public sealed class SharingOutTests
{
    private const string Town = "441900003";
    private const string Community = "441900003001";

    private static readonly CareTeamId One = CareTeamId.New();
    private static readonly CareTeamId Two = CareTeamId.New();

    [Fact]
    public void Given_two_teams_for_everything_When_areas_are_shared_out_Then_each_goes_whole_to_the_team_with_least_to_do()
    {
        var areas = Areas(($"{Community}-01", 5), ($"{Community}-02", 3), ($"{Community}-03", 1));

        var shares = SharingOut.Of(areas, [new(One), new(Two)], Loads((One, 10, null), (Two, 12, null)));

        Assert.Equal<Share>([new($"{Community}-01", 1, 5, One), new($"{Community}-02", 1, 3, Two), new($"{Community}-03", 1, 1, One)], shares);
    }

    [Fact]
    public void Given_caps_When_they_are_reached_Then_the_rest_goes_to_the_next_and_then_to_nobody()
    {
        var shares = SharingOut.Of(Areas((Community, 9)), [new(One), new(Two)], Loads((One, 1, 5), (Two, 2, 4)));

        Assert.Equal<Share>([new(Community, 1, 4, One), new(Community, 5, 6, Two), new(Community, 7, 9, null)], shares);
    }

    [Fact]
    public void Given_a_team_for_a_part_When_areas_are_shared_out_Then_the_narrowest_area_decides_and_who_is_full_hands_on_to_nobody_else()
    {
        var areas = Areas(($"{Community}-01", 2), (Town, 2));

        var shares = SharingOut.Of(areas, [new(One), new(Two, Community)], Loads((One, 0, null), (Two, 0, 1)));

        Assert.Equal<Share>([new(Town, 1, 2, One), new($"{Community}-01", 1, 1, Two), new($"{Community}-01", 2, 2, null)], shares.OrderBy(share => share.AreaCode.Length).ThenBy(share => share.FromRow));
    }

    [Fact]
    public void Given_an_area_that_nobody_takes_When_it_is_shared_out_Then_its_patients_have_no_team()
    {
        var shares = SharingOut.Of(Areas((Town, 3)), [new(One, Community)], Loads((One, 0, null)));

        Assert.Equal<Share>([new(Town, 1, 3, null)], shares);
    }

    [Theory]
    [InlineData(60, 10, 10, null, 16, 16)]
    [InlineData(58, 53, 70, null, 2, 0)] // who has more already takes nobody
    [InlineData(60, 10, 10, 15, 22, 5)] // what one has no room for is the other's, as far as it evens
    [InlineData(50, 53, 60, null, 0, 0)]
    [InlineData(54, 53, 60, null, 0, 0)] // one more or fewer is even
    public void Given_a_team_that_gives_When_the_load_is_evened_Then_nobody_ends_with_more_than_it_keeps(int giver, int one, int two, int? cap, int takes, int other)
    {
        var loads = SharingOut.Evened(giver, Loads((One, one, null), (Two, two, cap)));

        Assert.Equal((takes, other), (loads[One].Room, loads[Two].Room));
        Assert.All(loads.Values, load => Assert.True(load.Room == 0 || load.Cases + load.Room <= giver - takes - other));
    }

    [Theory]
    [InlineData("2026-03-31", "2027-12-31", 30, "2026-04-01", "2026-04-30")]
    [InlineData("2026-03-31", "2026-04-10", 30, "2026-04-01", "2026-04-10")]
    [InlineData("2026-03-31", "2026-04-01", 0, "2026-04-01", "2026-04-01")]
    public void Given_an_agreement_whose_team_closed_When_it_is_asked_by_when_to_sign_anew_Then_there_is_the_time_of_a_renewal_but_not_beyond_the_term(string ended, string ends, int notice, string from, string until)
    {
        var days = AgreementTerms.SignAnew(Day(ended), Day(ends), notice);

        Assert.Equal((Day(from), Day(until)), days);
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static Dictionary<string, int> Areas(params (string Code, int Cases)[] areas) => areas.ToDictionary(area => area.Code, area => area.Cases);

    private static Dictionary<CareTeamId, Load> Loads(params (CareTeamId Team, int Cases, int? Cap)[] loads) => loads.ToDictionary(load => load.Team, load => new Load(load.Cases, load.Cap));
}
