using System.Text.Json.Nodes;

namespace CaseManagement.Web.Tests.Api;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Given_two_who_have_seen_the_same_version_When_both_confirm_a_grid_Then_one_is_kept_and_the_other_is_told()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var (path, version) = await door.Registered();

        var answers = await Task.WhenAll(
            door.Put($"{path}/grid", new JsonObject { ["gridCode"] = door.Slice.Town.Grid.Code }, seen: version),
            door.Put($"{path}/grid", new JsonObject { ["gridCode"] = door.Slice.Town.SecondGrid.Code }, by: "leader", seen: version));

        Assert.Equal([200, 409], answers.Select(answer => answer.Status).Order());
        Assert.Equal("changed-meanwhile", answers.Single(answer => answer.Status == 409).Code);
        var winner = answers[0].Status == 200 ? door.Slice.Town.Grid.Code : door.Slice.Town.SecondGrid.Code;
        Assert.Equal(winner, (string?)(await door.Get(path))["gridCode"]);
    }

    [Fact]
    public async Task Given_a_seen_version_on_an_append_When_somebody_saved_first_Then_it_is_refused_and_without_one_it_is_taken()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var (path, version) = await door.Registered();
        await door.Post($"{path}/follow-ups", Body.FollowUp().With("seenOn", "2026-03-01"));

        var stale = await door.Post($"{path}/follow-ups", Body.FollowUp(), seen: version);
        var unversioned = await door.Post($"{path}/follow-ups", Body.FollowUp());

        Assert.Equal((409, "changed-meanwhile", 200), (stale.Status, stale.Code, unversioned.Status));
    }

    [Fact]
    public async Task Given_an_id_and_a_version_in_the_body_When_sent_Then_the_route_and_the_header_win()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var (path, _) = await door.Registered();

        var answer = await door.Post($"{path}/follow-ups", Body.FollowUp().With("caseId", Guid.Empty).With("expectedVersion", 999));

        Assert.Equal(200, answer.Status);
        Assert.Equal(1, (await door.Get(path))["timeline"]!.AsArray().Count(entry => (string?)entry!["what"] == "follow-up"));
    }
}
