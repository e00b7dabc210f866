using System.Net;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Domain;
using CaseManagement.Infrastructure.Reference;
using CaseManagement.Testing;
using CaseManagement.Web.Pages.Cases;

namespace CaseManagement.Web.Tests.Pages;

public sealed class SupplementaryPageTests
{
    [Fact]
    public async Task Given_a_patient_When_the_form_is_filled_in_refused_corrected_and_printed_Then_each_answer_stands_where_it_belongs()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await using var site = await Site.OpenAsync(slice);
        var address = $"/cases/{caseId.Value}/supplementary";
        Dictionary<string, string> Filled(params (string Name, string Value)[] others) => new(
            new (string Name, string Value)[] { ("f.household", "2"), ("f.past-symptoms", "12"), ("f.past-symptoms-other", "失眠"), ("f.dangerous-acts.1", "2"), ("f.first-onset-on", "201905"), ("f.past-admissions", "3"), ("f.committee-phone", "13900070001"), ("f.diagnosis", "F20") }
                .Concat(others).GroupBy(field => field.Name).Select(field => KeyValuePair.Create(field.Key, field.Last().Value)));

        var ahead = await site.Post(address, null, Filled(("f.first-treated-on", "2018")), HttpStatusCode.Conflict);
        var unreadable = await site.Post(address, null, Filled(("f.first-onset-on", "去年")), HttpStatusCode.BadRequest);
        var saved = await site.Post(address, null, Filled());
        var again = await site.Get(address);
        var unreasoned = await site.Send(again, null, Filled(("f.household", "1")), HttpStatusCode.Conflict);
        await site.Send(again, null, Filled(("f.household", "1"), ("f.committee-phone", ""), ("Reason", "户别填错")));
        var print = await site.Get($"{address}/print");
        var unsaid = await site.Send(print, "Reveal", new() { ["Why.Reason"] = "Other" }, HttpStatusCode.BadRequest);
        var plain = await site.Send(unsaid, "Reveal", new() { ["Why.Reason"] = "Visit", ["Why.Note"] = "" });

        Assert.Contains("href=\"#f-first-treated-on\"", ahead, StringComparison.Ordinal);
        Assert.Matches("name=\"f.household\" value=\"2\"[^>]*checked", ahead);
        Assert.Contains("href=\"#f-first-onset-on\"", unreadable, StringComparison.Ordinal);
        Assert.Contains("补充表已保存", saved, StringComparison.Ordinal);
        Assert.Matches("name=\"f.household\" value=\"2\"[^>]*checked", again);
        Assert.Contains("失眠", again, StringComparison.Ordinal);
        Assert.Contains("value=\"2019-05\"", again, StringComparison.Ordinal);
        Assert.Contains("139****0001", again, StringComparison.Ordinal);
        Assert.Contains("href=\"#Reason\"", unreasoned, StringComparison.Ordinal);
        Assert.Contains("139****0001 ____", print, StringComparison.Ordinal);
        Assert.Matches("id=\"diagnosis\"[\\s\\S]{0,200}?精神分裂症 F20\\s", print);
        Assert.Matches("<input type=\"tel\"[^>]*name=\"f.committee-phone\"", again);
        Assert.DoesNotContain("13900070001", again + print + unsaid, StringComparison.Ordinal);
        Assert.Contains("选“其他”时请写明原因。", unsaid, StringComparison.Ordinal);
        Assert.Matches("id=\"committee-phone\"[\\s\\S]{0,200}?13900070001", plain);
        Assert.DoesNotContain("____", plain, StringComparison.Ordinal);
        Assert.Contains("no-store", site.LastCacheControl, StringComparison.Ordinal);
        Assert.True(print.IndexOf("id=\"guardian-name\"", StringComparison.Ordinal) < print.IndexOf("id=\"consent\"", StringComparison.Ordinal));
        Assert.Equal("户别填错", Assert.Single((await slice.Send(new GetSupplementaryForm(caseId))).Earlier).Reason);
    }

    [Fact]
    public void Given_the_supplementary_form_When_the_page_is_held_against_it_Then_each_field_is_asked_once_in_the_order_of_the_paper()
    {
        var kept = Domain.Patients.SupplementaryQuestions.All;
        var form = StandardsReader.Forms().Of(FormName.Supplementary).Select(field => field.Label.Code).Where(field => kept.Contains(field) || field == "committee-phone").ToList();
        var asked = SupplementaryModel.Parts.SelectMany(part => part.Fields).SelectMany(field => field == "past-symptoms" ? [field, "past-symptoms-other"] : new[] { field });

        Assert.Equal(form, asked);
    }
}
