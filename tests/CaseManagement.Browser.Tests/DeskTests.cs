using Microsoft.Playwright;

namespace CaseManagement.Browser.Tests;

/// <summary>The desk, where a script spares a reload.</summary>
public sealed class DeskTests(City city)
{
    private const string Paused = "#desk .list-head .more a >> nth=2";

    [Fact]
    public async Task Given_a_desk_When_another_count_is_opened_Then_only_its_part_is_exchanged_and_whoever_cannot_see_it_hears_it()
    {
        await using var context = await city.OpenAsync("demo-doctor", width: 1440);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.EvaluateAsync("() => window.stayed = true");

        await page.Locator("#desk .count").Nth(2).ClickAsync();
        await Assertions.Expect(page.Locator("#said")).Not.ToBeEmptyAsync();

        Assert.True(await page.EvaluateAsync<bool>("() => window.stayed"));
        Assert.Contains("soon=true", page.Url, StringComparison.Ordinal);
        Assert.Equal("list", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        await Assertions.Expect(page.Locator("#desk .count").Nth(2)).ToHaveAttributeAsync("aria-current", "true");
        Assert.Equal(["htmx-current-path-for-history"], await page.EvaluateAsync<string[]>("() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]")); // an address, and no page that names a patient
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("#desk .count").First).ToHaveAttributeAsync("aria-current", "true");
    }

    [Fact]
    public async Task Given_a_wide_screen_When_a_row_is_chosen_Then_its_patient_stands_beside_the_list_which_stays_where_it_is_and_on_a_phone_the_row_opens_the_form()
    {
        await using var context = await city.OpenAsync("demo-doctor", width: 1440);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/?band=Later");
        var row = page.Locator("a[data-pane]").Nth(6);
        var (name, id) = (await row.Locator("strong").InnerTextAsync(), (await row.GetAttributeAsync("href"))!.Split('/')[^1]);
        await row.ScrollIntoViewIfNeededAsync();
        var scrolled = await page.EvaluateAsync<int>("() => { window.stayed = true; return scrollY; }");

        await row.ClickAsync();
        await Assertions.Expect(page.Locator("#chosen h2")).ToContainTextAsync(name);

        Assert.Equal((true, scrolled, id), (await page.EvaluateAsync<bool>("() => window.stayed"), await page.EvaluateAsync<int>("() => scrollY"), System.Web.HttpUtility.ParseQueryString(new Uri(page.Url).Query)["chosen"]));
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync(name);
        await Assertions.Expect(row).ToHaveAttributeAsync("aria-current", "true");
        Assert.Equal("H2", await page.EvaluateAsync<string>("() => document.activeElement.tagName"));
        Assert.Equal(3, await page.EvaluateAsync<int>("() => new Set([...document.querySelectorAll('.three > *')].filter(each => each.offsetParent).map(each => each.getBoundingClientRect().left)).size"));

        await page.SetViewportSizeAsync(390, 844);
        await page.GotoAsync("/?band=Later");
        await Assertions.Expect(page.Locator("#chosen")).ToBeHiddenAsync();
        await page.Locator("tr:has(.do[href$='/follow-ups/new']) .kind").First.ClickAsync(new() { Force = true }); // what takes the tap is the form's link, which lies over the row
        await page.WaitForURLAsync("**/follow-ups/new");
        await page.GotoAsync("/?band=Later");
        await page.Locator("a[data-pane]").First.ClickAsync(); // the name stands above that link
        await page.WaitForURLAsync("**/cases/*");
    }

    [Fact]
    public async Task Given_an_office_on_a_phone_When_the_number_of_a_town_is_tapped_Then_the_heading_of_its_list_has_the_focus_and_names_stand_on_the_screen()
    {
        await using var context = await city.OpenAsync("demo-office");
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");

        await page.Locator(".towns .figure[href*='band=Late']").First.ClickAsync();
        await page.WaitForFunctionAsync("() => document.activeElement.id === 'list'");

        Assert.Contains("place=", page.Url, StringComparison.Ordinal);
        Assert.InRange(await page.EvaluateAsync<double>("() => document.querySelector('.worklist tbody tr .whole').getBoundingClientRect().bottom"), 0, 700); // above the search at the lower edge
    }

    [Theory]
    [InlineData("demo-doctor")]
    [InlineData("demo-leader")]
    public async Task Given_a_phone_When_tasks_of_long_and_short_names_are_listed_Then_each_is_recorded_at_the_same_edge_on_the_line_of_its_kind(string role)
    {
        await using var context = await city.OpenAsync(role);
        var page = await context.NewPageAsync();
        foreach (var band in (string[])["Late", "ThisWeek", "Later"])
        {
            await page.GotoAsync($"/?band={band}");

            var right = await page.EvaluateAsync<int[]>("() => [...document.querySelectorAll('.worklist .do')].map(each => Math.round(innerWidth - each.getBoundingClientRect().right))");
            var apart = await page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('.worklist tr:has(.do)')].map(row => [row.querySelector('.kind'), row.querySelector('.do'), row.querySelector('.whole')].map(each => each.getBoundingClientRect()))
                    .filter(([kind, act, name]) => kind.top + kind.height / 2 < act.top || kind.top + kind.height / 2 > act.bottom || kind.top < name.bottom - 1).map(each => JSON.stringify(each))
                """);

            Assert.True(right.Distinct().Count() <= 1, $"{band}: {string.Join(", ", right)}");
            Assert.Empty(apart);
            if (band == "Later") Assert.NotEmpty(right);
        }
    }

    [Fact]
    public async Task Given_a_desk_whose_session_has_ended_When_another_count_is_opened_Then_the_sign_in_is_shown()
    {
        await using var context = await city.OpenAsync();
        var page = await context.NewPageAsync();
        await city.SignInAsync(page, city.Account("demo-leader"));
        await page.Locator(Paused).WaitForAsync();
        await context.ClearCookiesAsync();

        await page.Locator(Paused).ClickAsync();

        await page.Locator("input[name=password]").WaitForAsync();
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
    }
}
