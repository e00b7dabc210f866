using System.Net;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

public sealed class FollowUpPrintTests
{
    [Fact]
    public async Task Given_a_follow_up_When_it_is_printed_Then_each_edition_has_its_own_fields_and_words_and_the_answers_in_boxes()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        var findings = A.CalmFindings with { DrugsInUse = new([new("氯氮平", 100, 100, null)], [new("棕榈酸帕利哌酮", 4, 100)]), ReferralDone = ReferralAnswer.No };
        var visit = await slice.Send(A.FollowUpOf(caseId) with { Findings = findings });
        await using var site = await Site.OpenAsync(slice);
        var address = $"/cases/{caseId.Value}/follow-ups/{visit.Id.Value}/print";

        var (newer, older) = (await site.Get(address), await site.Get($"{address}?edition=2017"));
        await site.Get($"{address}?edition=2019", HttpStatusCode.BadRequest);

        Assert.All([newer, older], page => Assert.Contains("<span class=\"box\">3</span>", page[page.IndexOf("id=\"class\"", StringComparison.Ordinal)..], StringComparison.Ordinal));
        Assert.All([newer, older], page => Assert.Contains("棕榈酸帕利哌酮：每 4 周 1 次，每次 100 mg", page, StringComparison.Ordinal));
        Assert.Contains("氯氮平：早 100 mg 中 100 mg 晚 __ mg", newer, StringComparison.Ordinal);
        Assert.Contains("氯氮平：每日 2 次，每次 100 mg", older, StringComparison.Ordinal);
        Assert.Equal((5, 5, 4), (Times(newer, "________：早 __ mg 中 __ mg 晚 __ mg"), Times(newer, "________：每 __ 周 1 次，每次 __ mg"), Times(older, "________：每日（月）__ 次，每次 __ mg"))); // of three in use and three as guidance, what is still to be written by hand
        Assert.Contains("本次随访对象", newer, StringComparison.Ordinal);
        Assert.DoesNotContain("本次随访对象", older, StringComparison.Ordinal);
        Assert.Contains("2026-06-02", older, StringComparison.Ordinal); // the last day of the rule, where no other was chosen

        static int Times(string page, string words) => page.Split(words).Length - 1;
    }
}
