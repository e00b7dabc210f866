using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Support;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Support;
using CaseManagement.Domain.Telling;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>Nobody is led to where they may not go.</summary>
public sealed partial class LinksTests
{
    [Fact]
    public async Task Given_an_emergency_whose_handling_has_ended_When_each_role_follows_every_link_of_its_pages_Then_none_is_turned_away_and_only_the_team_records_visits()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new SendToSpecialist(caseId, slice.Town.Hospital.Id, "是否换药？"));
        await slice.Send(A.UnstableFollowUpOf(caseId));
        var crisis = (await slice.Send(new ListCrises())).Rows[0].Id;
        foreach (var party in (await slice.Send(new GetCrisis(caseId, crisis))).NotTold) await slice.Send(new TellOfCrisis(caseId, crisis, party, ToldHow.Call, ToldResult.Comes, Whom: "值班"));
        await slice.Send(new RecordCrisis(caseId, crisis, A.CrisisRecord(slice.Clock.GetUtcNow())));
        await slice.Send(new EndCrisis(caseId, crisis, CrisisOutcome.Settled, new(2026, 3, 5)));
        await slice.Send(new AddSupportContact(caseId, SupportRole.Police, "民警", "10000000009", 1));
        var address = $"/cases/{caseId.Value}/crises/{crisis.Value}";

        var walked = new Dictionary<string, string>();
        foreach (var role in (string[])["doctor", "psychiatrist", slice.Town.Officer.Code])
        {
            await using var site = await Site.OpenAsync(slice, role);
            walked[role] = await site.Get(address);
            var pages = string.Concat(walked[role], await site.Get($"/cases/{caseId.Value}"), await site.Get($"/cases/{caseId.Value}/review"), await site.Get($"/cases/{caseId.Value}/cards"), await site.Get($"/cases/{caseId.Value}/plan"), await site.Get("/crises"), await site.Get("/"));
            var links = Links().Matches(pages).Select(link => WebUtility.HtmlDecode(link.Groups[1].Value).Split('#')[0]).Where(link => link.Length > 0).Distinct().ToList();
            var turnedAway = new List<string>();
            foreach (var link in links)
            {
                using var answer = await site.Browser.GetAsync(link, TestContext.Current.CancellationToken);
                if (!answer.IsSuccessStatusCode) turnedAway.Add($"{role} {(int)answer.StatusCode} {link}");
            }

            Assert.True(links.Count > 15, $"{role}: {links.Count} links");
            Assert.Empty(turnedAway);
        }

        Assert.Contains("记录随访", walked["doctor"], StringComparison.Ordinal);
        Assert.DoesNotContain("记录随访", walked["psychiatrist"], StringComparison.Ordinal);
        Assert.DoesNotContain("记录随访", walked[slice.Town.Officer.Code], StringComparison.Ordinal);
    }

    [GeneratedRegex(" href=\"(/[^\"]*)\"")]
    private static partial Regex Links();
}
