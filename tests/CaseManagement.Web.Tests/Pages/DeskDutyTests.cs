using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.CareTasks;
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

        Assert.Contains($"href=\"/cases/{caseId.Value}#access\"", late, StringComparison.Ordinal);
        Assert.Contains("handler=EndSpecialist", story, StringComparison.Ordinal);
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

    [GeneratedRegex("<td class=\"patient\"")]
    private static partial Regex Row();

    [GeneratedRegex("class=\"button do\"")]
    private static partial Regex Button();

    [GeneratedRegex("/cases/[0-9a-f-]+/referrals/owed")]
    private static partial Regex Owed();

    [GeneratedRegex("href=\"(/cards\\?state=Failing)\"[^>]*>[^<]*?(\\d+)\\s*<")]
    private static partial Regex CardLink();

    [GeneratedRegex("<section id=\"access\"(.|\n)*?</section>")]
    private static partial Regex Access();
}
