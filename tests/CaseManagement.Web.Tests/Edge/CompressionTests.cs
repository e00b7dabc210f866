using CaseManagement.Web.Edge;
using Microsoft.AspNetCore.Http;

namespace CaseManagement.Web.Tests.Edge;

public sealed class CompressionTests
{
    [Theory]
    [InlineData("https", "/", "same-origin", true)]
    [InlineData("https", "/", "none", true)] // typed, or from a bookmark
    [InlineData("https", "/", "cross-site", false)]
    [InlineData("https", "/", "same-site", false)]
    [InlineData("https", "/", null, false)] // a browser that does not say so
    [InlineData("https", "/site.css", "cross-site", true)]
    [InlineData("http", "/", null, true)] // whoever listens there reads it anyway
    [InlineData("http", "/api/v1/worklist", null, false)]
    public void Given_a_request_When_another_site_may_have_caused_it_Then_the_length_of_the_page_tells_nothing(string scheme, string path, string? site, bool compressed)
    {
        var context = new DefaultHttpContext();
        (context.Request.Scheme, context.Request.Path) = (scheme, path);
        if (site is not null) context.Request.Headers["Sec-Fetch-Site"] = site;

        Assert.Equal(compressed, Compression.MayBeCompressed(context));
    }

    [Theory]
    [InlineData("/sign-in", "br")]
    [InlineData("/site.css?v=1", "br")]
    [InlineData("/site.js?v=1", "gzip")]
    public async Task Given_a_browser_that_takes_it_When_a_page_or_what_it_needs_is_asked_for_Then_it_comes_compressed(string path, string how)
    {
        await using var outside = await Outside.OpenAsync();

        using var answer = await outside.Send(HttpMethod.Get, path, null, ("Accept-Encoding", how));

        Assert.Equal([how], answer.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("br", "br", 136)]
    [InlineData("gzip", "gzip", 160)]
    [InlineData("br;q=0, gzip", "gzip", 160)]
    [InlineData("identity", null, 480)]
    public async Task Given_the_heaviest_script_When_it_is_asked_for_Then_it_comes_as_it_was_compressed_when_it_was_built(string takes, string? how, int mostKiB)
    {
        await using var outside = await Outside.OpenAsync();

        using var answer = await outside.Send(HttpMethod.Get, "/charts.js?v=1", null, ("Accept-Encoding", takes));

        Assert.Equal(how is null ? [] : [how], answer.Content.Headers.ContentEncoding);
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        Assert.Contains("immutable", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, mostKiB * 1024 / 2, mostKiB * 1024);
        if (how is not null) Assert.Equal(answer.Content.Headers.ContentLength, (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length); // known beforehand, and not made on the way
    }
}
