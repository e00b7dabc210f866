using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>What the list of the emergencies and the page of one say.</summary>
public sealed class CrisisPageTests
{
    [Fact]
    public async Task Given_a_record_that_is_owed_When_its_time_has_passed_Then_the_list_the_page_and_the_form_say_in_words_that_it_is_late()
    {
        await using var slice = await Slice.CreateAsync(today: A.Monday);
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(A.UnstableFollowUpOf(caseId));
        var crisis = (await slice.Send(new Application.Features.Crises.ListCrises())).Rows.Single();
        var address = $"/cases/{caseId.Value}/crises/{crisis.Id.Value}";
        string[] pages = ["/crises", address, $"{address}/record"];

        await using var early = await Site.OpenAsync(slice);
        List<string> before = [];
        foreach (var page in pages) before.Add(await early.Get(page));
        slice.Clock.Move(TimeSpan.FromHours(25));
        await using var late = await Site.OpenAsync(slice);
        List<string> after = [];
        foreach (var page in pages) after.Add(await late.Get(page));

        Assert.All(before, page => Assert.Matches("记录单须在[^<]*前完成", page));
        Assert.All(before, page => Assert.DoesNotContain("迟：", page, StringComparison.Ordinal));
        Assert.All(after, page => Assert.Matches("迟：记录单须在[^<]*前完成", page));
    }
}
