using System.Net;
using CaseManagement.Application.Features.Access;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

public sealed class AccessPageTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task Given_a_volunteer_When_the_first_page_is_opened_Then_it_shows_the_patients_assigned_and_nothing_clinical()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var registered = await slice.Send(A.Registration());
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId));
        await slice.Send(new AssignCareGroup(registered.CaseId, slice.Town.Group.Id, new(2026, 12, 31)));
        await using var site = await Site.OpenAsync(slice, "volunteer");

        var page = await site.Get("/");

        foreach (var shown in (string[])["测试甲", "1980年生", "东城大道1号", "测试母", "监护人 母亲", "10000000002", "3月16日", "高度警惕", "东城第一团队"]) Assert.Contains(shown, page, StringComparison.Ordinal);
        foreach (var hidden in (string[])["精神分裂", "F20", "不稳定", "危险性"]) Assert.DoesNotContain(hidden, page, StringComparison.Ordinal);
        await site.Get($"/cases/{registered.CaseId.Value}", HttpStatusCode.Forbidden);
        await site.Get("/emergency", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Given_a_patient_in_hospital_When_the_volunteer_looks_Then_the_visits_are_paused_until_a_day_and_why_is_not_said()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var registered = await slice.Send(A.Registration());
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId) with { Findings = A.UnstableFindings with { Hospital = HospitalStay.InHospital } });
        await slice.Send(new AssignCareGroup(registered.CaseId, slice.Town.Group.Id, new(2026, 12, 31)));
        await using var site = await Site.OpenAsync(slice, "volunteer");

        var paused = await site.Get("/support");
        slice.Clock.Day = new(2026, 4, 20);
        await using var later = await Site.OpenAsync(slice, "volunteer");
        var unknown = await later.Get("/support");

        Assert.Contains("暂停上门，至3月16日", paused, StringComparison.Ordinal);
        Assert.Contains("<dd>暂停上门", unknown, StringComparison.Ordinal);
        Assert.All([paused, unknown], page => Assert.DoesNotMatch("暂无安排|住院", page));
    }

    [Fact]
    public async Task Given_a_stranger_s_patient_When_asked_for_on_the_page_Then_the_record_opens_and_the_office_reviews_it_there()
    {
        await using var slice = await Slice.CreateAsync(Today);
        await slice.Send(A.Registration());
        await slice.Town.AddStrangerAsync(slice);
        await using var site = await Site.OpenAsync(slice, "stranger");
        Dictionary<string, string> Asked(string name) => new() { ["Input.Name"] = name, ["Input.BornOn"] = "1980-05-20", ["Input.Sex"] = "Male", ["Input.Reason"] = "FoundAway", ["Input.Note"] = "在车站被发现" };

        var nobody = await site.Post("/emergency", "Ask", Asked("无此人"), HttpStatusCode.NotFound);
        var reasonless = await site.Post("/emergency", "Ask", new(Asked("测试甲")) { ["Input.Reason"] = "" }, HttpStatusCode.BadRequest);
        var story = await site.Post("/emergency", "Ask", Asked("测试甲"));

        Assert.Contains("在车站被发现</textarea>", nobody, StringComparison.Ordinal);
        Assert.Matches("(?s)name=\"Input.Reason\"[^>]*aria-invalid.*?请填写这一项。", reasonless);
        Assert.Contains("测试甲", story, StringComparison.Ordinal);
        Assert.Matches("紧急查阅，3月2日 周一 \\d\\d:\\d\\d 前可看", story);
        Assert.DoesNotMatch("handler=(Claim|AssignGroup|SendToSpecialist)", story);
        Assert.Matches("紧急查阅至3月2日 周一 \\d\\d:\\d\\d", await site.Get("/?band=Today") + await site.Get("/?band=Late") + await site.Get("/?band=ThisWeek"));
        await using var office = await Site.OpenAsync(slice, "office");
        Assert.Contains("待复核的紧急查阅 1", await office.Get("/"), StringComparison.Ordinal);
        Assert.Contains("在车站被发现", await office.Get("/emergency"), StringComparison.Ordinal);
        Assert.DoesNotContain("在车站被发现", await office.Post("/emergency", "Review", new() { ["Verdict"] = "Justified", ["VerdictNote"] = "已核实" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_case_When_its_page_assigns_sends_and_ends_Then_the_page_says_to_whom_it_is_open()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var registered = await slice.Send(A.Registration());
        await using var site = await Site.OpenAsync(slice);
        var address = $"/cases/{registered.CaseId.Value}";

        var assigned = await site.Post(address, "AssignGroup", new() { ["CareGroupId"] = slice.Town.Group.Id.Value.ToString(), ["UntilOn"] = "2026-12-31" });
        var sent = await site.Post(address, "SendToSpecialist", new() { ["InstitutionId"] = slice.Town.Hospital.Id.Value.ToString(), ["Question"] = "是否换药？" });
        var refused = await site.Post(address, "AssignGroup", new() { ["CareGroupId"] = slice.Town.Group.Id.Value.ToString(), ["UntilOn"] = "2026-12-31" }, HttpStatusCode.Conflict);
        await site.Post(address, "EndGroup", []);
        var ended = await site.Post(address, "EndSpecialist", []);

        Assert.Contains("至12月31日", assigned, StringComparison.Ordinal);
        Assert.Contains("是否换药？", sent, StringComparison.Ordinal);
        Assert.Contains("患者已分配给该小组。", refused, StringComparison.Ordinal);
        Assert.Contains("除本辖区和责任团队外无人可见。", ended, StringComparison.Ordinal);
    }
}
