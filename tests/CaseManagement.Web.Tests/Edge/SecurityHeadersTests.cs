using System.Text.RegularExpressions;
using CaseManagement.Web.Edge;

namespace CaseManagement.Web.Tests.Edge;

public sealed partial class SecurityHeadersTests
{
    [Theory]
    [InlineData("/", "no-store")]
    [InlineData("/no-such-page", "no-store")]
    [InlineData("/oops/404", "no-store")]
    [InlineData("/api/v1/worklist", "no-store")]
    [InlineData("/api/v1/nothing-here", "no-store")]
    [InlineData("/health/live", "no-store")]
    [InlineData("/openapi/v1.json", "no-store")]
    [InlineData("/site.css", "no-cache")]
    [InlineData("/site.css?v=1", "public, max-age=31536000, immutable")]
    public async Task Given_any_answer_When_it_goes_out_Then_the_browser_is_told_what_to_refuse_and_what_to_keep(string path, string kept)
    {
        await using var outside = await Outside.OpenAsync();

        using var answer = await outside.Send(HttpMethod.Get, path);

        AssertGuarded(answer);
        Assert.Equal(kept, string.Join(", ", answer.Headers.GetValues("Cache-Control")));
    }

    [Fact]
    public async Task Given_a_foreign_host_or_a_fault_of_ours_When_it_is_refused_Then_that_answer_is_guarded_as_well()
    {
        await using var outside = await Outside.OpenAsync(("AllowedHosts", "localhost;127.0.0.1"));
        await using var door = await Door.OpenAsync(new(2026, 3, 2));
        using var named = new HttpRequestMessage(HttpMethod.Get, "/api/v1/worklist") { Headers = { Authorization = new("Bearer", await door.TokenOf(Door.Doctor)) } };
        await door.Slice.Db(db => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "ALTER TABLE \"StaffMember\" RENAME TO \"Elsewhere\""));

        using var foreign = await outside.Send(HttpMethod.Get, "/", null, ("Host", "elsewhere.example"));
        using var broken = await door.Client.SendAsync(named, TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)foreign.StatusCode);
        Assert.Equal(500, (int)broken.StatusCode);
        Assert.All([foreign, broken], AssertGuarded);
    }

    [Fact]
    public async Task Given_the_proxy_says_https_When_it_is_answered_Then_the_browser_is_told_to_stay_with_it()
    {
        await using var direct = await Outside.OpenAsync();
        await using var behind = await Outside.OpenAsync(("Edge:BehindProxy", "true"), ("Edge:Proxies", "127.0.0.1"));

        using var forged = await direct.Send(HttpMethod.Get, "/health/live", null, ("X-Forwarded-Proto", "https"));
        using var secure = await behind.Send(HttpMethod.Get, "/health/live", null, ("X-Forwarded-Proto", "https"));

        Assert.False(forged.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(secure.Headers.GetValues("Strict-Transport-Security")));
    }

    [Fact]
    public void Given_every_page_When_its_source_is_read_Then_it_holds_no_inline_script_or_style_and_nothing_from_elsewhere()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Sources.Root, "src/CaseManagement.Web/Pages"), "*.cshtml", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();

        Assert.True(pages.Count > 10);
        Assert.All(pages, page => Assert.False(Inline().IsMatch(page), Inline().Match(page).Value));
    }

    [Fact]
    public void Given_the_content_policy_When_it_is_read_Then_nothing_in_it_is_unsafe()
    {
        Assert.StartsWith("default-src 'none';", SecurityHeaders.ContentPolicy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", SecurityHeaders.ContentPolicy, StringComparison.Ordinal);
        Assert.DoesNotContain("*", SecurityHeaders.ContentPolicy, StringComparison.Ordinal);
    }

    private static void AssertGuarded(HttpResponseMessage answer)
    {
        Assert.Equal(SecurityHeaders.ContentPolicy, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Contains("camera=()", Assert.Single(answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    [GeneratedRegex("""\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=|javascript:|(src|href|action)\s*=\s*"(https?:)?//""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
