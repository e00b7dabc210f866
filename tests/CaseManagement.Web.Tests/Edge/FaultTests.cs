using System.Text.RegularExpressions;
using CaseManagement.Testing;
using CaseManagement.Web.Tests.Pages;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Web.Tests.Edge;

/// <summary>A fault of ours tells nobody how the house is built.</summary>
public sealed partial class FaultTests
{
    [Theory]
    [InlineData("/api/v1/worklist")]
    [InlineData("/api/v1/worklist/counts")]
    [InlineData("/api/v1/alerts")]
    public async Task Given_a_broken_database_When_the_API_is_asked_Then_a_trace_id_is_all_it_tells(string path)
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        await Break(door.Slice);

        var answer = await door.Get(path, language: "en");

        Assert.Equal((500, "internal"), (answer.Status, answer.Code));
        Assert.Matches("^[0-9a-f]{32}$|^[0-9A-Z]+:[0-9A-F]+$", (string)answer["traceId"]!);
        AssertSilent(answer.Text);
    }

    [Fact]
    public async Task Given_a_broken_database_When_a_page_is_asked_for_Then_it_says_sorry_and_nothing_of_the_cause()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice);
        await Break(slice);

        using var answer = await site.Browser.GetAsync("/", TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(500, (int)answer.StatusCode);
        Assert.Contains("系统出错了", text, StringComparison.Ordinal);
        AssertSilent(text);
    }

    [Theory]
    [InlineData("/cases/planted")]
    [InlineData("/cases/99999999999999999999999999999999999999")]
    [InlineData("/?team=planted")]
    [InlineData("/?after=99999999999999999999999999999999planted")]
    [InlineData("/?band=planted")]
    [InlineData("/api/v1/cases/planted")]
    [InlineData("/api/v1/alerts?after=99999999999999999999999999planted")]
    [InlineData("/api/v1/worklist?team=planted")]
    [InlineData("/api/v1/worklist?take=planted")]
    [InlineData("/api/v1/worklist?area=planted")]
    [InlineData("/oops/planted")]
    public async Task Given_an_odd_address_When_it_is_asked_for_Then_no_fault_of_ours_comes_of_it_and_no_type_is_named(string address)
    {
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(door.Slice);

        using var page = await site.Browser.GetAsync(address, TestContext.Current.CancellationToken);
        var api = await door.Get(address);

        Assert.NotEqual(500, (int)page.StatusCode);
        Assert.NotEqual(500, api.Status);
        if (address.StartsWith("/api/", StringComparison.Ordinal)) Assert.DoesNotContain("planted", api.Text, StringComparison.Ordinal);
        AssertSilent(api.Text);
        AssertSilent(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static Task Break(Slice slice) => slice.Db(async db =>
    {
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE \"CareTask\" RENAME TO \"Elsewhere\"");
        return await db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Alert\" RENAME TO \"ElsewhereToo\"");
    });

    private static void AssertSilent(string text) => Assert.False(Inside().IsMatch(text), Inside().Match(text).Value);

    [GeneratedRegex(@"\bat [A-Z]\w+\.|Exception|SQLite|\bSELECT\b|\.cs:|/src/|CaseManagement\.|System\.|Microsoft\.|\.db\b|no such table|Guid\b")]
    private static partial Regex Inside();
}
