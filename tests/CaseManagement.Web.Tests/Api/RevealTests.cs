using System.Text.Json.Nodes;
using CaseManagement.Application.Features.Patients;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Web.Tests.Api;

public sealed class RevealTests
{
    private const string Phone = "13912345601";
    private const string GuardianPhone = "13912345602";

    private static readonly string[] Plain = [Body.ValidIdNumber, Phone, GuardianPhone, "东城大道1号"];

    [Fact]
    public async Task Given_a_registered_person_When_the_case_is_read_Then_numbers_and_address_are_masked()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var path = await Registered(door);

        var story = await door.Get(path);

        Assert.Equal(("4419**********0019", "139****5601", "***"), ((string?)story["documentNumber"], (string?)story["phone"], (string?)story["address"]));
        Assert.Equal(("测试母", "母亲", "139****5602"), ((string?)story["guardian"]!["name"], (string?)story["guardian"]!["relation"], (string?)story["guardian"]!["phone"]));
        Assert.All(Plain, text => Assert.DoesNotContain(text, story.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("doctor")]
    [InlineData("leader")]
    [InlineData("psychiatrist")]
    [InlineData("office")]
    public async Task Given_a_reason_When_asked_Then_the_numbers_are_shown_kept_by_nobody_and_the_asking_is_written_down(string actor)
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var path = await Registered(door);

        Assert.Equal(200, (await door.Post($"{path}/specialists", new JsonObject { ["institutionId"] = door.Slice.Town.Hospital.Id.Value, ["question"] = "是否换药？" })).Status); // what was not sent does not exist for a psychiatrist

        var shown = await door.Post($"{path}/identity-reveals", new JsonObject { ["reason"] = "visit" }, by: actor);

        Assert.Equal(200, shown.Status);
        Assert.Equal("no-store", shown.CacheControl);
        Assert.All(Plain, text => Assert.Contains(text, shown.Text, StringComparison.Ordinal));
        Assert.Equal(1, await door.Slice.Db(db => db.Audit.CountAsync(entry => entry.Request == nameof(RevealIdentity) && entry.CaseId != null)));
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("volunteer")]
    public async Task Given_a_role_that_may_not_When_asked_Then_nothing_is_shown(string actor)
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var path = await Registered(door);

        Assert.Equal(403, (await door.Post($"{path}/identity-reveals", new JsonObject { ["reason"] = "visit" }, by: actor)).Status);
    }

    [Fact]
    public async Task Given_no_good_reason_or_no_such_case_When_asked_Then_it_is_refused_and_nothing_is_shown()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var path = $"{await Registered(door)}/identity-reveals";

        var missing = await door.Post(path, new JsonObject());
        var unknown = await door.Post(path, new JsonObject { ["reason"] = "curiosity" });
        var unsaid = await door.Post(path, new JsonObject { ["reason"] = "other", ["note"] = " " });
        var nobody = await door.Post($"cases/{Guid.NewGuid()}/identity-reveals", new JsonObject { ["reason"] = "visit" });

        Assert.Equal((400, 400, 400, 404), (missing.Status, unknown.Status, unsaid.Status, nobody.Status));
        Assert.Equal("reveal.note-missing", unsaid.FaultOf("note"));
        Assert.Equal(200, (await door.Post(path, new JsonObject { ["reason"] = "other", ["note"] = "社区核实" })).Status);
    }

    private static async Task<string> Registered(Door door)
    {
        var answer = await door.Post("patients", Body.Registration().With("phone", Phone).With("guardian.phone", GuardianPhone));
        Assert.Equal(201, answer.Status);
        Assert.All(Plain, text => Assert.DoesNotContain(text, answer.Text, StringComparison.Ordinal));

        return $"cases/{answer["caseId"]}";
    }
}
