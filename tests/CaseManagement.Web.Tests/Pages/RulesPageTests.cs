using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Domain;
using CaseManagement.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Pages;

public sealed partial class RulesPageTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public async Task Given_a_late_patient_When_the_reason_on_the_desk_is_followed_Then_it_leads_to_its_rule_with_source_edition_and_certainty()
    {
        await using var slice = await Slice.CreateAsync(Monday);
        await slice.Send(A.Registration());
        await using var site = await Site.OpenAsync(slice);

        var desk = await site.Get("/");
        var link = Link().Match(desk);
        var anchor = link.Groups[2].Value;
        var rules = await site.Get($"/rules?rule={link.Groups[1].Value}");

        Assert.StartsWith("first-visit.", anchor, StringComparison.Ordinal);
        var rule = rules[rules.IndexOf($"id=\"{anchor}\"", StringComparison.Ordinal)..];
        rule = WebUtility.HtmlDecode(rule[..rule.IndexOf("</article>", StringComparison.Ordinal)]);
        Assert.Contains("⚠ 待确认", rule, StringComparison.Ordinal);
        Assert.Contains("严重精神障碍管理治疗工作规范（2018年版）", rule, StringComparison.Ordinal);
        Assert.Contains("2018年5月28日", rule, StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", rule, StringComparison.Ordinal);
        Assert.Contains("href=\"/rules\"", desk, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script(?![^>]* src=)", rules);
        Assert.DoesNotContain(" style=", rules, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_every_rule_of_the_book_When_the_page_is_shown_Then_each_has_its_place_and_no_place_is_there_twice()
    {
        await using var slice = await Slice.CreateAsync(Monday);
        await using var site = await Site.OpenAsync(slice, "volunteer");

        var contents = await site.Get("/rules?on=2018-01-01");
        var pages = new List<string>();
        foreach (Match list in List().Matches(contents))
        {
            for (string? next = WebUtility.HtmlDecode(list.Groups[1].Value); next is not null; next = Next().Match(pages[^1]) is { Success: true } more ? WebUtility.HtmlDecode(more.Groups[1].Value) : null)
                pages.Add(await site.Get(next));
        }

        var places = pages.SelectMany(page => Place().Matches(page)).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(places.Count, places.Distinct().Count());
        Assert.All(site.Services.GetRequiredService<RuleBook>().Bases, basis => Assert.Contains(basis, places));
        Assert.Contains(pages, page => page.Contains("当日未生效", StringComparison.Ordinal));
        Assert.All(pages, page => Assert.InRange(page.Length, 1, 150_000));
        await site.Get("/rules?on=never", HttpStatusCode.BadRequest);
        await site.Get("/rules?group=no-such", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Given_an_administrator_When_a_setting_is_changed_on_its_page_Then_the_list_tells_what_is_to_come_and_a_mistake_keeps_what_was_typed()
    {
        await using var slice = await Slice.CreateAsync(Monday);
        await using var site = await Site.OpenAsync(slice, "admin");

        var mistaken = await site.Post("/admin/settings/first-visit.working-days", "Change", new() { ["Input.Value"] = "400", ["Input.HoldsFrom"] = "2026-03-03", ["Input.Reason"] = "本省7个工作日" }, HttpStatusCode.BadRequest);
        var changed = await site.Post("/admin/settings/first-visit.working-days", "Change", new() { ["Input.Value"] = "7", ["Input.HoldsFrom"] = "2026-03-03", ["Input.Reason"] = "本省7个工作日" });
        var stale = await site.Send(mistaken, "Change", new() { ["Input.Value"] = "8", ["Input.HoldsFrom"] = "2026-03-03", ["Input.Reason"] = "再改" }, HttpStatusCode.Conflict);

        Assert.Contains("数值超出可改的范围", mistaken, StringComparison.Ordinal);
        Assert.Contains("value=\"400\"", mistaken, StringComparison.Ordinal);
        Assert.Contains("本省7个工作日", mistaken, StringComparison.Ordinal);
        Assert.Contains("3月3日起为7 个工作日", changed, StringComparison.Ordinal);
        Assert.Contains("10 → <strong>7</strong>", changed, StringComparison.Ordinal);
        Assert.DoesNotContain("8</strong>", stale, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Change", await site.Get("/admin/settings/follow-up.stable.months"), StringComparison.Ordinal);
        await site.Get("/admin/settings/no-such", HttpStatusCode.NotFound);
    }

    [GeneratedRegex("href=\"/rules\\?rule=([^#\"]+)#([^\"]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex("href=\"(/rules\\?group=[^\"]+)\"")]
    private static partial Regex List();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"|href=\"([^\"]+)\" rel=\"next\"")]
    private static partial Regex Next();

    [GeneratedRegex("<article class=\"rule\" id=\"([^\"]+)\"")]
    private static partial Regex Place();
}
