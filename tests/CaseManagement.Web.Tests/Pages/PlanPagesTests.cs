using System.Net;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>The pages on which a case plan is written, reviewed, printed and ended.</summary>
public sealed class PlanPagesTests
{
    [Fact]
    public async Task Given_a_patient_without_a_plan_When_one_is_written_reviewed_and_ended_Then_a_refusal_keeps_the_form_and_the_page_tells_the_whole_of_it()
    {
        await using var slice = await Slice.CreateAsync(new DateOnly(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await using var site = await Site.OpenAsync(slice);
        var address = $"/cases/{caseId.Value}/plan";

        var empty = await site.Get(address);
        var refused = await site.Post($"{address}/edit", null, Written(("Input.Goals[0].Measures[0].Who", "")), HttpStatusCode.Conflict);
        var begun = await site.Send(refused, null, Written());
        var paper = await site.Get($"{address}/print");
        slice.Clock.Day = new(2026, 7, 1);
        await using var inSummer = await Site.OpenAsync(slice); // nobody stays signed in so long
        var late = await inSummer.Get(address);
        var silent = await inSummer.Post($"{address}/review", null, new() { ["Input.On"] = "2026-07-02" }, HttpStatusCode.BadRequest);
        var reviewed = await inSummer.Send(silent, null, new() { ["Input.On"] = "2026-06-30", ["Input.Goals[0].Progress"] = "按时服药", ["Input.Goals[0].Decision"] = "Change", ["Input.Goals[0].Results[0].Result"] = "提醒三次" });
        var open = await inSummer.Send(reviewed, "End", new() { ["Input.On"] = "2026-07-01", ["Input.Reason"] = "GoalsReached" }, HttpStatusCode.Conflict);
        var closed = await inSummer.Send(await inSummer.Get($"{address}/review"), null, new() { ["Input.On"] = "2026-07-01", ["Input.Goals[0].Progress"] = "已达到", ["Input.Goals[0].Decision"] = "Close" });
        var ended = await inSummer.Send(closed, "End", new() { ["Input.On"] = "2026-07-01", ["Input.Reason"] = "GoalsReached" });
        var story = await inSummer.Get($"/cases/{caseId.Value}");

        Assert.Contains("没有进行中的计划", empty, StringComparison.Ordinal);
        Assert.Contains("请选择成员", refused, StringComparison.Ordinal);
        Assert.Contains("value=\"规律服药\"", refused, StringComparison.Ordinal);
        Assert.Contains("最迟6月20日", begun, StringComparison.Ordinal);
        Assert.Contains("社会工作者", paper, StringComparison.Ordinal);
        Assert.Contains("迟 11 天", late, StringComparison.Ordinal);
        Assert.Contains("不能提前记录", silent, StringComparison.Ordinal);
        Assert.Contains("6月30日结果：提醒三次", reviewed, StringComparison.Ordinal);
        Assert.Contains("调整 按时服药", reviewed, StringComparison.Ordinal);
        Assert.Matches("(?s)name=\"Input.Reason\".*?class=\"why-not\"[^>]*>还有1个目标未结束", open);
        Assert.Contains("目标达成", ended, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=End", ended, StringComparison.Ordinal);
        Assert.Contains("个案管理计划结束", story, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Written(params (string Name, string Value)[] other)
    {
        var form = new Dictionary<string, string>
        {
            ["Input.Members[0].Name"] = "",
            ["Input.Members[1].Name"] = "测试社工", // the row before it stays empty
            ["Input.Members[1].Role"] = "社会工作者",
            ["Input.Goals[0].Area"] = "Medicine",
            ["Input.Goals[0].Text"] = "规律服药",
            ["Input.Goals[0].Measures[0].What"] = "每月电话提醒",
            ["Input.Goals[0].Measures[0].Who"] = "2",
            ["Input.Goals[0].Measures[0].ByOn"] = "2026-05-20",
            ["Input.Signer"] = "Guardian",
            ["Input.SignerName"] = "测试母",
            ["Input.Relation"] = "母亲",
            ["Input.AgreedOn"] = "2026-03-20",
        };
        foreach (var (name, value) in other) form[name] = value;

        return form;
    }
}
