using System.Text.Json.Nodes;
using CaseManagement.Application.Ports;
using CaseManagement.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Api;

public sealed class AdminTests
{
    private const string Administrator = "admin";

    [Fact]
    public async Task Given_a_team_When_another_takes_its_grid_its_town_and_its_people_Then_it_can_be_closed_and_not_before()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var town = door.Slice.Town;
        var (path, version) = await door.Registered();
        await door.Put($"{path}/grid", new JsonObject { ["gridCode"] = town.Grid.Code }, seen: version);
        var old = $"admin/care-teams/{town.Team.Id.Value}";

        var team = await door.Post("admin/care-teams", new JsonObject { ["name"] = "第三团队", ["areaCode"] = TestTown.Code, ["institutionId"] = town.Centre.Id.Value }, Administrator);
        var doctor = await door.Post("admin/staff", Doctor(town, "third-doctor", (string)team["id"]!), Administrator);
        var refused = await Close(door, old);
        foreach (var grid in new[] { town.Grid, town.SecondGrid })
            Assert.Equal(200, (await door.Put($"admin/grids/{grid.Code}", new JsonObject { ["name"] = grid.Name, ["keywords"] = new JsonArray("东城大道"), ["careTeamId"] = (string)team["id"]! }, Administrator, seen: 1)).Status);
        var changed = await door.Put($"admin/care-teams/{team["id"]}", new JsonObject { ["name"] = "第三团队", ["areaCode"] = TestTown.Code, ["catchment"] = new JsonArray(TestTown.Code) }, Administrator, seen: await Version(door, $"admin/care-teams/{team["id"]}"));
        foreach (var member in new[] { town.Doctor, town.Leader })
            Assert.Equal(200, (await door.Put($"admin/staff/{member.Id.Value}/place", new JsonObject { ["role"] = member.Id == town.Leader.Id ? "team-leader" : "care-team-member", ["areaCode"] = TestTown.Code, ["careTeamId"] = (string)team["id"]! }, Administrator, seen: 1)).Status);
        var closed = await Close(door, old);

        Assert.Equal((200, 200, 200), (team.Status, doctor.Status, changed.Status));
        Assert.NotEmpty((string)doctor["firstPassword"]!);
        Assert.Equal((409, "team.has-patients"), (refused.Status, refused.Code));
        Assert.Equal((1, "managed-case", path), ((int)refused["whom"]!["total"]!, (string)refused["whom"]!["first"]![0]!["kind"]!, $"cases/{refused["whom"]!["first"]![0]!["caseId"]}"));
        Assert.DoesNotContain("测试", refused.Text, StringComparison.Ordinal);
        Assert.Equal(200, closed.Status);
        Assert.Equal((string)team["id"]!, (string)(await door.Get(path, by: "office"))["careTeamId"]!);
    }

    [Theory]
    [InlineData("admin/staff", "admin", "office")]
    [InlineData("admin/jobs", "admin", "office")]
    [InlineData("admin/quarantine", "admin", "office")]
    [InlineData("admin/care-teams", "office", "doctor")]
    [InlineData("admin/care-groups", "office", "psychiatrist")]
    [InlineData("admin/grids", "office", "volunteer")]
    [InlineData("admin/institutions", "admin", "doctor")]
    public async Task Given_a_list_of_the_administration_When_asked_for_Then_it_is_theirs_alone(string path, string theirs, string stranger)
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        Assert.Equal((200, 403, 401), ((await door.Get(path, by: theirs)).Status, (await door.Get(path, by: stranger)).Status, (await door.Get(path, by: null)).Status));
    }

    [Fact]
    public async Task Given_an_officer_of_one_town_When_the_neighbours_are_asked_for_Then_they_do_not_exist()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var town = door.Slice.Town;
        await door.Post("admin/staff", new JsonObject { ["code"] = "other-office", ["name"] = "外镇", ["role"] = "prevention-office", ["areaCode"] = TestTown.OtherTown, ["institutionId"] = town.Office.Id.Value }, Administrator);

        var team = await door.Get($"admin/care-teams/{town.Team.Id.Value}", by: Administrator);
        var grid = await door.Get($"admin/grids/{town.Grid.Code}", by: "office");
        var unknown = await door.Get($"admin/grids/{TestTown.Community}-77", by: "office");

        Assert.Equal((200, 200, 404, "grid.not-found"), (team.Status, grid.Status, unknown.Status, unknown.Code));
        Assert.Equal($"\"{team.Version}\"", team.Tag);
    }

    [Fact]
    public async Task Given_a_job_When_started_over_the_wire_Then_it_is_accepted_and_its_run_is_listed()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        var ran = await door.Post("admin/jobs/sweep/runs", null, Administrator);
        await door.Services.GetRequiredService<IJobRunner>().EndedAsync("sweep");
        var runs = await door.Get("admin/jobs/sweep/runs", by: Administrator);
        var unknown = await door.Post("admin/jobs/nothing/runs", null, Administrator);

        Assert.Equal((202, "sweep"), (ran.Status, (string)ran["job"]!));
        Assert.Equal("done", (string)runs["rows"]![0]!["state"]!);
        Assert.Equal((400, "job.unknown"), (unknown.Status, unknown.FaultOf("job")));
    }

    private static JsonObject Doctor(TestTown town, string code, string team) => new()
    {
        ["code"] = code,
        ["name"] = "新医生",
        ["role"] = "care-team-member",
        ["areaCode"] = TestTown.Code,
        ["institutionId"] = town.Centre.Id.Value,
        ["careTeamId"] = team,
    };

    private static async Task<Answer> Close(Door door, string path) => await door.Post($"{path}/closing", null, Administrator, seen: await Version(door, path));

    private static async Task<long> Version(Door door, string path) => (await door.Get(path, by: Administrator)).Version;
}
