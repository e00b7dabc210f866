using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Support;
using CaseManagement.Domain.Crises;
using CaseManagement.Testing;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>What the list of the emergencies and the page of one say.</summary>
public sealed class CrisisPageTests
{
    [Fact]
    public async Task Given_a_record_that_is_owed_When_its_time_has_passed_Then_the_list_the_page_and_the_form_say_in_words_that_it_is_late()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.UnstableFollowUpOf(caseId));
        var crisis = (await slice.Send(new ListCrises())).Rows.Single();
        var address = $"/cases/{caseId.Value}/crises/{crisis.Id.Value}";
        string[] pages = ["/crises", address, $"{address}/record"];

        await using var early = await Site.OpenAsync(slice);
        List<string> before = [];
        foreach (var page in pages) before.Add(await early.Get(page));
        slice.Clock.Move(TimeSpan.FromHours(25));
        await using var late = await Site.OpenAsync(slice);
        List<string> after = [];
        foreach (var page in pages) after.Add(await late.Get(page));

        Assert.All(before, page => Assert.Matches("记录单须在[^<]*前完成", page));
        Assert.All(before, page => Assert.DoesNotContain("迟：", page, StringComparison.Ordinal));
        Assert.All(after, page => Assert.Matches("迟：记录单须在[^<]*前完成", page));
    }

    [Fact]
    public async Task Given_an_emergency_of_which_nobody_was_told_When_its_page_is_read_Then_every_party_has_a_number_or_a_way_to_one_and_nobody_is_told_to_call_themselves()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        await slice.Db(db => db.CareTeams.Where(team => team.Id == slice.Town.Team.Id).ExecuteUpdateAsync(set => set.SetProperty(team => team.Phone, "0769-22220001")));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers));
        var crisis = (await slice.Send(new StartCrisis(caseId, CrisisTrigger.SelfHarm))).Id;
        var (address, circle) = ($"/cases/{caseId.Value}/crises/{crisis.Value}", $"/cases/{caseId.Value}/support\"");
        await using var own = await Site.OpenAsync(slice);
        await using var office = await Site.OpenAsync(slice, slice.Town.Officer.Code);

        var (ofTheTeam, ofTheOffice) = (PartiesOf(await own.Get(address)), PartiesOf(await office.Get(address)));

        Assert.Equal(7, ofTheTeam.Count);
        Assert.All(ofTheTeam.Concat(ofTheOffice), party => Assert.True(party.Contains("tel:", StringComparison.Ordinal) || party.Contains("#reveal", StringComparison.Ordinal) || party.Contains(circle, StringComparison.Ordinal), party));
        Assert.Equal(4, ofTheTeam.Count(party => party.Contains(circle, StringComparison.Ordinal))); // the own head, the psychiatrist, the care group, the committee
        Assert.DoesNotContain(ofTheTeam, party => party.Contains("0769-22220001", StringComparison.Ordinal));
        Assert.Single(ofTheOffice, party => party.Contains("tel:0769-22220001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_a_patient_without_a_team_When_somebody_of_the_team_that_stands_in_looks_whom_to_call_Then_it_is_not_their_own()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        await slice.Db(db => db.Catchments.ExecuteDeleteAsync());
        await slice.Db(db => db.CareTeams.Where(team => team.Id == slice.Town.Team.Id).ExecuteUpdateAsync(set => set.SetProperty(team => team.Phone, "0769-22220001")));
        var caseId = (await slice.Send(A.Registration())).CaseId;

        var (own, office) = ((await slice.Send(new GetSupport(caseId))).StandIn, (await slice.Send(new GetSupport(caseId), slice.Town.Officer)).StandIn);

        Assert.Equal((null, new StandIn(slice.Town.Team.Name, "0769-22220001")), (own, office));
    }

    private static List<string> PartiesOf(string page) => [.. Regex.Matches(page, "(?s)<li class=\"task urgent\">\\s*<div class=\"list-head\"><strong>(.*?)</li>").Where(item => item.Value.Contains("尚未通知", StringComparison.Ordinal)).Select(item => item.Value)];
}
