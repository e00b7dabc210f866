using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Access;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

public sealed class ReviewPageTests
{
    [Fact]
    public async Task Given_a_case_that_was_sent_When_the_psychiatrist_advises_on_its_page_Then_the_queue_is_empty_and_the_team_follows_it_there()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));
        await slice.Send(A.UnstableFollowUpOf(caseId));
        var address = $"/cases/{caseId.Value}/review";
        await using var hospital = await Site.OpenAsync(slice, "psychiatrist");

        Assert.Contains("待答复 1", await hospital.Get("/"), StringComparison.Ordinal);
        Assert.Matches($"{address}(.|\n)*是否换药？", await hospital.Get("/reviews"));
        var page = await hospital.Get(address);
        var advised = await hospital.Post(address, "Advice", new() { ["Input.On"] = "2026-03-02", ["Input.Text"] = "加强看护，三日内复诊" });

        Assert.Contains("<svg class=\"year\"", page, StringComparison.Ordinal);
        Assert.Matches("(?s)id=\"asked\".*精神科指导.*id=\"drugs\".*id=\"advice\".*name=\"Input.Text\".*id=\"year\".*<aside.*id=\"due\"", page); // what was asked and what the patient takes stand before the opinion, and everything else after it
        Assert.DoesNotMatch("style=|<script(?![^>]* src=)", page);
        Assert.Contains("加强看护，三日内复诊", advised, StringComparison.Ordinal);
        Assert.Contains("没有待答复的病例。", await hospital.Get("/reviews"), StringComparison.Ordinal);
        await using var team = await Site.OpenAsync(slice);
        Assert.Contains($"{address}\"", await team.Get("/?band=Later") + await team.Get("/?band=ThisWeek") + await team.Get("/?band=Today"), StringComparison.Ordinal);
        var followed = await team.Post(address, "Done", new() { ["Input.On"] = "2026-03-02", ["Input.Text"] = "已预约" });
        Assert.Contains("3月2日已落实", followed, StringComparison.Ordinal);
        Assert.DoesNotContain("已阅知并落实", followed, StringComparison.Ordinal);

        var cancel = Regex.Match(followed, $"/cases/{caseId.Value}/records/[^/]+/cancel\\?what=advice-followed").Value; // it was another patient's
        var cancelled = await team.Post(cancel, null, new() { ["Reason"] = "看错病人" });
        Assert.Contains("已预约", cancelled, StringComparison.Ordinal);
        var owed = await team.Get(address);
        Assert.Contains("已阅知并落实", owed, StringComparison.Ordinal);
        Assert.Contains("看错病人", owed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_many_advices_When_they_have_been_seen_to_Then_the_latest_stand_open_and_the_rest_are_a_tap_away_but_none_that_is_owed()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));
        var address = $"/cases/{caseId.Value}/review";
        await using var hospital = await Site.OpenAsync(slice, "psychiatrist");
        await using var team = await Site.OpenAsync(slice);

        for (var number = 1; number <= 5; number++) await hospital.Post(address, "Advice", new() { ["Input.On"] = "2026-03-02", ["Input.Text"] = $"第{number}条意见" });
        var owed = await team.Get(address);
        for (var number = 1; number <= 5; number++) await team.Post(address, "Done", new() { ["Input.On"] = "2026-03-02", ["Input.Text"] = "已预约" });
        var done = await team.Get(address);

        Assert.DoesNotContain("以前的意见", owed, StringComparison.Ordinal);
        Assert.Contains("以前的意见 2 条", done, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 5), number => Assert.Contains($"第{number}条意见", done, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_a_talk_When_the_doctor_logs_it_Then_it_stands_on_the_page_and_in_the_story()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await using var site = await Site.OpenAsync(slice);

        var logged = await site.Post($"/cases/{caseId.Value}/review", "Guidance", new() { ["Input.On"] = "2026-03-01", ["Input.At"] = "15:30", ["Input.Means"] = "Video", ["Input.With"] = slice.Town.Psychiatrist.Id.Value.ToString(), ["Input.Text"] = "核对用药" });

        Assert.Matches("15:30(.|\n)*视频(.|\n)*核对用药", logged);
        Assert.Contains("远程指导 核对用药", await site.Get($"/cases/{caseId.Value}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_talk_without_its_time_When_it_is_sent_Then_the_time_is_asked_for_and_the_day_that_was_typed_stays()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await using var site = await Site.OpenAsync(slice);
        Dictionary<string, string> typed = new() { ["Input.On"] = "2026-02-20", ["Input.At"] = "", ["Input.Means"] = "Video", ["Input.With"] = slice.Town.Psychiatrist.Id.Value.ToString(), ["Input.Text"] = "核对用药" };

        var untimed = await site.Post($"/cases/{caseId.Value}/review", "Guidance", typed, HttpStatusCode.BadRequest);
        var undated = await site.Post($"/cases/{caseId.Value}/review", "Guidance", new(typed) { ["Input.On"] = "", ["Input.At"] = "10:00" }, HttpStatusCode.BadRequest);

        Assert.Matches("refusal(.|\n)*>时间</a>", untimed);
        Assert.Matches("name=\"Input.On\"[^>]*value=\"2026-02-20\"", untimed);
        Assert.DoesNotMatch("name=\"Input.On\"[^>]*value=\"2026-03-02\"[^>]*aria-invalid", undated); // what was cleared is not today again
        Assert.Empty((await slice.Send(new Application.Features.Reviews.GetReview(caseId))).Guidance);
    }
}
