using System.Net;
using CaseManagement.Testing;
using CaseManagement.Web.Tests.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CaseManagement.Web.Tests.Edge;

/// <summary>What other sites may try with the browser of somebody who is at work.</summary>
public sealed class FormTests
{
    [Fact]
    public async Task Given_every_form_When_it_is_sent_without_its_token_Then_it_is_refused_and_changes_nothing()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice);
        var before = Rows(slice);
        var posts = (await PageRoutes.Of(site.Services)).SelectMany(route => route.Posts).ToList();

        Assert.True(posts.Count > 3);
        foreach (var post in posts)
        {
            using var answer = await site.Browser.PostAsync(post, new FormUrlEncodedContent([new("code", "leader"), new("name", "leader"), new("language", "en")]), TestContext.Current.CancellationToken);
            Assert.Equal((post, HttpStatusCode.BadRequest), (post, answer.StatusCode));
            Assert.False(answer.Headers.Contains("Location"));
        }

        Assert.Equal(before, Rows(slice));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    public async Task Given_every_form_When_another_site_sends_it_Then_it_is_refused_before_anything_runs(string header, string value)
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice);
        var posts = (await PageRoutes.Of(site.Services)).SelectMany(route => route.Posts).ToList();

        Assert.True(posts.Count > 3);
        foreach (var post in posts)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, post) { Content = new FormUrlEncodedContent([]), Headers = { { header, value } } };
            using var answer = await site.Browser.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((post, HttpStatusCode.Forbidden), (post, answer.StatusCode));
        }
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", null)]
    public async Task Given_our_own_form_When_the_browser_says_so_Then_only_its_token_is_asked_for(string header, string? value)
    {
        await using var outside = await Outside.OpenAsync();

        using var answer = await outside.Send(HttpMethod.Post, "/", new FormUrlEncodedContent([]), (header, value ?? outside.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)));

        Assert.NotEqual(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Given_the_token_of_a_form_When_its_cookie_is_set_Then_no_other_site_and_no_script_gets_it()
    {
        await using var outside = await Outside.OpenAsync();
        var options = outside.Services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value;

        Assert.Equal(("form", SameSiteMode.Strict, true), (options.Cookie.Name, options.Cookie.SameSite, options.Cookie.HttpOnly));
    }

    [Fact]
    public async Task Given_every_page_that_takes_a_form_When_it_is_read_Then_none_does_without_the_token()
    {
        await using var outside = await Outside.OpenAsync();
        var pages = (await PageRoutes.Of(outside.Services)).Where(route => route.Posts.Any()).ToList();

        Assert.NotEmpty(pages);
        Assert.All(pages, route => Assert.False(route.Page.ModelTypeInfo!.IsDefined(typeof(IgnoreAntiforgeryTokenAttribute), inherit: true), route.Address));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    public async Task Given_every_page_When_it_is_asked_in_an_odd_way_Then_it_is_refused(string method)
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice);
        var routes = await PageRoutes.Of(site.Services);

        Assert.NotEmpty(routes);
        foreach (var route in routes)
        {
            using var answer = await site.Browser.SendAsync(new(new(method), route.Address), TestContext.Current.CancellationToken);
            Assert.Equal((route.Address, HttpStatusCode.MethodNotAllowed), (route.Address, answer.StatusCode));
        }
    }

    /// <summary>How many rows each table has.</summary>
    private static Dictionary<string, long> Rows(Slice slice)
    {
        using var connection = new SqliteConnection($"Data Source={slice.File};Pooling=False");
        connection.Open();
        var tables = new List<string>();
        using (var names = new SqliteCommand("SELECT name FROM sqlite_master WHERE type = 'table'", connection).ExecuteReader())
            while (names.Read()) tables.Add(names.GetString(0));

        return tables.ToDictionary(table => table, table => (long)new SqliteCommand($"SELECT count(*) FROM \"{table}\"", connection).ExecuteScalar()!);
    }
}
