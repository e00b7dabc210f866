using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Application.Features.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>A form that was refused says everything that is wrong with it, and leads to each of its fields.</summary>
public sealed partial class RefusedFormTests
{
    [Fact]
    public async Task Given_several_fields_that_are_refused_at_once_When_the_form_comes_back_Then_each_says_why_and_the_top_leads_to_all()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await using var site = await Site.OpenAsync(slice);
        var page = await site.Get($"/cases/{caseId.Value}/support");

        var refused = await site.Send(page, "Add", new() { ["Input.Name"] = "", ["Input.Phone"] = "" }, HttpStatusCode.BadRequest);

        var (top, invalid) = (Top().Match(refused).Value, Regex.Count(refused, "aria-invalid=\"true\""));
        Assert.InRange(invalid, 2, 5);
        Assert.Equal(invalid, Ways().Count(top));
        Assert.All(Ways().Matches(top), way => Assert.Contains($" id=\"{way.Groups[1].Value}\"", refused, StringComparison.Ordinal));
        Assert.Equal(invalid, Regex.Count(refused, "class=\"why-not\""));
        Assert.Contains("还有：", top, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_visit_saved_too_early_When_it_is_refused_Then_what_the_class_waits_for_is_named_and_the_number_of_open_answers_is_that_of_their_list()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await using var site = await Site.OpenAsync(slice);
        Dictionary<string, string> begun = new() { ["f.seen-on"] = "2026-03-20", ["f.respondents"] = "1", ["f.risk"] = "0" };

        var form = await site.Get($"/cases/{caseId.Value}/follow-ups/new?how=Home");
        var waits = await site.Send(form, "Check", begun);
        var unadvised = await site.Send(form, "Check", new(begun) { ["f.referral-advised"] = "1" });
        var refused = await site.Send(waits, "Save", begun, HttpStatusCode.Conflict);

        var deciding = MissingAnswer.Deciding.Count;
        Assert.Equal(deciding + 1, Regex.Count(form, "class=\"needed\"")); // and the day
        var list = List().Match(waits).Value;
        Assert.Equal(int.Parse(Still().Match(waits[waits.IndexOf("id=\"edge\"", StringComparison.Ordinal)..]).Groups[1].Value, CultureInfo.InvariantCulture), Regex.Count(list, "<li>"));
        Assert.Equal(deciding - 2, Regex.Count(list, "class=\"needed\"")); // danger has its answer, and how serious a reaction is is asked after it
        Assert.Equal(deciding - 2 + 1, Regex.Count(refused, "class=\"why-not\"")); // and the class
        Assert.Equal(deciding - 2 + 1, Ways().Count(Top().Match(refused).Value));
        Assert.Contains("href=\"#referral-done\"", list, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"#referral-done\"", unadvised, StringComparison.Ordinal); // nobody waits for a referral that was not advised
        Assert.DoesNotContain("id=\"risk\" class=\"ask refused", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_save_that_is_quicker_than_the_proposal_When_it_arrives_Then_the_answers_decide_and_another_class_than_the_button_said_is_never_kept()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 20));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await using var site = await Site.OpenAsync(slice);
        var page = await site.Post($"/cases/{caseId.Value}/follow-ups/new?how=Home", "Check", Answers());

        var other = await site.Send(page, "Save", Answers(("As", nameof(Stability.Stable))), HttpStatusCode.Conflict);
        var none = (await slice.Send(new GetCase(caseId))).Class;
        var saved = await site.Send(page, "Save", Answers(("As", "")));

        Assert.Contains("建议分类变了", other, StringComparison.Ordinal);
        Assert.Contains("name=\"As\" value=\"BasicallyStable\"", other, StringComparison.Ordinal); // and now says which
        Assert.Null(none);
        Assert.Contains("随访已保存。", saved, StringComparison.Ordinal);
        Assert.Equal(Stability.BasicallyStable, (await slice.Send(new GetCase(caseId))).Class);
    }

    private static Dictionary<string, string> Answers(params (string Name, string Value)[] others)
    {
        Dictionary<string, string> answers = new()
        {
            ["f.seen-on"] = "2026-03-20",
            ["f.risk"] = "1",
            ["f.symptom-state"] = "1",
            ["f.insight"] = "1",
            ["f.physical-illness"] = "1",
            ["f.other-abnormality"] = "false",
            ["f.adverse-reaction"] = "1",
        };
        foreach (var item in (string[])["self-care", "housework", "work", "learning", "interpersonal"]) answers[$"f.{item}"] = "1";
        foreach (var (name, value) in others) answers[name] = value;

        return answers;
    }

    [GeneratedRegex("<p class=\"refusal\" id=\"refusal\"[\\s\\S]*?</p>")]
    private static partial Regex Top();

    [GeneratedRegex("<a href=\"#([^\"]+)\">")]
    private static partial Regex Ways();

    [GeneratedRegex("<ul class=\"still\">[\\s\\S]*?</ul>")]
    private static partial Regex List();

    [GeneratedRegex("href=\"#still\">[^<]*?(\\d+)")]
    private static partial Regex Still();
}
