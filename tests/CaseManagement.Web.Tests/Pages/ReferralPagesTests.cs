using CaseManagement.Application.Features.Cases;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Referrals;
using CaseManagement.Testing;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>The loop on the pages: the team sends and prints, the hospital receives, answers and hands back, the team takes over.</summary>
public sealed class ReferralPagesTests
{
    [Fact]
    public async Task Given_a_team_and_a_hospital_When_each_fills_in_its_pages_Then_the_referral_goes_there_and_back_until_the_first_visit_is_due()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.UnstableFollowUpOf(caseId));
        await using var centre = await Site.OpenAsync(slice);
        await using var hospital = await Site.OpenAsync(slice, "psychiatrist");
        var pageOfCase = $"/cases/{caseId.Value}";

        var sent = await centre.Post($"{pageOfCase}/referrals/new", null, new()
        {
            ["Input.Hospital"] = slice.Town.Hospital.Id.Value.ToString(),
            ["Input.Reasons"] = "ViolenceOrSelfHarm",
            ["Input.IsUrgent"] = "true",
            ["Input.Summary"] = "冲动伤人",
            ["Input.SentOn"] = "2026-03-02",
        });
        var referral = (await slice.Send(new GetCase(caseId))).Referrals.Single();
        var page = $"{pageOfCase}/referrals/{referral.Id.Value}";
        var slip = await centre.Get($"{page}/print");
        Assert.Contains("待医院处理", sent, StringComparison.Ordinal);
        Assert.Contains("<span class=\"box\">2</span>", slip[slip.IndexOf("id=\"reasons\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Contains("双向转诊单（上转）", slip, StringComparison.Ordinal);

        Assert.Contains(page, await hospital.Get("/referrals"), StringComparison.Ordinal);
        Assert.Contains(page, await centre.Get("/referrals"), StringComparison.Ordinal); // nothing comes down yet: what went up is there without another tap
        await hospital.Post(page, "Receive", new() { ["Input.HappenedOn"] = "2026-03-02" });
        var refused = await hospital.Post(page, "Outcome", new() { ["Input.HappenedOn"] = "2026-03-02", ["Input.Outcome"] = "Other" }, System.Net.HttpStatusCode.Conflict);
        Assert.Contains("选择“其他”须写明", refused, StringComparison.Ordinal);
        await hospital.Post(page, "Outcome", new() { ["Input.HappenedOn"] = "2026-03-02", ["Input.Outcome"] = "Admitted" });

        slice.Clock.Day = new(2026, 3, 25);
        await hospital.SignIn(slice, slice.Town.Psychiatrist);
        var form = await hospital.Post($"{pageOfCase}/discharges/new", null, new()
        {
            ["Input.SentOn"] = "2026-03-25",
            ["Input.DischargedOn"] = "2026-03-24",
            ["Input.Reasons"] = "Discharged",
            ["Input.Summary"] = "好转出院",
            ["Input.Plan"] = "按时服药，两周复诊",
        });
        Assert.Contains("待基层处理", form, StringComparison.Ordinal);

        var down = (await slice.Send(new GetCase(caseId))).Referrals.First();
        await centre.SignIn(slice, slice.Town.Doctor);
        Assert.Contains($"{pageOfCase}/referrals/{down.Id.Value}", await centre.Get("/referrals"), StringComparison.Ordinal);
        await centre.Post($"{pageOfCase}/referrals/{down.Id.Value}", "Receive", new() { ["Input.HappenedOn"] = "2026-03-25" });

        var story = await slice.Send(new GetCase(caseId));
        Assert.Contains(story.Tasks, task => task.Kind == CareTaskKind.FirstVisit);
        Assert.All(story.Referrals, each => Assert.Equal(ReferralState.Closed, each.State));
        Assert.Contains("按时服药，两周复诊", await centre.Get(pageOfCase), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_referral_that_began_an_emergency_When_each_end_opens_it_Then_only_whoever_handles_emergencies_is_asked_for_the_record_and_the_way_there_reads_no_case()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var sent = await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id) with { Reasons = [ReferralReason.ViolenceOrSelfHarm] });
        await using var centre = await Site.OpenAsync(slice);
        await using var hospital = await Site.OpenAsync(slice, "psychiatrist");

        var (team, psychiatrist) = (await centre.Get($"/cases/{caseId.Value}/referrals/{sent.Id.Value}"), await hospital.Get($"/cases/{caseId.Value}/referrals/owed"));

        Assert.Contains("通知并填写记录", team, StringComparison.Ordinal);
        Assert.Contains($"/referrals/{sent.Id.Value}", psychiatrist, StringComparison.Ordinal);
        Assert.Contains("打开应急处置", psychiatrist, StringComparison.Ordinal);
        Assert.DoesNotContain("通知并填写记录", psychiatrist, StringComparison.Ordinal);
        Assert.Equal(0, await slice.Db(db => db.Audit.CountAsync(entry => entry.Request == nameof(GetCase))));
    }
}
