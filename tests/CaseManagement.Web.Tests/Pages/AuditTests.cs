using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

public sealed partial class AuditTests
{
    [Fact]
    public async Task Given_work_When_the_administrator_opens_the_audit_Then_each_entry_is_said_in_words_and_no_patient_is_named()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var registered = await slice.Send(A.Registration("患者甲"));
        await slice.Send(new GetCase(registered.CaseId));
        await using var site = await Site.OpenAsync(slice, "admin");

        var page = await site.Get("/admin/audit");
        var english = await site.Get("/admin/audit?culture=en&kind=Read");

        Assert.Equal(4, Row().Count(page)); // with the two steps of the sign-in; opening the page is the fifth
        Assert.Contains("登记患者", page, StringComparison.Ordinal);
        Assert.Contains("王医生 (doctor)", page, StringComparison.Ordinal);
        Assert.Contains(registered.CaseId.Value.ToString(), page, StringComparison.Ordinal);
        Assert.DoesNotContain("患者甲", page, StringComparison.Ordinal);
        foreach (var said in (string[])["结果： 已登录", "登录 ", "账号 "]) Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotMatch("let-in|outcome|session:|account:", page);
        Assert.DoesNotContain("href=\"/cases/", page, StringComparison.Ordinal);
        Assert.Equal(1, Row().Count(english));
        Assert.Contains("Opened a case", english, StringComparison.Ordinal);
        Assert.Contains("查询操作记录", await site.Get("/admin/audit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_an_audit_that_has_nothing_like_it_When_it_is_narrowed_Then_the_page_says_so()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice, "admin");

        Assert.Contains("没有这样的记录。", await site.Get("/admin/audit?actor=nobody&from=2026-03-01&to=2026-03-02"), StringComparison.Ordinal);
        await site.Get("/admin/audit?from=2026-03-02&to=2026-03-01", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Given_a_doctor_When_the_audit_is_opened_Then_it_is_not_theirs_to_see()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice);

        await site.Get("/admin/audit", HttpStatusCode.Forbidden);
    }

    [GeneratedRegex("<td class=\"when")]
    private static partial Regex Row();
}
