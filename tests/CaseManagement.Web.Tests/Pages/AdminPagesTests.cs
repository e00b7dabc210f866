using System.Net;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using CaseManagement.Testing;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Web.Tests.Pages;

public sealed class AdminPagesTests
{
    [Fact]
    public async Task Given_an_administrator_When_every_page_is_visited_Then_each_is_shown_without_script_and_without_style_of_its_own()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.Add(new QuarantinedRow("RollAgreements", ManagedCaseId.New(), "case.closed", slice.Clock.GetUtcNow()));
        await using var site = await Site.OpenAsync(slice, "admin");
        var town = slice.Town;

        foreach (var address in (string[])[
            "/admin", "/admin/people", "/admin/people?role=CareTeamMember&code=d", $"/admin/people/{town.Doctor.Id.Value}", "/admin/institutions", "/admin/teams", $"/admin/teams/{town.Team.Id.Value}",
            "/admin/groups", $"/admin/groups/{town.Group.Id.Value}", "/admin/grids", $"/admin/grids/{town.Grid.Code}", "/admin/jobs", "/admin/jobs/sweep", "/admin/notices", "/admin/notices?ended=true", "/admin/quarantine", "/admin/quarantine?cleared=true", "/admin/settings", "/admin/settings/class.insight.2"])
        {
            var page = await site.Get(address);

            Assert.Contains("<nav class=\"admin\"", page, StringComparison.Ordinal);
            Assert.Contains("href=\"/admin/people\"", page, StringComparison.Ordinal);
            Assert.DoesNotMatch("<script(?![^>]* src=)", page);
            Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
            Assert.DoesNotMatch("<d[dt] class=\"figures\">[^<]*2026-", page); // days are said as people read them
        }

        var routes = await site.Get("/admin/notices");
        Assert.Contains("<option value=\"Police\"", routes, StringComparison.Ordinal);
        Assert.All((string[])["Guardian", "Family", "Other"], party => Assert.DoesNotContain($"<option value=\"{party}\"", routes, StringComparison.Ordinal)); // they know of one patient, and a route is for an area
        var found = await site.Get("/admin/settings?find=insight");
        Assert.Contains("class.insight.2", found, StringComparison.Ordinal);
        Assert.DoesNotContain("alert.", found, StringComparison.Ordinal);
        Assert.Contains("没有这样的设置。", await site.Get("/admin/settings?find=nothing-like-it"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_an_officer_When_the_administration_is_opened_Then_it_offers_places_only()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice, "office");

        var page = await site.Get("/admin");

        Assert.Contains("href=\"/admin/grids\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("空的数据库", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/admin/people\"", page, StringComparison.Ordinal);
        await site.Get("/admin/people", HttpStatusCode.Forbidden);
        await site.Get("/admin/jobs", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Given_a_doctor_When_the_administration_is_opened_Then_it_is_not_theirs()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice);

        await site.Get("/admin", HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("office", true)]
    [InlineData("admin", false)]
    public async Task Given_a_team_with_a_patient_When_it_is_closed_on_the_page_Then_whom_that_would_leave_is_said_by_name_only_to_whoever_may_see_the_case(string by, bool named)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var registered = await slice.Send(A.Registration("患者甲"));
        await using var site = await Site.OpenAsync(slice, by);

        var page = await site.Post($"/admin/teams/{slice.Town.Team.Id.Value}", "Close", [], HttpStatusCode.Conflict);

        Assert.Contains(TestTown.Community, page, StringComparison.Ordinal);
        Assert.Equal(named, page.Contains("患者甲", StringComparison.Ordinal));
        Assert.Equal(named, page.Contains($"href=\"/cases/{registered.CaseId.Value}\"", StringComparison.Ordinal));
        Assert.Equal(!named, page.Contains($">{registered.CaseId.Value}<", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_the_page_of_people_When_somebody_is_added_Then_the_first_password_is_shown_and_the_person_is_listed()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice, "admin");

        var page = await site.Post("/admin/people", "Add", new()
        {
            ["Input.Code"] = "new-doctor",
            ["Input.Name"] = "新医生",
            ["Input.Role"] = "CareTeamMember",
            ["Input.Area"] = TestTown.Code,
            ["Input.Institution"] = slice.Town.Centre.Id.Value.ToString(),
            ["Input.Team"] = slice.Town.Team.Id.Value.ToString(),
        });

        Assert.Contains("new-doctor 的初始密码", page, StringComparison.Ordinal);
        Assert.Contains("新医生", await site.Get("/admin/people?code=new"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin/institutions", "admin")]
    [InlineData("/admin/teams", "admin")]
    [InlineData("/admin/groups", "office")]
    [InlineData("/admin/people", "admin")]
    public async Task Given_an_area_code_that_is_none_When_it_is_sent_Then_the_form_stays_and_says_so_at_the_field(string address, string by)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice, by);

        var page = await site.Post(address, "Add", new()
        {
            ["Input.Code"] = "new-doctor",
            ["Input.Name"] = "新的名称",
            ["Input.Kind"] = "CommunityHealthCentre",
            ["Input.Role"] = "CareTeamMember",
            ["Input.Area"] = "999999999",
            ["Input.Institution"] = slice.Town.Centre.Id.Value.ToString(),
            ["Input.Team"] = slice.Town.Team.Id.Value.ToString(),
        }, HttpStatusCode.NotFound);

        Assert.Contains("value=\"999999999\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"新的名称\"", page, StringComparison.Ordinal);
        Assert.Matches("id=\"Input-(Area|Code)-refused\">没有这个辖区代码", page);
    }

    [Fact]
    public async Task Given_the_pages_When_a_team_is_added_a_grid_redrawn_a_job_run_and_a_row_cleared_Then_it_is_so()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.Add(new QuarantinedRow("RollAgreements", ManagedCaseId.New(), "case.closed", slice.Clock.GetUtcNow()));
        await using var site = await Site.OpenAsync(slice, "admin");
        var grid = slice.Town.SecondGrid;

        await site.Post("/admin/teams", "Add", new() { ["Input.Name"] = "第三团队", ["Input.Area"] = TestTown.Code, ["Input.Institution"] = slice.Town.Centre.Id.Value.ToString() });
        await site.Post($"/admin/grids/{grid.Code}", "Redraw", new() { ["Input.Name"] = "新网格名", ["Input.Words"] = "莞龙路；岗贝路", ["Input.Team"] = slice.Town.OtherTeam.Id.Value.ToString() });
        var jobs = await site.Post("/admin/jobs", "Run", []);
        await site.Post("/admin/quarantine", "Clear", new() { ["note"] = "已更正" });

        Assert.Contains("第三团队", await site.Get("/admin/teams"), StringComparison.Ordinal);
        var redrawn = await slice.Db(db => db.Grids.AsNoTracking().SingleAsync(row => row.Code == grid.Code));
        Assert.Equal(("新网格名", "莞龙路;岗贝路", slice.Town.OtherTeam.Id), (redrawn.Name, redrawn.AddressKeywords, redrawn.CareTeamId));
        Assert.Contains("已启动", jobs, StringComparison.Ordinal);
        Assert.Contains("未在此进程运行", jobs, StringComparison.Ordinal);
        Assert.Contains("没有待处理的异常", await site.Get("/admin/quarantine"), StringComparison.Ordinal);
    }
}
