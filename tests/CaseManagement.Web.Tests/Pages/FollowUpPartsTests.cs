using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CaseManagement.Domain;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Infrastructure.Reference;
using CaseManagement.Testing;
using CaseManagement.Web.Api;
using CaseManagement.Web.Pages.Cases;
using Microsoft.AspNetCore.Http;

namespace CaseManagement.Web.Tests.Pages;

public sealed partial class FollowUpPartsTests
{
    // Of 2017 only, decided by the first question, in the result at the end of the page, or a signature on paper.
    private static readonly string[] Elsewhere = ["referral", "outcome", "mode", "class", "override-reason", "next-visit-on", "doctor"];

    [Fact]
    public void Given_the_national_form_When_the_page_is_held_against_it_Then_each_field_is_asked_once_and_in_the_order_of_the_paper()
    {
        var form = StandardsReader.Forms().Of(FormName.FollowUp).Select(field => field.Label.Code).Except(Elsewhere).ToList();
        List<string> Asked(Contact contact) => [.. FollowUpParts.Of(contact).SelectMany(part => part.All).SelectMany(field => FollowUpParts.After(field).Prepend(field))];
        var (seen, others) = (Asked(Contact.Home), Asked(Contact.Lost).Concat(Asked(Contact.Dead)).ToList());

        Assert.Equal(form.Order(), seen.Union(others).Order());
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(form.Where(field => seen.Contains(field) && FollowUpParts.Of(Contact.Home).Any(part => part.All.Contains(field))), FollowUpParts.Of(Contact.Home).SelectMany(part => part.All));
    }

    [Fact]
    public void Given_every_answer_that_could_open_a_question_When_the_page_and_the_rule_are_asked_Then_they_agree()
    {
        var forms = StandardsReader.Forms();
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Wire.Configure(json);
        var asked =
            from contact in (Contact[])[Contact.Home, Contact.Lost, Contact.Dead]
            from after in FollowUpParts.Of(contact).SelectMany(part => part.All)
            from field in FollowUpQuestions.All
            where FollowUpQuestions.OpenedBy(field).Any(opening => opening.Field == after)
            let list = forms[FormName.FollowUp, after].List
            from code in list is null ? ["true", "false", ""] : forms.Codes(list).Select(each => each.Code.Split('/')[1]).Append("")
            let sheet = new FormSheet(FormName.FollowUp, forms, json, new FormCollection(new() { ["f." + after] = code }))
            select (Name: $"{field} after {after} = '{code}'", OnThePage: sheet.IsOpen(FollowUpQuestions.OpenedBy(field)), ByTheRule: FollowUpQuestions.IsAsked(field, contact.Outcome(), sheet.Findings(contact)!));

        var all = asked.ToList();

        Assert.True(all.Count > 50);
        Assert.Equal((true, true), (all.Exists(each => each.OnThePage), all.Exists(each => !each.OnThePage)));
        Assert.Contains(all, each => each is { Name: "referral-reason after referral-done = '2'", OnThePage: true });
        Assert.Empty(all.Where(each => each.OnThePage != each.ByTheRule).Select(each => each.Name));
    }

    [Fact]
    public void Given_drugs_that_were_recorded_When_a_sheet_is_filled_in_with_them_Then_it_reads_the_same_rows_and_replaces_nothing_typed()
    {
        var (forms, json) = (StandardsReader.Forms(), new JsonSerializerOptions(JsonSerializerDefaults.Web));
        Wire.Configure(json);
        var kept = new FollowUpFindings { Adherence = Adherence.Regular, DrugsInUse = new([new("奥氮平", null, null, 12.5m)], [new("善思达", 4, 100)]) };
        var typed = new FormSheet(FormName.FollowUp, forms, json, new FormCollection(new() { ["f.adherence"] = "2" }));
        var last = FormSheet.Of(kept, FormName.FollowUp, forms, json);

        var filled = typed.FilledFrom(last, FollowUpParts.Of(Contact.Home).SelectMany(FollowUpParts.Questions)).Findings(Contact.Home)!;

        Assert.Equal(Adherence.Interrupted, filled.Adherence);
        Assert.Equal(kept.DrugsInUse.Daily, filled.DrugsInUse!.Daily);
        Assert.Equal(kept.DrugsInUse.LongActing, filled.DrugsInUse.LongActing);
    }

    [Fact]
    public async Task Given_a_visit_before_When_all_that_may_be_said_again_is_asked_for_without_a_script_Then_it_is_there_and_what_is_looked_at_anew_and_what_was_typed_stay()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.FollowUpOf(caseId) with { Findings = A.CalmFindings with { AdverseReaction = AdverseReaction.Present, AdverseReactionSerious = false } });
        await using var site = await Site.OpenAsync(slice);

        var form = await site.Get($"/cases/{caseId.Value}/follow-ups/new?how=Home");
        var filled = await site.Send(form, "Same", new() { ["Same"] = FollowUpParts.Every, ["f.seen-on"] = "2026-03-20", ["f.sleep"] = "3" });
        await site.Send(form, "Same", new() { ["Same"] = "no-such-part" }, HttpStatusCode.BadRequest);
        var lost = await site.Get($"/cases/{caseId.Value}/follow-ups/new?how=Lost");

        IEnumerable<string> chosen = [.. Chosen().Matches(filled).Select(match => $"{match.Groups[1].Value}={match.Groups[2].Value}").Order()];
        Assert.Equal(
            [
                "adherence=1", "diet=1", "hospital=0", "housework=2", "interpersonal=1", "learning=2", "other-abnormality=false", "physical-illness=1", "respondents=1", "self-care=1", "sleep=3", "work=1",
            ],
            chosen);
        Assert.Contains("全表其余同", form, StringComparison.Ordinal);
        Assert.DoesNotContain("全表其余同", lost, StringComparison.Ordinal);
    }

    [GeneratedRegex("<input type=\"(?:radio|checkbox)\" name=\"f\\.([a-z-]+)\" value=\"([^\"]*)\"[^>]* checked>")]
    private static partial Regex Chosen();
}
