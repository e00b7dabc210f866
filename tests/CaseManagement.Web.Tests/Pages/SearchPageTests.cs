using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Access;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

public sealed class SearchPageTests
{
    [Fact]
    public async Task Given_patients_When_somebody_looks_for_one_from_any_page_Then_the_rows_open_the_cases_and_no_address_shows_what_was_typed()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration("王小明"))).CaseId;
        for (var i = 0; i < 21; i++) await slice.Send(A.Registration($"王小红{(char)('甲' + i)}"));
        await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, new(2026, 6, 30)));
        await using var site = await Site.OpenAsync(slice);

        var (found, address) = await Search(site, "王小明");
        var again = await site.Get(address);
        var (many, listed) = await Search(site, "wx");
        var next = WebUtility.HtmlDecode(Regex.Match(many, "rel=\"next\" href=\"([^\"]+)\"").Groups[1].Value);
        var second = await site.Get(next);
        var (none, _) = await Search(site, "李四光");
        var form = await site.Get(WebUtility.HtmlDecode(Regex.Match(none, "href=\"(/patients/new[^\"]*)\"").Groups[1].Value));
        var refused = await site.SendTo("/rules", "/search", new() { ["Text"] = "王" }, HttpStatusCode.BadRequest);
        var (nobodys, _) = await Search(site, "13899990000");
        var byPhone = await site.Get(WebUtility.HtmlDecode(Regex.Match(nobodys, "href=\"(/patients/new[^\"]*)\"").Groups[1].Value));
        var tooLong = await site.SendTo("/rules", "/search", new() { ["Text"] = new('王', 200) }, HttpStatusCode.BadRequest);
        var foreign = await site.Get("/search?q=abcd", HttpStatusCode.NotFound);

        var (town, typed) = await Search(site, "东城");
        var (coded, _) = await Search(site, TestTown.Code);
        var everybody = await site.Get(LinkOf(coded, "东城街道的全部患者"));
        var (elsewhere, _) = await Search(site, TestTown.OtherTown);
        await using var office = await Site.OpenAsync(slice, "office");
        var (communities, _) = await Search(office, "花园新村");
        var within = await office.Get(LinkOf(communities, "花园新村社区的全部患者"));

        Assert.Contains("东城街道的全部患者", town, StringComparison.Ordinal);
        Assert.Contains($"/cases/{caseId.Value}\"", everybody + await site.Get(LinkOf(everybody, "下一页")), StringComparison.Ordinal);
        Assert.DoesNotContain("东城", Uri.UnescapeDataString(typed + LinkOf(town, "东城街道的全部患者")), StringComparison.Ordinal);
        Assert.DoesNotContain(TestTown.Code, LinkOf(coded, "东城街道的全部患者"), StringComparison.Ordinal);
        Assert.DoesNotContain("的全部患者", elsewhere, StringComparison.Ordinal); // not this reader's
        Assert.Matches("南城街道", communities);
        Assert.DoesNotContain($"value=\"{TestTown.Community}\"", communities, StringComparison.Ordinal);
        Assert.Matches($"value=\"{TestTown.Code}\"[\\s\\S]*value=\"{TestTown.Community}\"[\\s\\S]*value=\"{TestTown.OtherCommunity}\" selected", within);
        Assert.DoesNotContain($"/cases/{caseId.Value}\"", within, StringComparison.Ordinal);
        Assert.Contains("href=\"/search\"", await office.Get("/"), StringComparison.Ordinal);
        Assert.Contains($"/cases/{caseId.Value}\"", found, StringComparison.Ordinal);
        Assert.Contains($"/cases/{caseId.Value}\"", again, StringComparison.Ordinal);
        Assert.DoesNotContain("王", Uri.UnescapeDataString(address + listed + next), StringComparison.Ordinal);
        Assert.Equal((20, 2), (Rows(many), Rows(second)));
        Assert.Contains("没有找到", none, StringComparison.Ordinal);
        Assert.Contains("value=\"李四光\"", form, StringComparison.Ordinal);
        Assert.Contains("至少输入两个字", refused, StringComparison.Ordinal);
        Assert.Contains("name=\"Input.Phone\" value=\"13899990000\"", byPhone, StringComparison.Ordinal);
        Assert.DoesNotMatch("name=\"Input.DocumentNumber\" value=\"1", byPhone);
        Assert.Contains("太长了", tooLong, StringComparison.Ordinal);
        Assert.Contains("已失效", foreign, StringComparison.Ordinal);

        await using var others = await Site.OpenAsync(slice, "volunteer");
        var (supported, _) = await Search(others, "王小");
        await others.Get(address, HttpStatusCode.NotFound); // an address opens for nobody else
        Assert.Contains($"/support#patient-{caseId.Value}", supported, StringComparison.Ordinal);
        Assert.DoesNotContain("王小红", supported, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_desk_on_which_a_follow_up_is_begun_When_somebody_is_picked_Then_the_form_is_that_follow_up_of_theirs_and_a_plain_search_leads_to_what_is_due()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration("王小明"))).CaseId;
        for (var i = 0; i < 21; i++) await slice.Send(A.Registration($"王小红{(char)('甲' + i)}"));
        await using var site = await Site.OpenAsync(slice);
        var begun = Regex.Match(await site.Get("/"), "href=\"(/search\\?[^\"]*)\"").Groups[1].Value;
        var form = $"<a (?=[^>]*href=\"/cases/{caseId.Value}/follow-ups/new\")(?=[^>]*aria-label=\"记录随访 王小明\")[^>]*>记录随访</a>";

        var found = await site.SendTo(begun, "/search", new() { ["Text"] = "王小明" });
        var address = site.LastAddress!;
        var many = await site.SendTo(begun, "/search", new() { ["Text"] = "王小" });
        var second = await site.Get(WebUtility.HtmlDecode(Regex.Match(many, "rel=\"next\" href=\"([^\"]+)\"").Groups[1].Value));
        var town = await site.SendTo(begun, "/search", new() { ["Text"] = "东城" });
        var everybody = await site.Get(LinkOf(town, "东城街道的全部患者"));
        var (plain, _) = await Search(site, "王小明");
        var other = await site.Get(address.Replace("for=follow-up", "for=anything", StringComparison.Ordinal));
        await using var hospital = await Site.OpenAsync(slice, "psychiatrist");

        Assert.Equal("/search?for=follow-up", begun);
        Assert.Contains("for=follow-up", address, StringComparison.Ordinal);
        Assert.Matches(form, found);
        Assert.All([many, second, everybody], page => Assert.Equal(Rows(page), Regex.Count(page, ">记录随访</a>")));
        Assert.All([found, many, second, everybody], page => Assert.DoesNotContain("去记录</a>", page, StringComparison.Ordinal));
        Assert.All([plain, other], page =>
        {
            Assert.Contains("去记录</a>", page, StringComparison.Ordinal);
            Assert.DoesNotContain("记录随访", page, StringComparison.Ordinal);
        });
        Assert.DoesNotContain("记录随访", await hospital.Get("/search?for=follow-up"), StringComparison.Ordinal); // who records none is not offered it
    }

    private static string LinkOf(string page, string text) => WebUtility.HtmlDecode(Regex.Match(page, $"href=\"([^\"]+)\"[^>]*>{text}").Groups[1].Value);

    private static int Rows(string page) => Regex.Count(page, "class=\"whole\"");

    /// <summary>From the head of another page, as a browser without script sends it.</summary>
    private static async Task<(string Page, string Address)> Search(Site site, string text)
    {
        var page = await site.SendTo("/rules", "/search", new() { ["Text"] = text });

        return (page, site.LastAddress!);
    }
}
