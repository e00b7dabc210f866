using System.Net;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Telling;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>An emergency in which the patient dies, as whoever handles it meets it.</summary>
public sealed class CrisisDeathTests
{
    [Fact]
    public async Task Given_an_emergency_When_it_is_ended_with_a_death_that_nobody_recorded_Then_the_outcome_says_so_and_leads_to_the_form_of_the_death()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var crisis = (await slice.Send(new StartCrisis(caseId, CrisisTrigger.SelfHarm))).Id;
        foreach (var party in (await slice.Send(new GetCrisis(caseId, crisis))).NotTold) await slice.Send(new TellOfCrisis(caseId, crisis, party, ToldHow.Call, ToldResult.Comes, Whom: "值班"));
        await slice.Send(new RecordCrisis(caseId, crisis, A.CrisisRecord(slice.Clock.GetUtcNow())));
        await using var site = await Site.OpenAsync(slice);
        var (page, exits) = ($"/cases/{caseId.Value}/crises/{crisis.Value}", $"/cases/{caseId.Value}/exits");

        var refused = await site.Post(page, "End", new() { ["Outcome"] = "Died" }, HttpStatusCode.Conflict);
        var form = await site.Get(exits);
        await site.Send(form, null, new() { ["Input.Act"] = "RecordDeath", ["Input.DiedOn"] = "2026-03-20", ["Input.On"] = "2026-03-20", ["Input.Cause"] = "2", ["Input.Yes"] = "true" });
        var ended = await site.Post(page, "End", new() { ["Outcome"] = "Died" });

        Assert.Matches("(?s)name=\"Outcome\"[^>]*aria-invalid.*?请先在个案的“联系与离开”页记录死亡", refused);
        Assert.Contains($"href=\"{exits}#death\"", refused, StringComparison.Ordinal);
        Assert.Contains("<option value=\"Died\" selected", refused, StringComparison.Ordinal);
        Assert.Contains("<form id=\"death\"", form, StringComparison.Ordinal);
        Assert.Contains("<strong>死亡</strong>", ended, StringComparison.Ordinal);
        Assert.Equal(CrisisState.Closed, (await slice.Send(new GetCrisis(caseId, crisis))).State);
    }
}
