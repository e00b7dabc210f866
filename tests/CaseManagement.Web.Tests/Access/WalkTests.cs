namespace CaseManagement.Web.Tests.Access;

/// <summary>Every way in, as each of the eight, against a table of what is right: rights, and whose record it is.</summary>
public sealed class WalkTests
{
    private const string File = "expected-outcomes.csv";

    [Fact]
    public async Task Given_every_endpoint_and_page_When_each_of_the_eight_sends_a_valid_request_Then_the_outcome_is_that_of_the_table_and_a_refusal_changes_nothing()
    {
        var prepared = await Prepared.OpenAsync();
        await using var world = prepared.World;
        var expected = Table.Read(File, keys: 3);
        var (valid, differences) = (new Valid(prepared), new List<string>());

        foreach (var way in await Doors.Of(world.Services))
            foreach (var person in world.People)
            {
                var came = await person.Send(await valid.For(way, person), keepsCookies: false);
                var right = expected.TryGetValue(way.ToString(), out var row) ? row[(int)person.Who] : "no row";
                if (came.Outcome != right) differences.Add($"{way} {person.Who}: {came.Outcome}, not {right} {(came.Status is 400 or 409 or 428 or 500 ? came.Text : "")}");

                if (way.Method == "GET") continue;
                if (came.IsRefusal) world.AssertUntouched($"{way} {person.Who}");
                else await world.GoBackAsync();
            }

        Table.AssertNone(differences);
    }

    [Fact]
    public async Task Given_the_table_When_it_is_held_against_the_server_Then_each_row_has_its_way_in_and_each_way_in_its_row()
    {
        await using var world = await World.OpenAsync();
        var ways = (await Doors.Of(world.Services)).Select(way => way.ToString()).ToList();
        var rows = Table.Read(File, keys: 3).Keys;

        Assert.True(ways.Count > 100);
        Table.AssertNone(ways.Except(rows));
        Table.AssertNone(rows.Except(ways));
        Assert.Equal(ways.Count, ways.Distinct().Count());
    }
}
