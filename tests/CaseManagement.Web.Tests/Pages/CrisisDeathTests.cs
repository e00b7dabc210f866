using System.Net;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.FollowUps;
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
        var recorded = await site.Get(page);
        var ended = await site.Post(page, "End", new() { ["Outcome"] = "Died" });

        Assert.Matches("(?s)name=\"Outcome\"[^>]*aria-invalid.*?请先在个案的“联系与离开”页记录死亡", refused);
        Assert.Contains($"href=\"{exits}#death\"", refused, StringComparison.Ordinal);
        Assert.Contains("<option value=\"Died\" selected", refused, StringComparison.Ordinal);
        Assert.Contains("先记录死亡，再以“死亡”结束处置", refused, StringComparison.Ordinal);
        Assert.Contains("<form id=\"death\"", form, StringComparison.Ordinal);
        Assert.Contains("<option value=\"Died\"", recorded, StringComparison.Ordinal);
        Assert.DoesNotContain("先记录死亡，再以“死亡”结束处置", recorded, StringComparison.Ordinal); // it has been
        Assert.DoesNotContain("#death\"", recorded, StringComparison.Ordinal);
        Assert.Contains("<strong>死亡</strong>", ended, StringComparison.Ordinal);
        Assert.Equal(CrisisState.Closed, (await slice.Send(new GetCrisis(caseId, crisis))).State);
    }

    [Fact]
    public async Task Given_a_patient_who_moved_away_When_the_emergency_is_opened_Then_its_page_asks_for_no_death_that_others_record()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new OfferTransfer(caseId, null, "外省某市"));
        var crisis = (await slice.Send(new StartCrisis(caseId, CrisisTrigger.Relapse))).Id;
        await using var site = await Site.OpenAsync(slice);
        var page = $"/cases/{caseId.Value}/crises/{crisis.Value}";

        var here = await site.Get(page);
        await slice.Send(new DecideTransfer(caseId, true, "当地已接收"), slice.Town.Officer);
        var gone = await site.Get(page);

        Assert.Contains("#death\"", here, StringComparison.Ordinal);
        Assert.Contains("<option value=\"Died\"", gone, StringComparison.Ordinal);
        Assert.DoesNotContain("先记录死亡，再以“死亡”结束处置", gone, StringComparison.Ordinal);
        Assert.DoesNotContain("#death\"", gone, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_handling_that_ended_with_a_death_When_that_is_taken_back_weeks_later_Then_it_is_on_the_list_for_that_day_and_not_late()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var crisis = (await slice.Send(new StartCrisis(caseId, CrisisTrigger.SelfHarm))).Id;
        foreach (var party in (await slice.Send(new GetCrisis(caseId, crisis))).NotTold) await slice.Send(new TellOfCrisis(caseId, crisis, party, ToldHow.Call, ToldResult.Comes, Whom: "值班"));
        await slice.Send(new RecordCrisis(caseId, crisis, A.CrisisRecord(slice.Clock.GetUtcNow())));
        await slice.Send(new RecordDeath(caseId, new(2026, 3, 20), new(2026, 3, 20), DeathCause.Suicide));
        await slice.Send(new EndCrisis(caseId, crisis, CrisisOutcome.Died));
        slice.Clock.Day = new(2026, 4, 10);

        await slice.Send(new CancelDeath(caseId, (await slice.Send(new GetCaseExits(caseId))).Exits[0].Id, "不是本人"));

        var handling = (await slice.Send(new GetCase(caseId))).Tasks.Single(task => task.Kind == CareTaskKind.CrisisHandling);
        Assert.Equal((new DateOnly(2026, 4, 10), DueBand.Today, 0), (handling.Reason.ClosesOn, handling.Band, handling.DaysLate));
        await slice.Send(A.FollowUpOf(caseId) with { SeenOn = new(2026, 4, 10) }); // everything is worked out anew, from what was kept
        Assert.Equal(new DateOnly(2026, 4, 10), (await slice.Send(new GetCase(caseId))).Tasks.Single(task => task.Kind == CareTaskKind.CrisisHandling).Reason.ClosesOn);
    }
}
