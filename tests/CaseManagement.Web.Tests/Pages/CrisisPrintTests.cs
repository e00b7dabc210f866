using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Telling;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>The record of an emergency on paper: printed empty it can be filled in by hand, printed full it shows what was chosen.</summary>
public sealed partial class CrisisPrintTests
{
    private static readonly string[] Order =
    [
        "第一处置地点", "报告人", "报告时间", "报告途径", "报告人身份", "处置开始时间", "处置结束时间", "现场情况", "出警民警", "民警单位", "精防医生", "精神科医师", "护士", "其他人员", "处置缘由", "处置措施", "诊断（ICD-10）", "诊断为", "处置效果", "处置对象类型", "通知情况", "处置结果",
        "填表人",
    ];

    [Fact]
    public async Task Given_an_emergency_When_its_record_is_printed_empty_and_filled_in_Then_three_copies_have_the_boxes_and_options_in_the_order_of_the_platform()
    {
        await using var slice = await Slice.CreateAsync(new DateOnly(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var crisis = await slice.Send(new StartCrisis(caseId, CrisisTrigger.SelfHarm));
        await using var site = await Site.OpenAsync(slice);
        var address = $"/cases/{caseId.Value}/crises/{crisis.Id.Value}/print";

        var empty = await site.Get(address);
        var written = A.CrisisRecord(slice.Clock.GetUtcNow()) with { Reasons = [CrisisTrigger.Relapse, CrisisTrigger.SelfHarm], DiagnosisCode = "F20", DiagnosisConfirmed = false };
        await slice.Send(new RecordCrisis(caseId, crisis.Id, written));
        foreach (var party in (await slice.Send(new GetCrisis(caseId, crisis.Id))).NotTold) await slice.Send(new TellOfCrisis(caseId, crisis.Id, party, ToldHow.Call, ToldResult.Knows, slice.Clock.GetUtcNow(), "值班人员"));
        await slice.Send(new EndCrisis(caseId, crisis.Id, CrisisOutcome.Other, new(2026, 3, 21), "由家属看护"));
        var full = await site.Get(address);

        var (blank, filled) = (Copies(empty), Copies(full));
        Assert.Equal((3, 3), (blank.Count, filled.Count));
        Assert.All(blank.Concat(filled), copy => Assert.Equal(Order, copy.Select(row => row.Label)));
        Assert.All(blank, copy =>
        {
            Assert.Equal([("处置缘由", 1, 4), ("诊断为", 1, 2), ("处置结果", 1, 8)], copy.Where(row => row.Options > 0).Select(row => (row.Label, row.Boxes.Length, row.Options)));
            Assert.All(copy, row => Assert.Empty(row.Said));
            Assert.All(copy.SelectMany(row => row.Boxes), Assert.Empty);
            Assert.Equal(["现场情况", "处置措施", "通知情况"], copy.Where(row => row.ByHand).Select(row => row.Label));
        });
        Assert.Equal(["1", "3"], filled[2].Single(row => row.Label == "处置缘由").Boxes);
        Assert.Equal(["2"], filled[2].Single(row => row.Label == "诊断为").Boxes);
        Assert.Equal(["9"], filled[2].Single(row => row.Label == "处置结果").Boxes);
        Assert.Equal("2026-03-20 由家属看护", filled[2].Single(row => row.Label == "处置结果").Said);
        Assert.Contains("在家砸物", filled[0].Single(row => row.Label == "现场情况").Said, StringComparison.Ordinal);
        Assert.Contains("值班人员", filled[0].Single(row => row.Label == "通知情况").Said, StringComparison.Ordinal);
    }

    private static List<List<Row>> Copies(string page) => [.. Regex.Split(page, "<article class=\"paper copy\">").Skip(1).Select(copy => TableRow().Matches(copy).Select(row => Row.Of(row.Value)).ToList())];

    [GeneratedRegex("<tr.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex TableRow();

    private sealed record Row(string Label, bool ByHand, string[] Boxes, int Options, string Said)
    {
        public static Row Of(string html) => new(
            WebUtility.HtmlDecode(Regex.Match(html, "<th[^>]*>(.*?)</th>").Groups[1].Value), html.Contains("by-hand", StringComparison.Ordinal),
            [.. Regex.Matches(html, "class=\"box\">(.*?)</span>").Select(box => box.Groups[1].Value)], Regex.Count(html, "class=\"option\""),
            WebUtility.HtmlDecode(string.Join('\n', Regex.Matches(html, "class=\"drug\">(.*?)</span>").Select(said => said.Groups[1].Value))));
    }
}
