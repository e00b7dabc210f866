using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Testing;
using CaseManagement.Web.Tests.Pages;

namespace CaseManagement.Web.Tests.Edge;

/// <summary>Nobody is led away: whatever names where to go back to is an address of this server, or is not heard.</summary>
public sealed partial class RedirectTests
{
    private static readonly string[] Names = ["back", "return", "returnUrl", "next", "redirect", "url", "to"];
    private static readonly string[] Elsewhere =
    [
        "https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "\\\\elsewhere.example", "http:elsewhere.example", "/\t/elsewhere.example", "javascript:alert(1)", "~//elsewhere.example",
    ];

    [Fact]
    public async Task Given_every_page_that_knows_a_way_back_When_it_is_told_a_foreign_one_Then_it_neither_goes_nor_links_there()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        await using var site = await Site.OpenAsync(slice);
        var pages = from route in await PageRoutes.Of(site.Services)
                    let name = route.Page.BoundProperties.Select(bound => bound.Name).FirstOrDefault(name => Names.Contains(name, StringComparer.OrdinalIgnoreCase))
                    where name is not null
                    select (route, name);

        Assert.NotEmpty(pages);
        foreach (var (route, name) in pages)
            foreach (var foreign in Elsewhere)
            {
                var back = $"{name}={Uri.EscapeDataString(foreign)}";
                var shown = await Judge(site, new(HttpMethod.Get, $"{route.Address}?{back}"));
                var token = Token().Match(shown).Groups[1].Value;
                foreach (var post in route.Posts)
                    await Judge(site, new(HttpMethod.Post, $"{post}{(post.Contains('?') ? '&' : '?')}{back}")
                    {
                        Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("code", "doctor"), new("language", "en"), new(name, foreign)]),
                    });
            }
    }

    [Theory]
    [InlineData("//elsewhere.example/%2e%2e")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("//elsewhere.example/who?back=//elsewhere.example")]
    public async Task Given_an_address_that_looks_like_another_host_When_nobody_is_named_Then_the_way_back_stays_here(string path)
    {
        await using var outside = await Outside.OpenAsync();

        var answer = await outside.Raw($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

        Assert.DoesNotMatch("(?im)^location: *(https?:)?[/\\\\]{2}", answer);
    }

    private static async Task<string> Judge(Site site, HttpRequestMessage request)
    {
        using var answer = await site.Browser.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(site.Browser.BaseAddress!.Authority, answer.RequestMessage!.RequestUri!.Authority); // redirects were followed
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.False(Links().IsMatch(WebUtility.HtmlDecode(text)), Links().Match(WebUtility.HtmlDecode(text)).Value);

        return text;
    }

    [GeneratedRegex("""(href|action|src|formaction)="\s*(https?:|[/\\~]*[/\\]\s*[/\\]|javascript:)""", RegexOptions.IgnoreCase)]
    private static partial Regex Links();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
