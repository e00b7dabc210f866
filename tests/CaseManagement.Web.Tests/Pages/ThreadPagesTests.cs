using System.Net;
using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Support;
using CaseManagement.Domain.Clues;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>Threads on the pages: a clue from hand to hand, a patient who is there twice, somebody who is not back.</summary>
public sealed class ThreadPagesTests
{
    private static readonly DateOnly Today = new(2026, 3, 20);

    [Fact]
    public async Task Given_a_clue_about_a_patient_When_it_is_matched_settled_and_opened_again_Then_the_case_shows_it_while_it_is_open()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var heard = await slice.Send(new ReportClue(ClueSource.Other, "几天没出门", TestTown.Community));
        await slice.Send(new CheckClue(heard.Id, "是测试甲"));
        await using var site = await Site.OpenAsync(slice);

        var found = await site.Post("/clues", "Find", new() { ["Text"] = "测试甲" });
        var matched = await site.Send(found, "End", new() { ["State"] = "Matched", ["MatchedCaseId"] = caseId.Value.ToString() });
        var story = await site.Get($"/cases/{caseId.Value}");
        var wordless = await site.Post($"/clues?case={caseId.Value}", "End", new() { ["State"] = "Settled", ["Note"] = "" }, HttpStatusCode.Conflict);
        var settled = await site.Send(wordless, "End", new() { ["State"] = "Settled", ["Note"] = "已随访" });
        var after = await site.Get($"/cases/{caseId.Value}");
        var ended = await site.Get("/clues?ended=true");
        var reopened = await site.Send(ended, "Reopen", new() { ["Note"] = "又听说" });

        Assert.Contains("value=\"Matched\"", found, StringComparison.Ordinal);
        Assert.Contains($"value=\"{TestTown.OtherTown}\"", found, StringComparison.Ordinal); // where else it may go
        Assert.DoesNotContain("<option value=\"Matched\"", matched, StringComparison.Ordinal);
        Assert.Contains($"/clues?case={caseId.Value}#clue-{heard.Id.Value}", story, StringComparison.Ordinal);
        Assert.Contains("没有未办结的线索", settled, StringComparison.Ordinal);
        Assert.DoesNotContain("#clue-", after, StringComparison.Ordinal);
        Assert.Contains("已随访", ended, StringComparison.Ordinal);
        Assert.Contains("又听说", reopened + await site.Get("/clues"), StringComparison.Ordinal);
        Assert.Contains("#clue-", await site.Get($"/cases/{caseId.Value}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_patient_who_is_there_twice_When_the_leader_closes_one_Then_the_page_offers_who_may_stay_and_keeps_whom_was_chosen()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var (stays, twice) = ((await slice.Send(A.Registration())).CaseId, (await slice.Send(A.Registration("测试甲") with { BornOn = new(1981, 5, 20), Document = null, DocumentNumber = null })).CaseId);
        await slice.Send(new SetOut(stays, slice.Clock.GetUtcNow().AddHours(1), "护士"));
        slice.Clock.Move(TimeSpan.FromHours(2));
        await slice.Town.AddStrangerAsync(slice);
        var strange = (await slice.Send(A.Registration("测试丁") with { AreaCode = TestTown.OtherTownCommunity }, slice.Town.Stranger)).CaseId;
        await using var site = await Site.OpenAsync(slice, "leader");
        Dictionary<string, string> Closing(params (string Name, string Value)[] more) => new(more.Append(("Act", "CloseCase")).Append(("Reason", "Duplicate")).ToDictionary(field => $"Input.{field.Item1}", field => field.Item2));

        var asked = await site.Post($"/cases/{twice.Value}/exits", null, Closing(), HttpStatusCode.Conflict);
        var short_ = await site.Send(asked, "Others", Closing(("Sought", "测")), HttpStatusCode.BadRequest);
        var nobody = await site.Send(short_, "Others", Closing(("Sought", "王五六")));
        var neither = await site.Send(nobody, null, Closing(("Sought", "王五六")), HttpStatusCode.Conflict);
        var unseen = await site.Send(asked, null, Closing(("Survivor", Guid.NewGuid().ToString())), HttpStatusCode.Conflict);
        var outOfSight = await site.Send(asked, null, Closing(("Survivor", strange.Value.ToString())), HttpStatusCode.Conflict);
        var closed = await site.Send(asked, null, Closing(("Survivor", stays.Value.ToString())));
        var story = await site.Get($"/cases/{twice.Value}");
        var (desk, notices) = (await site.Get("/"), await site.Get("/notices"));

        Assert.Contains($"name=\"Input.Survivor\" value=\"{stays.Value}\"", asked, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{twice.Value}\"", asked, StringComparison.Ordinal);
        Assert.Matches("(?s)name=\"Input.Sought\"[^>]*aria-invalid", short_);
        Assert.Contains("本辖区没有这样的患者", nobody, StringComparison.Ordinal);
        Assert.Matches("(?s)name=\"Input.Sought\"[^>]*aria-invalid.*?没有找到其他登记", neither);
        Assert.All((string[])[unseen, outOfSight], page => Assert.Matches("(?s)name=\"Input.Survivor\".*?class=\"why-not\"[^>]*>请从您能看到的登记里选择", page)); // whether a stranger's is there is not said
        Assert.DoesNotContain("测试丁", asked + outOfSight, StringComparison.Ordinal);
        Assert.Contains($"href=\"/cases/{stays.Value}\">打开保留的登记", story, StringComparison.Ordinal);
        Assert.Contains($"/cases/{stays.Value}\"", closed, StringComparison.Ordinal);
        Assert.Contains("外出未归 1", desk, StringComparison.Ordinal);
        Assert.Contains("/notices#out", desk, StringComparison.Ordinal);
        Assert.Contains("已过约定时间", notices, StringComparison.Ordinal);
    }
}
