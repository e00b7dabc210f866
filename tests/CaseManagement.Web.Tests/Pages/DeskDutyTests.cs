using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Staff;
using CaseManagement.Testing;
using CaseManagement.Web.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>What stands on a desk leads to where the reader does it.</summary>
public sealed partial class DeskDutyTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void Given_every_kind_of_task_When_its_page_is_looked_up_Then_there_is_one() =>
        Assert.All(Enum.GetValues<CareTaskKind>(), kind => Assert.NotNull(kind.SettledOn()));

    [Fact]
    public async Task Given_what_a_hospital_owes_When_the_psychiatrist_opens_the_list_Then_each_row_leads_to_its_page_and_no_injections_are_counted()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.UnstableFollowUpOf(caseId) with { SeenOn = Today });
        var sent = await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id) with { SentOn = Today });
        slice.Clock.Day = new(2026, 4, 20);
        await using var hospital = await Site.OpenAsync(slice, "psychiatrist");
        await using var centre = await Site.OpenAsync(slice);

        var late = await hospital.Get("/?band=Late");
        var owed = await hospital.Get(Owed().Match(late).Value);

        Assert.Equal(Row().Count(late), Button().Count(late));
        Assert.Matches($"action=\"[^\"]*/referrals/{sent.Id.Value}[^\"]*handler=Receive", owed);
        Assert.Contains($"/cases/{caseId.Value}/review\"", late, StringComparison.Ordinal);
        Assert.DoesNotContain("临期针剂", late, StringComparison.Ordinal);
        Assert.DoesNotContain("referrals/owed", await centre.Get("/?band=Late"), StringComparison.Ordinal);
        Assert.Contains("由医院办理", await centre.Get("/?band=Late&kind=ReferralReceipt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_question_to_a_hospital_that_nobody_works_in_any_more_When_the_team_opens_its_list_Then_the_row_leads_to_where_it_is_let_go()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));
        await slice.Db(db => db.Staff.Where(staff => staff.Id == slice.Town.Psychiatrist.Id).ExecuteUpdateAsync(staff => staff.SetProperty(one => one.ClosedOn, Today)));
        slice.Clock.Day = new(2026, 4, 20);
        await using var centre = await Site.OpenAsync(slice);

        var late = await centre.Get("/?band=Late");
        var story = await centre.Get($"/cases/{caseId.Value}");
        var review = await centre.Get($"/cases/{caseId.Value}/review");
        await slice.Db(db => db.CareTasks.Where(task => task.Kind != CareTaskKind.SpecialistQuestion).ExecuteDeleteAsync()); // a search shows what comes first
        var found = await Found(centre);

        foreach (var page in (string[])[late, story, review, found]) Assert.Contains($"class=\"button do\" href=\"/cases/{caseId.Value}#access\"", page, StringComparison.Ordinal); // all say the same
        Assert.All((string[])[late, story, review, found], page => Assert.DoesNotContain("由医院办理", page, StringComparison.Ordinal));
        Assert.Contains("handler=EndSpecialist", story, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_receipt_of_a_silent_hospital_and_a_discharge_that_waits_When_the_team_opens_either_Then_it_opens_that_one()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var silent = new Institution(InstitutionId.New(), "第二精神卫生中心", InstitutionKind.SpecialistHospital, TestTown.City);
        await slice.Add(silent);
        await slice.Send(A.UnstableFollowUpOf(caseId) with { SeenOn = Today });
        var discharge = await slice.Send(A.DischargeOf(caseId, wasInpatient: true) with { SentOn = Today }, slice.Town.Psychiatrist);
        var sent = await slice.Send(A.ReferralOf(caseId, silent.Id) with { SentOn = Today });
        slice.Clock.Day = new(2026, 4, 20);
        await using var centre = await Site.OpenAsync(slice);

        foreach (var (kind, referral) in ((CareTaskKind, Domain.Referrals.ReferralId)[])[(CareTaskKind.ReferralReceipt, sent.Id), (CareTaskKind.DischargeIntake, discharge.Id)])
            foreach (var page in (string[])["/?band=Late", $"/cases/{caseId.Value}"])
            {
                var address = Assert.Single(Owed().Matches(await centre.Get(page)).Select(match => match.Value), address => address.EndsWith($"?kind={kind}", StringComparison.Ordinal));
                Assert.Contains($"/cases/{caseId.Value}/referrals/{referral.Value}", await centre.Get(address), StringComparison.Ordinal);
            }
    }

    [Fact]
    public async Task Given_a_case_that_is_open_in_an_emergency_only_When_a_stranger_sees_its_tasks_Then_what_is_done_in_emergencies_is_offered_everywhere_and_nothing_else()
    {
        await using var slice = await Slice.CreateAsync(Today);
        await slice.Town.AddStrangerAsync(slice);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.ExaminationOf(caseId) with { ExaminedOn = Today });
        slice.Clock.Day = new(2027, 4, 20);
        await slice.Send(new AskEmergencyAccess(GrantReason.FoundAway, "在车站被发现", Name: "测试甲", BornOn: new(1980, 5, 20), Sex: Domain.Patients.Sex.Male), slice.Town.Stranger!);
        await using var site = await Site.OpenAsync(slice, "stranger");

        var (desk, story) = (await site.Get("/?band=Late"), await site.Get($"/cases/{caseId.Value}"));
        var found = await Found(site);

        Assert.True(Row().Count(desk) > 1, "a visit and an examination are late");
        foreach (var page in (string[])[desk, story, found]) Assert.Contains("/follow-ups/new", Assert.Single(Do().Matches(page).Select(match => match.Groups[1].Value)), StringComparison.Ordinal);
        Assert.DoesNotContain("/examinations/new", story, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_patient_of_whom_others_do_what_is_due_first_When_somebody_searches_Then_their_own_comes_next_and_anothers_says_whose_it_is()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await using var hospital = await Site.OpenAsync(slice, "psychiatrist");
        await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id) with { SentOn = Today });
        var own = await Found(hospital);
        await slice.Db(db => db.CareTasks.Where(task => task.Kind == CareTaskKind.ReferralReceipt).ExecuteDeleteAsync());
        var others = await Found(hospital);

        Assert.Contains("referrals/owed", Assert.Single(Do().Matches(own).Select(match => match.Groups[1].Value)), StringComparison.Ordinal);
        Assert.DoesNotContain("由团队办理", own, StringComparison.Ordinal);
        Assert.DoesNotMatch(Do(), others);
        Assert.Contains("由团队办理", others, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_an_emergency_and_somebody_longer_late_When_desks_are_opened_Then_a_teams_begins_with_the_urgent_and_an_offices_goes_by_lateness()
    {
        await using var slice = await Slice.CreateAsync(Today);
        await slice.Send(A.Registration("先迟"));
        slice.Clock.Day = Today.AddDays(2);
        var registration = A.Registration("应急");
        var endangered = (await slice.Send(registration with
        {
            RegisteredOn = new(2026, 1, 7),
            Consent = new(true, new Signature(Signer.Guardian, "测试母", "母亲", new(2026, 1, 7))),
            Diagnosis = registration.Diagnosis with { ConfirmedOn = new(2020, 1, 20) },
        })).CaseId; // all that is due of them is due some days later
        slice.Clock.Day = new(2026, 4, 20);
        await slice.Send(new StartCrisis(endangered, CrisisTrigger.DangerToOthers));
        await using var centre = await Site.OpenAsync(slice);
        await using var office = await Site.OpenAsync(slice, "office");

        Assert.Contains("应急", Row().Split(await centre.Get("/?band=Late"))[1], StringComparison.Ordinal);
        Assert.Contains("先迟", Row().Split(await office.Get("/?band=Late"))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_cards_that_came_back_When_a_desk_is_opened_Then_it_counts_them_and_the_link_opens_as_many()
    {
        await using var slice = await Slice.CreateAsync(Today, services => services.AddSingleton(new CardSettings(Queues: true, Folder: null)));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.FollowUpOf(caseId));
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync("send-cards", null, TestContext.Current.CancellationToken);
        await using var centre = await Site.OpenAsync(slice);
        await using var hospital = await Site.OpenAsync(slice, "psychiatrist");

        var link = CardLink().Match(await centre.Get("/"));
        var list = await centre.Get(WebUtility.HtmlDecode(link.Groups[1].Value));

        Assert.Equal("1", link.Groups[2].Value);
        Assert.Contains("核对未通过 1", list, StringComparison.Ordinal);
        Assert.DoesNotMatch(CardLink(), await hospital.Get("/")); // nothing for the hospital to put right
    }

    [Fact]
    public async Task Given_a_hospital_that_sees_a_case_for_two_reasons_When_the_case_is_opened_Then_it_is_named_once()
    {
        await using var slice = await Slice.CreateAsync(Today);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.ReferralOf(caseId, slice.Town.Hospital.Id) with { SentOn = Today });
        await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));
        await using var centre = await Site.OpenAsync(slice);

        var access = Access().Match(await centre.Get($"/cases/{caseId.Value}")).Value;

        Assert.Equal(2, (await slice.Send(new GetCaseAccess(caseId))).Grants.Count);
        Assert.Single(Regex.Matches(access, $"<strong>{slice.Town.Hospital.Name}</strong>"));
        Assert.Matches($"<summary>.*<span class=\"muted\">{slice.Town.Hospital.Name}</span></summary>", access);
    }

    private static Task<string> Found(Site site) => site.SendTo("/rules", "/search", new() { ["Text"] = "测试甲" });

    [GeneratedRegex("class=\"button do\" href=\"([^\"]+)\"")]
    private static partial Regex Do();

    [GeneratedRegex("<td class=\"patient\"")]
    private static partial Regex Row();

    [GeneratedRegex("class=\"button do\"")]
    private static partial Regex Button();

    [GeneratedRegex("/cases/[0-9a-f-]+/referrals/owed[^\"]*")]
    private static partial Regex Owed();

    [GeneratedRegex("href=\"(/cards\\?state=Failing)\"[^>]*>[^<]*?(\\d+)\\s*<")]
    private static partial Regex CardLink();

    [GeneratedRegex("<section id=\"access\"(.|\n)*?</section>")]
    private static partial Regex Access();
}
