using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Pages;

public sealed partial class DeskTests
{
    [Fact]
    public async Task Given_late_patients_When_a_number_is_opened_Then_its_list_has_as_many_rows_each_with_its_why()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        for (var i = 0; i < 3; i++) await Late(slice, $"患者{i}");
        slice.Clock.Day = new(2026, 3, 25);
        await using var site = await Site.OpenAsync(slice);

        var page = await site.Get("/?band=Late");
        var rows = await slice.Send(new ListWorklist(new(DueBand.Late)));

        Assert.Equal(rows.Rows.Count, Row().Count(page));
        Assert.Contains($"<span class=\"figure\">{rows.Rows.Count}</span>", page, StringComparison.Ordinal);
        Assert.Contains("3月2日评为不稳定，14天内须再访（《国家基本公共卫生服务规范》第三版（2017））", page, StringComparison.Ordinal);
        Assert.Matches("datetime=\"2026-03-16\"[^>]*>最迟3月16日", page);
    }

    [Fact]
    public async Task Given_a_list_When_somebody_in_it_is_chosen_Then_the_essence_of_their_page_stands_beside_the_list_under_an_address_that_names_nobody()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var (chosen, other) = (await Late(slice, "患者甲"), await Late(slice, "患者乙"));
        slice.Clock.Day = new(2026, 3, 25);
        await using var site = await Site.OpenAsync(slice);

        var before = await site.Get("/?band=Late");
        var page = await site.Get($"/?band=Late&chosen={chosen.Value}");
        var pane = Pane().Match(page).Value;

        Assert.Contains("还没有选患者", Pane().Match(before).Value, StringComparison.Ordinal);
        Assert.Contains($"hx-get=\"/?band=Late&amp;chosen={chosen.Value}\"", before, StringComparison.Ordinal);
        Assert.Equal(Row().Count(before), Row().Count(page));
        foreach (var said in (string[])["患者甲", $"href=\"/cases/{chosen.Value}\"", $"/cases/{chosen.Value}/follow-ups/new", "最迟3月16日 周一 随访", "测试母", "查看号码", "经过"]) Assert.Contains(said, pane, StringComparison.Ordinal);
        Assert.DoesNotContain("患者乙", pane, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "data-pane[^>]*aria-current=\"true\"").Select(match => match.Value).Distinct());
        Assert.DoesNotContain("href=\"tel:", Row().Split(before)[1], StringComparison.Ordinal); // a masked number is no call
        await site.Get($"/?band=Late&chosen={Guid.NewGuid()}", HttpStatusCode.NotFound);
        Assert.NotEqual(chosen, other);
    }

    [Fact]
    public async Task Given_an_agreement_that_ends_When_the_desk_shows_its_renewal_Then_the_planned_day_and_the_last_day_are_told_apart()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new SignAgreement(caseId, slice.Town.Team.Id, new Signature(Signer.Patient, "测试甲", null, new(2026, 3, 2)), new(2026, 3, 2), new(2027, 3, 1)));
        var renewal = (await slice.Send(new ListWorklist(new(Kind: CareTaskKind.AgreementRenewal)))).Rows.Single().Reason;
        await using var site = await Site.OpenAsync(slice);

        var page = await site.Get("/?band=Later&kind=AgreementRenewal");

        Assert.True(renewal.DueOn < renewal.ClosesOn);
        Assert.Matches($"datetime=\"{Days.Iso(renewal.DueOn)}\"[^>]*>计划\\d", page);
        Assert.Matches($"datetime=\"{Days.Iso(renewal.ClosesOn)}\"[^>]*>最迟\\d", page);
    }

    [Fact]
    public async Task Given_an_alert_When_it_is_claimed_answered_and_closed_on_the_page_Then_it_is_no_longer_there()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = await Late(slice, "患者甲");
        slice.Clock.Day = new(2026, 3, 18);
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, null, CancellationToken.None);
        await using var site = await Site.OpenAsync(slice);
        var address = $"/cases/{caseId.Value}";
        var before = Alert().Count(await site.Get(address));

        await site.Post(address, "Claim", []);
        var refused = await site.Post(address, "Answer", new() { ["Input.Reason"] = "Other", ["Input.Note"] = "" }, HttpStatusCode.Conflict);
        await site.Post(address, "Answer", new() { ["Input.Reason"] = "DayAgreed", ["Input.Note"] = "3月20日" });
        await site.Post(address, "Resolve", new() { ["Input.Result"] = "Arranged" });

        Assert.Contains("选“其他”时请写明情况。", refused, StringComparison.Ordinal);
        Assert.Contains("value=\"Other\" selected", refused, StringComparison.Ordinal);
        Assert.Equal(before - 1, Alert().Count(await site.Get(address)));
    }

    [Theory]
    [InlineData("/?alerts=true", true)]
    [InlineData("/?band=Late", true)]
    [InlineData("/?alerts=true&hands=Nobody", false)]
    public async Task Given_an_alert_on_the_desk_When_it_is_claimed_there_Then_the_desk_answers_at_its_row_or_where_it_has_gone_from_the_list_says_so(string address, bool stays)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = await Late(slice, "患者甲");
        slice.Clock.Day = new(2026, 3, 18);
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, null, CancellationToken.None);
        await using var site = await Site.OpenAsync(slice);

        var page = await site.Post(address, "Claim", []);

        var claimed = (await slice.Send(new ListAlerts(new(CaseId: caseId)))).Rows.Single(alert => alert.State == AlertState.Claimed);
        Assert.Contains($"claimed={claimed.Id}", site.LastAddress, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "已认领，由您处置。"));
        Assert.Matches($"(?s)<{(stays ? "li class=\"alert\"" : "p")} [^>]*id=\"alert-{claimed.Id}\"[^>]*tabindex=\"-1\".*?已认领，由您处置。", page);
    }

    [Fact]
    public async Task Given_alerts_for_team_and_leader_When_each_looks_Then_a_button_stands_only_where_it_would_not_be_refused_and_an_answer_is_read_by_both()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = await Late(slice, "患者甲");
        slice.Clock.Day = new(2026, 3, 18);
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, null, CancellationToken.None);
        var open = (await slice.Send(new ListAlerts(new(CaseId: caseId)))).Rows;
        var forTheTeam = open.Count(alert => alert.Tells == ToldRole.CareTeam);
        var forTheLeader = open.Count(alert => alert.Tells is ToldRole.CareTeam or ToldRole.TeamLeader); // the record of the emergency has climbed on to the office
        await using var doctor = await Site.OpenAsync(slice);
        await using var leader = await Site.OpenAsync(slice, "leader");
        var address = $"/cases/{caseId.Value}";

        Assert.True(forTheTeam > 0 && forTheLeader > forTheTeam && open.Count > forTheLeader);
        Assert.Equal(forTheTeam, ClaimForm().Count(await doctor.Get(address)));
        Assert.Equal(forTheTeam, ClaimForm().Count(await doctor.Get("/?alerts=true")));
        Assert.Equal(forTheLeader, ClaimForm().Count(await leader.Get(address)));

        await doctor.Post(address, "Claim", []);
        await doctor.Post(address, "Answer", new() { ["Input.Reason"] = "DayAgreed", ["Input.Note"] = "约好周五上门" });

        Assert.Equal(forTheLeader - 1, ClaimForm().Count(await leader.Get(address)));
        Assert.Contains("约好周五上门", await leader.Get(address), StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Resolve", await leader.Get(address), StringComparison.Ordinal);
        var told = open.First(alert => alert.Tells == ToldRole.TeamLeader);
        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new ClaimAlert(told.Id)));
        Assert.Equal("alert.tells-another", refused.Code);
    }

    [Fact]
    public async Task Given_late_patients_When_each_role_signs_in_Then_its_own_desk_comes_first_and_leads_to_the_names()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await Late(slice, "患者甲"); // the unstable are the hospital's to advise on
        slice.Clock.Day = new(2026, 3, 25);
        await using var office = await Site.OpenAsync(slice, "office");
        await using var hospital = await Site.OpenAsync(slice, "psychiatrist");
        await using var admin = await Site.OpenAsync(slice, "admin");
        await using var doctor = await Site.OpenAsync(slice);

        var town = Regex.Match(await office.Get("/"), $"<a class=\"figure\" href=\"([^\"]*place={TestTown.Code}[^\"]*)\"[^>]*>(\\d+)</a>");
        Assert.Equal(int.Parse(town.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture), Row().Count(await office.Get(WebUtility.HtmlDecode(town.Groups[1].Value))));
        Assert.Matches("<li class=\"task urgent\">(.|\n)*患者甲", await hospital.Get("/"));
        Assert.Contains("要处理的", await admin.Get("/"), StringComparison.Ordinal);
        var desk = await doctor.Get("/");
        Assert.Contains("监护人 测试母 · 看号码", desk, StringComparison.Ordinal);
        Assert.Contains("临期针剂", desk, StringComparison.Ordinal);
        Assert.Empty(Row().Matches(await doctor.Get("/?soon=true")));
    }

    [Theory]
    [InlineData("/cases/00000000-0000-0000-0000-000000000001", "doctor", HttpStatusCode.NotFound, "没有找到")]
    [InlineData("/no-such-page", "doctor", HttpStatusCode.NotFound, "没有找到")]
    [InlineData("/emergency", "admin", HttpStatusCode.Forbidden, "您没有权限看这一页")]
    [InlineData("/?place=somewhere", "doctor", HttpStatusCode.BadRequest, "没看懂这个请求")]
    [InlineData("/?band=nonsense", "doctor", HttpStatusCode.BadRequest, "没看懂这个请求")]
    [InlineData("/?team=nonsense", "doctor", HttpStatusCode.BadRequest, "没看懂这个请求")]
    [InlineData("/admin/audit?from=nonsense", "admin", HttpStatusCode.BadRequest, "没看懂这个请求")]
    [InlineData("/emergency", "volunteer", HttpStatusCode.Forbidden, "href=\"/support\"")]
    [InlineData("/", null, HttpStatusCode.OK, "autocomplete=\"current-password\"")]
    [InlineData("/no-such-page", null, HttpStatusCode.NotFound, "没有找到")]
    public async Task Given_a_page_that_cannot_be_shown_When_asked_for_Then_it_says_so_in_words(string address, string? actor, HttpStatusCode status, string sentence)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice, actor);

        Assert.Contains(sentence, await site.Get(address, status), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_an_empty_town_When_the_desk_is_opened_Then_it_says_why_it_is_empty_in_the_chosen_language()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice);

        Assert.Contains("没有迟的。", await site.Get("/"), StringComparison.Ordinal);
        Assert.Contains("Nobody is late.", await site.Get("/?culture=en"), StringComparison.Ordinal);
    }

    private static async Task<ManagedCaseId> Late(Slice slice, string name)
    {
        var registered = await slice.Send(A.Registration(name));
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId) with { SeenOn = new(2026, 3, 2), Class = Stability.Unstable });

        return registered.CaseId;
    }

    [GeneratedRegex("<section id=\"chosen\"(.|\n)*?</section>")]
    private static partial Regex Pane();

    [GeneratedRegex("<form[^>]*handler=Claim")]
    private static partial Regex ClaimForm();

    [GeneratedRegex("<td class=\"patient\"")]
    private static partial Regex Row();

    [GeneratedRegex("<li class=\"alert\">")]
    private static partial Regex Alert();
}
