using System.Text.Json;
using CaseManagement.Domain;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Infrastructure.Reference;
using CaseManagement.Web.Api;
using CaseManagement.Web.Pages.Cases;
using Microsoft.AspNetCore.Http;

namespace CaseManagement.Web.Tests.Pages;

public sealed class FollowUpPartsTests
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
}
