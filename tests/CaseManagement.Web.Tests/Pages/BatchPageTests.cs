using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Batches;
using CaseManagement.Domain.Cases;
using CaseManagement.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>Long work at both doors: asked for, left, come back to, and its report.</summary>
public sealed partial class BatchPageTests
{
    private const string File = "code,name,parent_code\n44,广东省,\n441900009,新镇,441900\n44x,\"短, 名\",44\n450000,广西,\n";

    [Fact]
    public async Task Given_a_file_with_lines_that_cannot_be_taken_When_it_is_sent_by_the_page_Then_its_own_page_tells_how_it_ended_and_the_report_names_the_lines()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice, "admin");

        var missing = await site.Post("/admin/batches", "Import", [], HttpStatusCode.BadRequest);
        var (address, _) = await Upload(site, File);
        await Ended(site);
        var page = await site.Get(address);
        var report = await site.Browser.GetAsync(Report().Match(page).Groups[1].Value, TestContext.Current.CancellationToken);
        var bytes = await report.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var list = await site.Get("/admin/batches");

        Assert.Contains("没有选择文件", missing, StringComparison.Ordinal);
        Assert.Contains("共4行：新增1，更新0，无变化1，未导入2", page, StringComparison.Ordinal);
        Assert.Contains("已完成", page, StringComparison.Ordinal);
        Assert.All([page, list], each => Assert.Matches("badge watch[\\s\\S]{0,300}已完成，2行未导入", each)); // what was refused is for somebody to see to
        Assert.DoesNotContain("hx-trigger", page, StringComparison.Ordinal); // what is over asks no more
        Assert.Equal(("text/csv", "attachment"), (report.Content.Headers.ContentType!.MediaType, report.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        Assert.Equal(["行号,地区代码,退回代码,原因", "4,,area.code", "5,450000,area.elsewhere", ""], Encoding.UTF8.GetString(bytes[3..]).Split("\r\n").Select((line, row) => row is 0 or 3 ? line : string.Join(',', line.Split(',')[..3])));
        Assert.Contains(address, list, StringComparison.Ordinal);
        var (wrong, _) = await Upload(site, "a;b;c\n");
        await Ended(site);
        Assert.Contains("没有改动任何数据", await site.Get(wrong), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Upload(site, new string('x', BatchSettings.Default.MaxFileBytes * 3 / 2))).Status);
    }

    [Fact]
    public async Task Given_a_team_without_patients_When_its_reassignment_is_looked_at_Then_a_missing_receiver_is_refused_at_its_field_and_nothing_to_move_is_said_without_a_first_button()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice, "office");
        var (team, other) = (slice.Town.Team, slice.Town.OtherTeam);

        var first = await site.Get("/admin/reassignments?Input.From=Team");
        var refused = await site.Get($"/admin/reassignments?Input.From=Team&Input.Team={team.Id.Value}&Input.Reason=TeamCloses&Input.To%5B0%5D=&Input.ToArea%5B0%5D=&Input.To%5B1%5D=", HttpStatusCode.BadRequest);
        var nobody = await site.Get($"/admin/reassignments?Input.From=Person&Input.Person={slice.Town.Neighbour.Id.Value}");
        await slice.Send(A.Registration());
        var somebody = await site.Get($"/admin/reassignments?Input.From=Team&Input.Team={team.Id.Value}&Input.To%5B0%5D={other.Id.Value}");

        Assert.DoesNotContain("id=\"refusal\"", first, StringComparison.Ordinal);
        Assert.Matches("<select[^>]*name=\"Input.To\\[0\\]\"[^>]*aria-invalid=\"true\"", refused);
        Assert.Contains("请选择接收团队。", refused, StringComparison.Ordinal);
        Assert.Contains($"<option value=\"{team.Id.Value}\" selected", refused, StringComparison.Ordinal);
        Assert.Contains("没有可以改派的患者、待办、预警或片区。", nobody, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Do", nobody, StringComparison.Ordinal);
        Assert.DoesNotContain("没有可以改派", somebody, StringComparison.Ordinal);
        Assert.Matches("handler=Do[\\s\\S]*<button class=\"primary\"", somebody);
        Assert.Contains($"<option value=\"{slice.Town.Doctor.Id.Value}\"", nobody, StringComparison.Ordinal);
        Assert.DoesNotMatch("<option[^>]*>[^<]* · 管理员", nobody); // who has no patients has none to give
    }

    [Fact]
    public async Task Given_a_reassignment_When_it_is_done_and_undone_on_the_pages_and_by_the_API_Then_each_leads_to_its_batch()
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        var slice = door.Slice;
        await using var site = await Site.OpenAsync(slice, "office");
        var registered = await slice.Send(A.Registration());
        var (team, other) = (slice.Town.Team, slice.Town.OtherTeam);

        var preview = await site.Get($"/admin/reassignments?Input.From=Team&Input.Team={team.Id.Value}&Input.To%5B0%5D={other.Id.Value}");
        var balance = await site.Get($"/admin/reassignments?Input.From=Team&Input.Reason=Balance&Input.Team={team.Id.Value}&Input.To%5B0%5D={other.Id.Value}", HttpStatusCode.Conflict);
        await site.Send(preview, "Do", []);
        var address = site.LastAddress!;
        await Ended(site);
        var done = await site.Get(address);
        var report = await site.Get(Report().Match(done).Groups[1].Value);
        await site.Post("/admin/reassignments", "Undo", []);
        var undoing = site.LastAddress!;
        await Ended(site);
        var undone = await site.Get(undoing);

        Assert.Contains($"{team.Name}撤并，转出患者1人：原有1人，之后0人。", preview, StringComparison.Ordinal);
        Assert.Contains("均衡负荷：只转未签约的患者", preview, StringComparison.Ordinal);
        Assert.Contains("没有人改派：转出团队现有患者1人，接收团队最少的也有0人", balance, StringComparison.Ordinal);
        Assert.DoesNotContain("照此执行", balance, StringComparison.Ordinal);
        Assert.StartsWith("/admin/batches/", address, StringComparison.Ordinal);
        Assert.Contains("患者1，", done, StringComparison.Ordinal);
        Assert.Contains($"患者,{registered.CaseId.Value},,,{TestTown.Community},{TestTown.Community},{team.Name},{other.Name},", report, StringComparison.Ordinal);
        Assert.DoesNotContain("测试", report, StringComparison.Ordinal);
        Assert.Contains("1人已退回；0人", undone, StringComparison.Ordinal);
        Assert.Equal(team.Id, await slice.Db(db => db.Cases.Select(managed => managed.CareTeamId).SingleAsync()));

        var order = new JsonObject { ["from"] = "team", ["reason"] = "team-closes", ["careTeamId"] = team.Id.Value, ["to"] = new JsonArray(new JsonObject { ["careTeamId"] = other.Id.Value }) };
        var looked = await door.Post("admin/reassignments/preview", new JsonObject { ["order"] = order.DeepClone() }, "office");
        var asked = await door.Post("admin/reassignments", new JsonObject { ["order"] = order.DeepClone(), ["token"] = (string)looked.Json["token"]! }, "office");
        await door.Services.GetRequiredService<IJobRunner>().EndedAsync(JobNames.Batches);
        var batch = await door.Get($"batches/{asked.Json["id"]}", "office");
        var csv = await door.Get($"batches/{asked.Json["id"]}/report", "office", "en");
        var stranger = await door.Get($"batches/{asked.Json["id"]}", "doctor");

        Assert.Equal((202, "done", 1), (asked.Status, (string)batch.Json["state"]!, (int)batch.Json["moved"]!["cases"]!));
        Assert.Contains($"patient,{registered.CaseId.Value}", csv.Text, StringComparison.Ordinal);
        Assert.Equal(403, stranger.Status);
    }

    [Fact]
    public async Task Given_an_agreement_with_a_team_that_closes_When_it_is_undone_after_one_patient_has_another_Then_the_report_gives_it_to_no_team_and_says_of_each_whether_it_went_back()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var (team, other) = (slice.Town.Team, slice.Town.OtherTeam);
        var (signed, stays) = ((await slice.Send(A.Registration())).CaseId, (await slice.Send(A.Registration("测试乙"))).CaseId);
        await slice.Send(new SignAgreement(signed, team.Id, new(Signer.Patient, "测试甲", null, new(2026, 3, 2)), new(2026, 3, 2), new(2027, 3, 1)));
        slice.Clock.Day = new(2026, 3, 3);
        await using var site = await Site.OpenAsync(slice, "office");

        await site.Send(await site.Get($"/admin/reassignments?Input.From=Team&Input.Team={team.Id.Value}&Input.To%5B0%5D={other.Id.Value}"), "Do", []);
        await Ended(site);
        var report = await site.Get(Report().Match(await site.Get(site.LastAddress!)).Groups[1].Value);
        await slice.Send(new SignAgreement(stays, other.Id, new(Signer.Patient, "测试乙", null, new(2026, 3, 3)), new(2026, 3, 3), new(2027, 3, 2)));
        await site.Post("/admin/reassignments", "Undo", []);
        await Ended(site);
        var undoing = await site.Get(Report().Match(await site.Get(site.LastAddress!)).Groups[1].Value);

        Assert.Matches($"终止的签约,{signed.Value},,2027-03-01,{TestTown.Community},{TestTown.Community},{team.Name},,\\s", report);
        Assert.Matches($"患者,{signed.Value},.*,是\\s", undoing);
        Assert.Matches($"患者,{stays.Value},.*,否，保持现状\\s", undoing);
        Assert.Matches($"终止的签约,{signed.Value},.*,{team.Name},,是\\s", undoing);
    }

    [Fact]
    public async Task Given_work_that_goes_on_When_its_page_is_read_Then_the_bar_has_a_share_where_one_is_measured_and_else_only_goes_on()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice, "admin");
        var (address, _) = await Upload(site, File);
        await Ended(site);
        var bars = new List<string>();

        foreach (var (step, done, of) in ((BatchStep?, int, int)[])[(null, 0, 0), (BatchStep.Reading, 0, 0), (BatchStep.Reading, 2, 4), (BatchStep.WorkingOut, 1, 3), (BatchStep.Applying, 2, 3)])
        {
            await slice.Db(db => db.Batches.ExecuteUpdateAsync(batch => batch.SetProperty(x => x.State, BatchState.Running).SetProperty(x => x.Step, step).SetProperty(x => x.Done, done).SetProperty(x => x.Of, of)));
            bars.Add(Bar().Match(await site.Get(address)).Groups[1].Value.Trim());
        }

        Assert.Equal(["", "", "value=\"2\" max=\"4\"", "", ""], bars);
    }

    private static Task Ended(Site site) => site.Services.GetRequiredService<IJobRunner>().EndedAsync(JobNames.Batches);

    private static async Task<(string Address, HttpStatusCode Status)> Upload(Site site, string text)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Token().Match(await site.Get("/admin/batches")).Groups[1].Value), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "divisions.csv" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/batches?handler=Import") { Content = form };
        request.Headers.ExpectContinue = text.Length > 100_000; // the answer may come before all of it is sent
        using var answer = await site.Browser.SendAsync(request, TestContext.Current.CancellationToken);

        return (answer.RequestMessage!.RequestUri!.AbsolutePath, answer.StatusCode);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]*)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<progress([^>]*) aria-label=\"[^\"]+\"></progress>")]
    private static partial Regex Bar();

    [GeneratedRegex("href=\"([^\"]*handler=Report)\"")]
    private static partial Regex Report();
}
