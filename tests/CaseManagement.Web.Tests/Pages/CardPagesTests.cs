using System.Net;
using CaseManagement.Application.Ports;
using CaseManagement.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>The pages of the national cards: the queue, one card with what it lacks, and the report card of a case.</summary>
public sealed class CardPagesTests
{
    [Fact]
    public async Task Given_a_visit_whose_card_lacks_something_When_the_office_looks_into_the_queue_Then_each_page_leads_to_where_it_is_put_right_and_shows_no_number()
    {
        await using var slice = await Slice.CreateAsync(new DateOnly(2026, 3, 20), services => services.AddSingleton(new CardSettings(Queues: true, Folder: null)));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.FollowUpOf(caseId));
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync("send-cards", null, TestContext.Current.CancellationToken);
        await using var site = await Site.OpenAsync(slice, slice.Town.Officer.Code);
        var address = $"/cases/{caseId.Value}/cards";

        await using var doctor = await Site.OpenAsync(slice);
        var ofTheTeam = await doctor.Get(address);
        var queue = await site.Get("/cards?state=Failing");
        var story = await site.Get($"/cases/{caseId.Value}");
        var empty = await site.Get(address);
        var card = await site.Get(System.Text.RegularExpressions.Regex.Match(empty, $"{address}/[0-9a-f-]{{36}}").Value);
        var again = await site.Send(card, "Check", []);
        var refused = await site.Send(empty, "File", new() { ["Input.Kind"] = "Registration", ["Input.Department"] = "" }, HttpStatusCode.Conflict);
        var filed = await site.Send(refused, "File", new() { ["Input.Kind"] = "Registration", ["Input.Department"] = "Outpatient", ["Input.Contact"] = "内线1" });
        var offTheScale = await site.Send(empty, "File", new() { ["Input.Kind"] = "Registration", ["Input.Department"] = "Outpatient", ["Input.PastRisk"] = "9" }, HttpStatusCode.BadRequest);
        var codeAlone = await site.Send(filed, "File", new() { ["Input.Icd10"] = "F20.0", ["Input.Reason"] = "复核" }, HttpStatusCode.BadRequest);
        var uncoded = await site.Send(filed, "File", new() { ["Input.Disorder"] = "Bipolar", ["Input.Icd10"] = "ZZZ", ["Input.Hospital"] = "精神卫生中心", ["Input.ConfirmedOn"] = "2026-03-01", ["Input.Reason"] = "复核" }, HttpStatusCode.BadRequest);
        var cancelled = await site.Send(filed, "Cancel", new() { ["Input.Reason"] = "复核后排除" });

        var complete = await site.Get($"/cases/{caseId.Value}/complete");
        var wrong = await site.Send(complete, "Document", new() { ["Input.Document"] = "ResidentIdCard", ["Input.Number"] = "1" }, HttpStatusCode.Conflict);
        await site.Send(complete, "Document", new() { ["Input.Document"] = "Passport", ["Input.Number"] = "P12345678" });
        var added = await site.Get($"/cases/{caseId.Value}/complete");
        var checkedAgain = await site.Send(await site.Get(System.Text.RegularExpressions.Regex.Match(empty, $"{address}/[0-9a-f-]{{36}}").Value), "Check", []);
        var dropped = await site.Send(checkedAgain, "Drop", new() { ["Reason"] = "EnteredThere" });

        var takenUp = await site.Send(dropped, "TakeUp", new() { ["TakenUp"] = "NotEnteredThere" });

        Assert.Matches("(?s)name=\"Input.Icd10\".{0,600}?class=\"why-not\"[^>]*>ICD-10编码写法不对", uncoded);
        Assert.DoesNotContain("不上报：已在国家平台直接录入", takenUp, StringComparison.Ordinal);
        Assert.Contains("去修正：个案", card, StringComparison.Ordinal);
        Assert.Contains($"/cases/{caseId.Value}/complete", card, StringComparison.Ordinal);
        Assert.Contains("name=\"Input.Number\" value=\"1\"", wrong, StringComparison.Ordinal);
        Assert.Contains("Input-Number-refused", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("P12345678", added, StringComparison.Ordinal);
        Assert.DoesNotContain($"/cases/{caseId.Value}/complete", checkedAgain, StringComparison.Ordinal);
        Assert.Contains("不上报：已在国家平台直接录入", dropped, StringComparison.Ordinal);
        Assert.Contains("核对未通过 1", queue, StringComparison.Ordinal);
        Assert.Contains("测试甲 · 随访记录", queue, StringComparison.Ordinal);
        Assert.Contains("无报告卡，待修正 1", story, StringComparison.Ordinal);
        Assert.Contains("未填写", card, StringComparison.Ordinal);
        Assert.DoesNotContain("card.missing", card, StringComparison.Ordinal);
        Assert.DoesNotContain("死亡日期 *", card, StringComparison.Ordinal);
        Assert.Contains("精神卫生中心）的精神科医师上报", ofTheTeam, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=File", ofTheTeam, StringComparison.Ordinal);
        Assert.Contains("去修正：随访记录", card, StringComparison.Ordinal);
        Assert.DoesNotContain("东城大道1号", card, StringComparison.Ordinal);
        Assert.Contains("未填写", again, StringComparison.Ordinal);
        Assert.Contains("请选择报告类型和报告科室", refused, StringComparison.Ordinal);
        Assert.Contains("写法不对：既往危险性评估", offTheScale, StringComparison.Ordinal);
        Assert.Contains("写法不对：ICD-10编码", codeAlone, StringComparison.Ordinal);
        Assert.Contains("更正报告卡", filed, StringComparison.Ordinal);
        Assert.Contains("复核后排除", cancelled, StringComparison.Ordinal);
    }
}
