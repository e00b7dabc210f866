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
}
