using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CaseManagement.Browser.Tests;

/// <summary>The page of one patient: what the first screen of a phone shows, the charts, and what comes out of the printer.</summary>
public sealed partial class PatientTests(City city)
{
    // What is heavier than a page comes when somebody opens the charts, and then once a year: with it the page weighs more than a page may.
    private const long MostWithCharts = 180 * 1024;

    private const string Refused = "window.__refused = []; document.addEventListener('securitypolicyviolation', event => window.__refused.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile));";
    private const string Strokes = "() => [...document.querySelectorAll('.drawn svg path')].map(each => each.getAttribute('stroke') ?? '').filter(each => each !== '' && each !== 'none').sort().join()";

    /// <summary>How far the lines of the class and of what was taken go to the right.</summary>
    private const string Ends = "() => ['class', 'adherence'].map(chart => Math.max(...[...document.querySelectorAll(`[data-chart=${chart}] svg path[stroke-width='2']`)].map(each => each.getBBox().x + each.getBBox().width)))";

    /// <summary>The papers as the page of a patient leads to them, with their pages and the boxes of the original from the top.</summary>
    /// <remarks>Behind a label stands how many options there are to choose from; in front of them is a box, or as many as were chosen.</remarks>
    private static readonly (string Path, int Pages, string[] Labels)[] Papers =
    [
        ("/supplementary/print", 1,
            [
                "监护人姓名", "与患者关系", "监护人住址", "监护人电话", "辖区村（居）委会联系人", "联系人电话", "户别 2", "就业情况 9", "是否同意参加管理 2", "初次发病时间", "既往主要症状 12", "既往关锁情况 3", "门诊 3", "首次抗精神病药治疗时间", "住院次数", "诊断", "确诊医院",
                "确诊日期", "最近一次治疗效果 4", "危险行为 7", "经济状况 2", "专科医生意见", "填表日期", "医生签字",
            ]),
        ("/follow-ups/[^/]+/print", 1,
            [
                "随访日期", "本次随访形式 3", "本次随访对象 3", "若失访，原因 5", "死亡日期", "死亡原因 6", "躯体疾病 8", "危险性评估 6", "目前症状 12", "自知力 3", "睡眠情况 3", "饮食情况 3", "个人生活料理 3", "家务劳动 3", "生产劳动及工作 4", "学习能力 3", "社会人际交往 3", "危险行为 7",
                "两次随访期间关锁情况 3", "两次随访期间住院情况 3", "末次出院时间", "实验室检查 2", "用药依从性 4", "药物不良反应 3", "治疗效果 5", "是否建议转诊 2", "转诊原因", "是否已转诊 2", "转诊至机构及科室", "用药情况", "用药指导", "康复措施 5", "本次随访分类 3", "下次随访日期", "随访医生签名",
            ]),
        ("/agreements/[^/]+/print", 1, ["甲方：家庭医生团队", "乙方：签约居民", "乙方签字人 2", "起始日", "截止日", "基本服务", "个性化服务（由双方填写）", "甲方（签字、盖章）", "乙方（签字）", "签字日期"]),
        ("/referrals/[^/]+/print", 1, ["性别、出生日期", "诊断", "紧急 2", "转出机构", "转入机构", "联系人及工作电话", "接收情况 2", "转出医师签字", "转入医师签字"]),
        ("/crises/[^/]+/print", 3,
            [
                "第一处置地点", "报告人", "报告时间", "报告途径", "报告人身份", "处置开始时间", "处置结束时间", "现场情况", "出警民警", "民警单位", "精防医生", "精神科医师", "护士", "其他人员", "处置缘由 4", "处置措施", "诊断（ICD-10）", "诊断为 2", "处置效果", "处置对象类型", "通知情况", "处置结果 8", "填表人",
            ]),
    ];

    [Fact]
    public async Task Given_a_phone_When_a_patient_is_opened_Then_who_danger_next_due_and_whom_to_call_are_there_without_scrolling_and_the_story_narrows_without_script()
    {
        await using var context = await city.OpenAsync("demo-doctor", script: false);
        var page = await context.NewPageAsync();

        await page.GotoAsync("/");
        await page.Locator("a.whole").First.ClickAsync();

        foreach (var part in (string[])["h1", ".badges", ".task .why", ".whom a.button"])
        {
            var place = await page.Locator($".at-a-glance {part}").Last.BoundingBoxAsync();
            Assert.True(place is { Y: >= 0 } && place.Y + place.Height <= 844, $"{part} is not on the first screen: {place?.Y}");
        }

        var chip = page.Locator("#happened .chips a").Last;
        var count = int.Parse(await chip.Locator(".figure").InnerTextAsync(), CultureInfo.InvariantCulture);
        await chip.ClickAsync();
        var rows = await page.Locator(".timeline > li").CountAsync();
        Assert.Equal("true", await page.Locator("#happened .chips a").Last.GetAttributeAsync("aria-current"));
        Assert.True(rows == count || (rows < count && await page.Locator("#happened a[rel=next]").CountAsync() == 1), $"{rows} of {count}");

        await page.Locator(".charted summary").ClickAsync();
        await page.Locator("#findings a").ClickAsync();
        Assert.Equal(await page.Locator(".findings table").CountAsync(), await page.Locator(".findings details[open] table").CountAsync());
        Assert.Contains("病情分类", await page.Locator(".findings").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_the_charts_of_a_patient_When_they_are_opened_Then_each_is_drawn_in_the_colours_of_the_theme_above_its_folded_table_and_nothing_is_refused()
    {
        await using var context = await city.OpenAsync("demo-doctor");
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Refused);
        await page.GotoAsync("/");
        await page.Locator("a.whole").First.ClickAsync();
        var heavy = 0;
        page.Request += (_, asked) => heavy += asked.Url.Contains("/charts.js?v=", StringComparison.Ordinal) ? 1 : 0;

        await page.Locator(".charted summary").First.ClickAsync();
        await page.Locator(".drawn svg path").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });

        Assert.Equal("变化曲线", await page.Locator("#said").TextContentAsync());
        var carried = await page.EvaluateAsync<long>("() => performance.getEntries().reduce((sum, each) => sum + (each.encodedBodySize ?? 0), 0)"); // as it crosses the line where nothing is kept
        Assert.InRange(carried, MostWithCharts / 2, MostWithCharts);
        var tables = await page.Locator(".findings table").CountAsync();
        Assert.True(tables >= 3);
        Assert.Equal((tables, 0, 1), (await page.Locator(".drawn[role=img][aria-label] svg").CountAsync(), await page.Locator(".findings details[open]").CountAsync(), heavy));
        var light = await page.EvaluateAsync<string>(Strokes);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.WaitForFunctionAsync($"light => ({Strokes})() !== light", light); // drawn anew with the next picture of the screen
        Assert.Empty(await page.EvaluateAsync<string[]>("() => window.__refused"));
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"));
    }

    [Fact]
    public async Task Given_days_on_which_nobody_asked_When_the_charts_are_drawn_Then_the_line_ends_where_it_was_last_found_and_all_run_over_the_same_days_below_each_other()
    {
        await using var context = await city.OpenAsync("demo-doctor");
        var page = await context.NewPageAsync();
        await page.GotoAsync("/?band=Later");
        foreach (var patient in await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a.whole')].map(each => each.getAttribute('href'))"))
        {
            await page.GotoAsync($"{patient}/charts");
            if (await page.EvaluateAsync<bool>("() => ['class', 'adherence'].every(chart => document.querySelectorAll(`[data-chart=${chart}] tr[data-value]`).length > 2 && document.querySelector(`[data-chart=${chart}] tr[data-on]`).dataset.value)")) break;
        }

        await page.EvaluateAsync("() => document.querySelector('[data-chart=adherence] tr[data-on]').removeAttribute('data-value')"); // the latest

        await page.Locator("[data-draws] button").ClickAsync();
        await page.Locator("[data-chart=adherence] svg path").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });

        var ends = await page.EvaluateAsync<double[]>(Ends);
        Assert.True(ends[1] < ends[0] - 1, $"{ends[1]} is not before {ends[0]}");
        Assert.Single(await page.EvaluateAsync<double[]>("() => [...new Set([...document.querySelectorAll('[data-chart]:has(svg)')].map(each => Math.round(each.querySelector('svg path').getBBox().x)))]"));
    }

    [Fact]
    public async Task Given_the_five_papers_When_they_are_printed_Then_each_comes_out_on_A4_with_the_boxes_of_the_original_in_their_order()
    {
        await using var context = await city.OpenAsync("demo-office");
        var page = await context.NewPageAsync();
        var links = new List<string>();
        foreach (var id in await city.TellingCasesAsync("demo-office"))
        {
            await page.GotoAsync($"/cases/{id.Value}");
            links.AddRange(await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.printed a')].map(link => link.getAttribute('href'))"));
        }

        foreach (var (path, pages, labels) in Papers)
        {
            await page.GotoAsync(links.First(link => Regex.IsMatch(link, $"{path}($|\\?)")));
            var there = await page.EvaluateAsync<string[]>("() => [...document.querySelector('.paper').querySelectorAll('tr:has(th[scope=row])')].map(row => `${row.cells[0].innerText.trim()} ${row.querySelectorAll('.option').length || ''}`.trim())");
            Assert.Equal(0, await page.EvaluateAsync<int>("() => [...document.querySelectorAll('.paper tr:has(.option):not(:has(.box))')].length")); // whatever is chosen from has a box for its number
            Assert.Equal(("← 返回", true), (await page.Locator(".not-printed .crumb a").First.InnerTextAsync(), await page.EvaluateAsync<bool>("() => { let asked = false; window.print = () => { asked = true; }; document.querySelector('[data-prints]').click(); return asked; }")));
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            Assert.Equal("", await page.EvaluateAsync<string>("() => [...document.querySelectorAll('.not-printed')].map(each => each.checkVisibility() ? each.innerText : '').join('')"));
            var paper = Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true, Path = Environment.GetEnvironmentVariable("CASE_MANAGEMENT_PAPERS") is { } folder ? System.IO.Path.Combine(folder, $"{path.Split('/')[1]}.pdf") : null }));

            Assert.Equal(labels, there.Where(label => labels.Contains(label)));
            Assert.Equal((path, pages), (path, PageOfPdf().Count(paper)));
            Assert.All(MediaBox().Matches(paper), box =>
            {
                Assert.InRange(double.Parse(box.Groups[1].Value, CultureInfo.InvariantCulture), 594, 596); // 210 mm in points
                Assert.InRange(double.Parse(box.Groups[2].Value, CultureInfo.InvariantCulture), 841, 843); // 297 mm
            });
        }
    }

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex PageOfPdf();

    [GeneratedRegex(@"/MediaBox\s*\[0 0 ([0-9.]+) ([0-9.]+)\]")]
    private static partial Regex MediaBox();
}
