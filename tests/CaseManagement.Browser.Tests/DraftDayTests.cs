using Microsoft.Playwright;

namespace CaseManagement.Browser.Tests;

/// <summary>A draft keeps what somebody typed, and nothing that the server had filled in.</summary>
public sealed class DraftDayTests(City city)
{
    [Fact]
    public async Task Given_an_injection_half_written_When_it_is_opened_for_another_day_Then_the_page_says_that_day_until_somebody_has_typed_one()
    {
        await using var context = await city.OpenAsync("demo-doctor");
        var page = await context.NewPageAsync();
        foreach (var id in await city.TellingCasesAsync("demo-doctor"))
        {
            await page.GotoAsync($"/cases/{id.Value}/injections/new");
            if (await page.Locator("form[data-draft]").CountAsync() > 0) break;
        }

        var address = page.Url;
        await Assertions.Expect(page.Locator("form[data-draft-ready]")).ToBeAttachedAsync();
        var (day, batch) = (page.Locator("input[name='Input.GivenOn']"), page.Locator("input[name='Input.BatchNumber']"));
        await Assertions.Expect(day).ToHaveValueAsync("2026-03-20");
        await Kept(() => batch.FillAsync("B-78"));

        await page.GotoAsync($"{address}?on=2026-03-23");
        await Assertions.Expect(page.Locator("[data-draft-found]")).ToBeVisibleAsync();
        await Assertions.Expect(batch).ToHaveValueAsync("B-78");
        await Assertions.Expect(day).ToHaveValueAsync("2026-03-23");

        await page.GotoAsync(address); // what is refused has its answers in it: they are kept all the same
        await Assertions.Expect(page.Locator("form[data-draft-ready]")).ToBeAttachedAsync();
        await page.RunAndWaitForResponseAsync(() => page.Locator("form[data-draft]").EvaluateAsync("form => { form.noValidate = true; form.requestSubmit(); }"), answer => answer.Url.Contains("handler=Give", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("form[data-draft-ready][data-draft-fresh=no]")).ToBeAttachedAsync();
        await Kept(() => page.Locator("input[name='Input.ReactionNote']").FillAsync("无不适"));
        await page.GotoAsync($"{address}?on=2026-03-23");
        await Assertions.Expect(batch).ToHaveValueAsync("B-78");
        await Assertions.Expect(page.Locator("input[name='Input.ReactionNote']")).ToHaveValueAsync("无不适");
        await Assertions.Expect(day).ToHaveValueAsync("2026-03-23");

        await Kept(() => day.FillAsync("2026-03-18"));
        await page.GotoAsync($"{address}?on=2026-03-23");
        await Assertions.Expect(day).ToHaveValueAsync("2026-03-18");

        async Task Kept(Func<Task> typed)
        {
            const string draft = "() => Object.entries(localStorage).filter(([name]) => name.startsWith('draft.')).map(([, value]) => value).join()";
            var before = await page.EvaluateAsync<string>(draft);
            await typed();
            await page.WaitForFunctionAsync($"before => ({draft})() !== before", before);
        }
    }
}
