using CaseManagement.Domain;
using CaseManagement.Infrastructure.Reference;
using CaseManagement.Web.Pages.Cases;

namespace CaseManagement.Web.Tests.Pages;

public sealed class FollowUpPartsTests
{
    // Of 2017 only, decided by the first question, in the result at the end of the page, or a signature on paper.
    private static readonly string[] Elsewhere = ["referral", "outcome", "mode", "class", "override-reason", "next-visit-on", "doctor"];

    [Fact]
    public void Given_the_national_form_When_the_page_is_held_against_it_Then_each_field_is_asked_once_and_in_the_order_of_the_paper()
    {
        var form = StandardsReader.Forms().Of(FormName.FollowUp).Select(field => field.Label.Code).Except(Elsewhere).ToList();
        List<string> Asked(Contact contact) => [.. FollowUpParts.Of(contact).SelectMany(part => part.Fields).SelectMany(field => FollowUpParts.After(field).Prepend(field))];
        var (seen, others) = (Asked(Contact.Home), Asked(Contact.Lost).Concat(Asked(Contact.Dead)).ToList());

        Assert.Equal(form.Order(), seen.Union(others).Order());
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(form.Where(field => seen.Contains(field) && FollowUpParts.Of(Contact.Home).Any(part => part.Fields.Contains(field))), FollowUpParts.Of(Contact.Home).SelectMany(part => part.Fields));
    }

    public static TheoryData<string, string, string> Answers => new(
        from field in FollowUpQuestions.All
        from opening in FollowUpQuestions.OpenedBy(field)
        let list = StandardsReader.Forms()[FormName.FollowUp, opening.Field].List
        from code in list is null ? ["true", "false", ""] : StandardsReader.Forms().Codes(list).Select(code => code.Code.Split('/')[1]).Append("")
        select (field, opening.Field, code));

    [Theory]
    [MemberData(nameof(Answers))]
    public void Given_every_answer_to_a_question_that_opens_another_When_the_page_and_the_rule_are_asked_Then_they_agree(string field, string after, string code)
    {
        var sheet = new FollowUpSheet(StandardsReader.Forms(), Json, new FormCollection(new() { ["f." + after] = code }));
        var findings = Enum.GetValues<Contact>().Select(contact => (Outcome: contact.Outcome(), Findings: sheet.Findings(contact)!)).Single(each => each.Outcome == OutcomeOf(field) && (!each.Outcome.Equals(FollowUpOutcome.Seen) || each.Findings.Mode == VisitMode.Home));

        Assert.Equal(FollowUpQuestions.IsAsked(field, findings.Outcome, findings.Findings), FollowUpParts.IsOpen(field, sheet));
        Assert.Equal(FollowUpParts.Opening(after).Concat(FollowUpParts.OpeningElsewhere(after)).Contains(code), FollowUpParts.IsOpen(field, sheet) && code.Length > 0 || OpensAnother(field, after, code));
    }
}
