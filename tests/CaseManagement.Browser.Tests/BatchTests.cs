using CaseManagement.Application.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CaseManagement.Browser.Tests;

/// <summary>Long work in a browser: begun, left, come back to.</summary>
public sealed class BatchTests(City city)
{
    [Fact]
    public async Task Given_a_reassignment_that_was_begun_When_its_page_is_left_and_come_back_to_Then_it_says_how_it_ended_and_its_report_is_downloaded()
    {
        await using var context = await city.OpenAsync("demo-office");
        var page = await context.NewPageAsync();
        var button = page.Locator("form[action*='handler=Do'] button.primary");
        for (var person = 1; await button.CountAsync() == 0; person++) // the first who has anything to give
        {
            await page.GotoAsync("/admin/reassignments?Input.From=Person");
            await page.Locator("select[name='Input.Person']").SelectOptionAsync(new SelectOptionValue { Index = person });
            await page.Locator("main form[method=get] button").ClickAsync();
            await page.WaitForFunctionAsync("() => location.hash === '#preview' && document.activeElement.id === 'preview' && document.activeElement.getBoundingClientRect().bottom < innerHeight"); // without a script, the address leads there
        }

        await button.ClickAsync();
        await page.WaitForURLAsync("**/admin/batches/*");
        await page.GotoAsync("/");
        await city.Services.GetRequiredService<IJobRunner>().EndedAsync(JobNames.Batches);
        await page.GotoAsync("/admin/batches");
        await page.Locator(".tasks a").First.ClickAsync();
        await page.Locator("#batch h2").WaitForAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[download]").ClickAsync());

        Assert.Equal("已完成", await page.Locator("#batch h2").InnerTextAsync());
        Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.StartsWith("对象,", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_the_page_of_work_that_runs_When_it_ends_Then_the_page_says_so_by_itself_and_asks_no_more()
    {
        await using var context = await city.OpenAsync("demo-admin");
        var page = await context.NewPageAsync();
        await page.GotoAsync("/admin/batches");
        await page.Locator(".tasks a").First.ClickAsync();
        await page.Locator("#batch h2").WaitForAsync();
        var (whole, asked) = (await page.ContentAsync(), 0);
        await page.RouteAsync("**/admin/batches/*", async route =>
        {
            if (route.Request.Headers.ContainsKey("hx-request")) asked++;
            if (asked > 1) await route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = whole });
            else await route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = Running(whole, page.Url) });
        });

        await page.ReloadAsync();
        await page.Locator("#batch progress").WaitForAsync();
        await page.Locator("#batch h2").WaitForAsync();

        await Assertions.Expect(page.Locator("#said")).ToHaveTextAsync("已完成");
        Assert.Equal(0, await page.Locator("#batch[hx-trigger]").CountAsync());
    }

    /// <summary>As the page is while the work runs.</summary>
    private static string Running(string whole, string address)
    {
        var from = whole.IndexOf("<section id=\"batch\"", StringComparison.Ordinal);
        var until = whole.IndexOf("</section>", from, StringComparison.Ordinal);
        return $"""{whole[..from]}<section id="batch" data-waits hx-get="{new Uri(address).AbsolutePath}" hx-trigger="every 2s" hx-target="#batch" hx-select="#batch" hx-swap="outerHTML"><progress value="1" max="3"></progress>{whole[until..]}""";
    }
}
