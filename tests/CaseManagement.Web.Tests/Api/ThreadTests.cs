using System.Text.Json.Nodes;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Alerts;
using CaseManagement.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Api;

public sealed class ThreadTests
{
    [Fact]
    public async Task Given_a_new_patient_When_the_whole_thread_is_walked_over_HTTP_Then_every_step_holds_to_the_last_answer()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        var registered = await door.Post("patients", Body.Registration());
        Assert.Equal(201, registered.Status);
        Assert.Equal($"/api/v1/cases/{registered["caseId"]}", registered.Location);
        Assert.Equal($"\"{registered.Version}\"", registered.Tag);
        var path = registered.Location!["/api/v1/".Length..];

        var agreed = await door.Post($"{path}/agreements", Body.Agreement(door.Slice.Town.Team.Id.Value), seen: registered.Version);
        Assert.Equal((200, "2026-12-05"), (agreed.Status, (string?)agreed["renewalDueOn"]));

        var proposed = await door.Get($"{path}/grid-proposal");
        Assert.Equal(door.Slice.Town.Grid.Code, (string?)proposed["proposal"]!["gridCode"]);
        var confirmed = await door.Put($"{path}/grid", new JsonObject { ["gridCode"] = door.Slice.Town.Grid.Code }, seen: agreed.Version);
        Assert.Equal(200, confirmed.Status);

        var seen = await door.Post($"{path}/follow-ups", Body.FollowUp());
        Assert.Equal((200, "2026-03-16", "follow-up.unstable.14-days"), (seen.Status, (string?)seen["nextDueOn"], (string?)seen["nextDueBasis"]));

        var course = await door.Post($"{path}/injection-courses", Body.Course(), by: Door.Psychiatrist);
        Assert.Equal(200, course.Status);
        var advice = await door.Get($"{path}/injection-courses/{course["id"]}/advice?on=2026-03-02");
        Assert.Equal(("due", 150m), ((string?)advice["code"], (decimal?)advice["plan"]![0]!["dose"]));
        var given = await door.Post($"{path}/injection-courses/{course["id"]}/injections", Body.Injection());
        Assert.Equal(200, given.Status);

        door.Slice.Clock.Day = new(2026, 3, 17);
        var late = await door.Get("worklist?band=late&kind=follow-up");
        Assert.Equal((1, 1), (late["rows"]!.AsArray().Count, (int)late["rows"]![0]!["daysLate"]!));
        var counts = await door.Get("worklist/counts?band=late&kind=follow-up");
        Assert.Equal(1, (int)counts["bands"]!["late"]!);

        await door.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, today: null, CancellationToken.None);
        var alert = (await door.Get("alerts?tells=care-team"))["rows"]!.AsArray().Single(row => (string?)row!["kind"] == "follow-up")!;
        var claimed = await door.Post($"alerts/{alert["id"]}/claim", null, seen: (long)alert["version"]!);
        Assert.Equal((200, "claimed"), (claimed.Status, (string?)claimed["state"]));
        var answered = await door.Post($"alerts/{alert["id"]}/answer", new JsonObject { ["reason"] = "day-agreed" }, seen: claimed.Version);
        Assert.Equal((200, "answered"), (answered.Status, (string?)answered["state"]));
        var resolved = await door.Post($"alerts/{alert["id"]}/resolution", new JsonObject { ["result"] = "arranged" }, seen: answered.Version);
        Assert.Equal((200, "resolved"), (resolved.Status, (string?)resolved["state"]));

        var kept = await door.Slice.Db(db => Task.FromResult(db.Alerts.Single(row => row.Id == (long)alert["id"]!)));
        Assert.Equal((AlertState.Resolved, AlertReason.DayAgreed, AlertResult.Arranged), (kept.State, kept.Reason!.Value, kept.Result!.Value));
    }

    [Fact]
    public async Task Given_records_made_by_mistake_When_corrected_and_cancelled_Then_the_story_keeps_them_and_counts_them_no_more()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var (path, _) = await door.Registered();
        var seen = await door.Post($"{path}/follow-ups", Body.FollowUp());
        var course = await door.Post($"{path}/injection-courses", Body.Course());
        var given = await door.Post($"{path}/injection-courses/{course["id"]}/injections", Body.Injection());

        var corrected = await door.Put($"{path}/follow-ups/{seen["id"]}", Body.FollowUp().With("seenOn", "2026-03-01").With("reason", "日期写错"), seen: given.Version);
        var cancelled = await door.Post($"{path}/follow-ups/{corrected["id"]}/cancellation", Body.Reason(), seen: corrected.Version);
        var rightDose = await door.Put($"{path}/injection-courses/{course["id"]}/injections/{given["id"]}", Body.Injection().With("batchNumber", "B-2").With("reason", "批号写错"), seen: cancelled.Version);
        var undone = await door.Post($"{path}/injection-courses/{course["id"]}/injections/{rightDose["id"]}/cancellation", Body.Reason(), seen: rightDose.Version);
        var stopped = await door.Post($"{path}/injection-courses/{course["id"]}/stop", new JsonObject { ["stoppedOn"] = "2026-03-02", ["reason"] = "改口服" }, seen: undone.Version);

        Assert.Equal([200, 200, 200, 200, 200], new[] { corrected, cancelled, rightDose, undone, stopped }.Select(answer => answer.Status));
        var story = await door.Get(path);
        Assert.Equal($"\"{stopped.Version}\"", story.Tag);
        var records = story["timeline"]!.AsArray().Where(entry => (string?)entry!["what"] is "follow-up" or "injection").ToList();
        Assert.Equal(4, records.Count);
        Assert.All(records, record => Assert.True((bool)record!["cancelled"]!));
    }

    [Fact]
    public async Task Given_a_case_When_consent_advice_and_the_end_of_an_agreement_are_recorded_Then_the_story_tells_them()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var (path, version) = await door.Registered();
        var agreed = await door.Post($"{path}/agreements", Body.Agreement(door.Slice.Town.Team.Id.Value), seen: version);

        var asked = await door.Post($"{path}/consents", new JsonObject { ["agrees"] = true, ["signature"] = Body.Registration()["consent"]!["signature"]!.DeepClone() });
        await door.Post($"{path}/specialists", new JsonObject { ["institutionId"] = door.Slice.Town.Hospital.Id.Value, ["question"] = "如何用药？" });
        var advised = await door.Post($"{path}/advice", new JsonObject { ["givenOn"] = "2026-03-02", ["text"] = "继续用药" }, by: Door.Psychiatrist);
        var ended = await door.Post($"{path}/agreements/{agreed["id"]}/termination", new JsonObject { ["endedOn"] = "2026-03-01", ["reason"] = "moved-away" }, seen: advised.Version);

        Assert.Equal([200, 200, 200], new[] { asked, advised, ended }.Select(answer => answer.Status));
        var whats = (await door.Get(path))["timeline"]!.AsArray().Select(entry => (string?)entry!["what"]).ToList();
        Assert.Contains("advice", whats);
        Assert.Contains("agreement-end", whats);
        Assert.Equal(2, whats.Count(what => what == "consent"));
    }

    [Fact]
    public async Task Given_the_little_town_When_its_places_are_listed_Then_each_list_has_what_lies_there()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));

        var areas = await door.Get($"areas?parent={TestTown.City}");
        var grids = await door.Get($"grids?community={TestTown.Community}");
        var teams = await door.Get($"care-teams?area={TestTown.Code}");

        Assert.Equal([TestTown.Code, TestTown.OtherTown], areas.Json.AsArray().Select(area => (string?)area!["code"]));
        Assert.Equal([door.Slice.Town.Grid.Code, door.Slice.Town.SecondGrid.Code], grids.Json.AsArray().Select(grid => (string?)grid!["code"]));
        Assert.Contains(door.Slice.Town.Team.Id.Value.ToString(), teams.Json.AsArray().Select(team => (string?)team!["id"]));
    }

    [Fact]
    public async Task Given_more_tasks_than_a_page_holds_When_paged_by_key_Then_every_task_comes_once()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        await door.Registered();
        await door.Registered();

        var first = await door.Get("worklist?take=1&kind=first-visit");
        var second = await door.Get($"worklist?take=1&kind=first-visit&after={first["next"]}");

        Assert.NotNull(first["next"]);
        Assert.Null(second["next"]);
        Assert.NotEqual((string?)first["rows"]![0]!["taskId"], (string?)second["rows"]![0]!["taskId"]);
    }
}
