using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Support;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Support;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>From a row of the desk to its form in one tap: the record of an emergency, and the renewal of an agreement.</summary>
public sealed class DueFormsTests
{
    [Fact]
    public async Task Given_an_agreement_that_runs_out_and_an_emergency_without_a_record_When_the_desk_is_opened_Then_each_row_leads_to_its_form()
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
        await slice.Send(new RecordCrisis(caseId, crisis.Id, A.CrisisRecord(slice.Clock.GetUtcNow())));
        var handling = await site.Get("/?band=Late&kind=CrisisHandling");
        var toEnd = await site.Get($"/cases/{caseId.Value}/crises/owed");

        Assert.Contains($"/cases/{caseId.Value}/crises/owed", desk, StringComparison.Ordinal);
        Assert.Contains($"/cases/{caseId.Value}/papers", desk, StringComparison.Ordinal);
        Assert.Contains($"/cases/{caseId.Value}/crises/{crisis.Id.Value}/record", record, StringComparison.Ordinal);
        Assert.Contains($"/cases/{caseId.Value}/crises/owed", handling, StringComparison.Ordinal);
        Assert.Contains("handler=Tell", toEnd, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_an_emergency_that_began_anew_after_its_record_When_its_page_is_read_Then_it_says_by_when_another_is_due_and_a_notice_of_one_that_ended_says_so()
    {
        await using var slice = await Slice.CreateAsync(new DateOnly(2026, 3, 20));
        var (caseId, other) = ((await slice.Send(A.Registration())).CaseId, (await slice.Send(A.Registration("测试乙"))).CaseId);
        var crisis = (await slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers))).Id;
        await slice.Send(new AddSupportContact(caseId, SupportRole.Police, "测试民警", "10000000009", 1));
        await slice.Send(new RecordCrisis(caseId, crisis, A.CrisisRecord(slice.Clock.GetUtcNow())));
        await using var site = await Site.OpenAsync(slice);
        var address = $"/cases/{caseId.Value}/crises/{crisis.Value}";

        var written = await site.Get(address);
        slice.Clock.Move(TimeSpan.FromMinutes(5)); // nobody is signed out meanwhile
        await slice.Send(new StartCrisis(caseId, CrisisTrigger.DangerToOthers));
        var (anew, form) = (await site.Get(address), await site.Get($"{address}/record"));
        var mistake = (await slice.Send(new StartCrisis(other, CrisisTrigger.Relapse))).Id;
        await slice.Send(new EndCrisis(other, mistake, CrisisOutcome.Mistaken, null, "看错了人"));
        await using var hospital = await Site.OpenAsync(slice, "psychiatrist");
        var notices = await hospital.Get("/notices");
        var harm = (await slice.Send(new StartCrisis(other, CrisisTrigger.SelfHarm))).Id;
        var harmed = await site.Get($"/cases/{other.Value}/crises/{harm.Value}");

        Assert.Matches("测试民警[\\s\\S]{0,300}?href=\"tel:10000000009\"", written); // whoever has not been told can be called from here
        Assert.DoesNotContain("href=\"tel:110\"", written, StringComparison.Ordinal);
        Assert.Matches("公安派出所[\\s\\S]{0,500}?href=\"tel:110\"", harmed); // no station is known here
        Assert.Matches("120或就近医院[\\s\\S]{0,500}?href=\"tel:120\"", harmed);
        Assert.Matches($"测试母[\\s\\S]{{0,300}}?href=\"/cases/{other.Value}#reveal\"", harmed);
        Assert.DoesNotContain("再次发生，须在", written, StringComparison.Ordinal);
        Assert.Contains("再次发生，须在", anew, StringComparison.Ordinal);
        Assert.Contains("重新填写记录单", anew, StringComparison.Ordinal);
        Assert.Contains("再次发生，须在", form, StringComparison.Ordinal);
        Assert.DoesNotContain("Input.CorrectionReason", form, StringComparison.Ordinal); // another record, no correction of the first
        Assert.DoesNotContain(A.CrisisRecord(slice.Clock.GetUtcNow()).Scene!, form, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(notices, "已结束：已结案"));
    }
}
