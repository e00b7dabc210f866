using System.Text.Json.Nodes;

namespace CaseManagement.Web.Tests.Api;

/// <summary>Who may see whom, over HTTP.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task Given_a_doctor_of_another_town_When_asking_in_an_emergency_Then_the_record_opens_and_the_office_reviews_it()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var (path, _) = await door.Registered();
        await door.Slice.Town.AddStrangerAsync(door.Slice);
        var unknown = await door.Get(path, by: "stranger");

        var given = await door.Post("emergency-access", Question(), by: "stranger");
        var seen = await door.Get(path, by: "stranger");
        var waiting = (await door.Get("emergency-access", by: "office"))["rows"]![0]!;
        var reviewed = await door.Post($"emergency-access/{waiting["id"]}/review", new JsonObject { ["verdict"] = "not-justified", ["note"] = "患者在家" }, by: "office", seen: (long)waiting["version"]!);
        var again = await door.Get(path, by: "stranger");

        Assert.Equal((404, "managed-case.not-found"), (unknown.Status, unknown.Code));
        Assert.Equal((200, path), (given.Status, $"cases/{given["caseId"]}"));
        Assert.Equal((200, 200, 404), (seen.Status, reviewed.Status, again.Status));
    }

    [Fact]
    public async Task Given_nobody_by_that_name_When_asked_in_an_emergency_Then_nobody_is_found_and_without_words_it_is_malformed()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        var nobody = await door.Post("emergency-access", Question());
        var wordless = await door.Post("emergency-access", Question().With("note", " "));
        var volunteer = await door.Post("emergency-access", Question(), by: "volunteer");

        Assert.Equal((404, "patient.not-found"), (nobody.Status, nobody.Code));
        Assert.Equal((400, "text.missing"), (wordless.Status, wordless.FaultOf("note")));
        Assert.Equal((403, "not-permitted"), (volunteer.Status, volunteer.Code));
    }

    [Fact]
    public async Task Given_a_case_When_it_is_assigned_and_sent_Then_the_volunteer_sees_the_few_facts_and_the_hospital_the_record_until_both_are_ended()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var (path, _) = await door.Registered();
        var town = door.Slice.Town;

        var assigned = await door.Post($"{path}/care-groups", new JsonObject { ["careGroupId"] = town.Group.Id.Value, ["untilOn"] = "2026-12-31" });
        var sent = await door.Post($"{path}/specialists", new JsonObject { ["institutionId"] = town.Hospital.Id.Value, ["question"] = "是否换药？" });
        var supported = await door.Get("supported", by: "volunteer");
        var story = await door.Get(path, by: "volunteer");
        var hospital = await door.Get(path, by: Door.Psychiatrist);
        var access = await door.Get($"{path}/access");

        Assert.Equal((200, 200, 200, 403, 200), (assigned.Status, sent.Status, supported.Status, story.Status, hospital.Status));
        Assert.Equal(
            ["caseId", "name", "sex", "birthYear", "address", "guardian", "next", "isPaused", "pausedUntil", "danger", "careTeam", "teamPhone", "standIn", "contacts", "goInPairs", "pairReason", "log", "sign", "outing"],
            supported["patients"]![0]!.AsObject().Select(field => field.Key));
        Assert.Equal(2, access["grants"]!.AsArray().Count);

        Assert.Equal(428, (await door.Post($"{path}/care-groups/{assigned["id"]}/end", null)).Status);
        Assert.Equal(404, (await door.Post($"{path}/specialists/{assigned["id"]}/end", null, seen: 1)).Status);
        Assert.Equal(200, (await door.Post($"{path}/care-groups/{assigned["id"]}/end", null, seen: assigned.Version)).Status);
        Assert.Equal(200, (await door.Post($"{path}/specialists/{sent["id"]}/end", null, seen: sent.Version)).Status);
        Assert.Empty((await door.Get("supported", by: "volunteer"))["patients"]!.AsArray());
        Assert.Equal(404, (await door.Get(path, by: Door.Psychiatrist)).Status);
    }

    private static JsonObject Question()
    {
        var person = Body.Registration();
        return new() { ["reason"] = "found-away", ["note"] = "在车站被发现", ["name"] = "测试1", ["bornOn"] = (string)person["bornOn"]!, ["sex"] = person["sex"]!.DeepClone() };
    }
}
