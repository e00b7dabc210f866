using CaseManagement.Application.Features.Crises;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Crises;
using CaseManagement.Testing;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>From a row of the desk to its form in one tap: the record of an emergency, and the renewal of an agreement.</summary>
public sealed class AgreementPageTests
{
    [Fact]
    public async Task Given_an_agreement_that_runs_out_and_an_emergency_without_a_record_When_the_desk_is_opened_Then_each_row_leads_to_its_form_and_the_agreement_is_renewed_there()
    {
        await using var slice = await Slice.CreateAsync(new DateOnly(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new Application.Features.Cases.SignAgreement(caseId, slice.Town.Team.Id, A.Registration().Consent.Signature, new(2026, 1, 5), new(2027, 1, 4)));
        var crisis = await slice.Send(new StartCrisis(caseId, CrisisTrigger.SelfHarm));
        slice.Clock.Day = new(2026, 12, 20);
        await using var site = await Site.OpenAsync(slice);

        var desk = "";
        foreach (var band in Enum.GetValues<DueBand>()) desk += await site.Get($"/?band={band}&kind=CrisisRecord") + await site.Get($"/?band={band}&kind=AgreementRenewal");
        var record = await site.Get($"/cases/{caseId.Value}/crises/owed");
        var form = await site.Get($"/cases/{caseId.Value}/agreement");
        var refused = await site.Send(form, null, Filled("2027-03-01"), System.Net.HttpStatusCode.Conflict);
        await site.Send(refused, null, Filled("2028-01-04"));

        Assert.Contains($"/cases/{caseId.Value}/crises/owed", desk, StringComparison.Ordinal);
        Assert.Contains($"/cases/{caseId.Value}/agreement", desk, StringComparison.Ordinal);
        Assert.Contains($"/cases/{caseId.Value}/crises/{crisis.Id.Value}/record", record, StringComparison.Ordinal);
        Assert.Contains("value=\"2027-01-05\"", form, StringComparison.Ordinal);
        Assert.Equal([new DateOnly(2027, 1, 4), new DateOnly(2028, 1, 4)], await slice.Db(db => db.Cases.Where(managed => managed.Id == caseId).SelectMany(managed => managed.Agreements).OrderBy(agreement => agreement.EndsOn).Select(agreement => agreement.EndsOn).ToListAsync()));

        Dictionary<string, string> Filled(string endsOn) => new()
        {
            ["Input.Team"] = $"{slice.Town.Team.Id.Value}", ["Input.Signer"] = "Patient", ["Input.SignerName"] = "测试甲", ["Input.SignedOn"] = "2026-12-20", ["Input.StartsOn"] = "2027-01-05", ["Input.EndsOn"] = endsOn,
        };
    }
}
