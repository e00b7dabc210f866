using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>The pages on a slice's database, visited over HTTP by a browser without script.</summary>
internal sealed partial class Site : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _browser;

    private Site(WebApplication app, HttpClient browser) => (_app, _browser) = (app, browser);

    public IServiceProvider Services => _app.Services;

    /// <summary>For what a test sends by itself.</summary>
    public HttpClient Browser => _browser;

    /// <summary>Who may keep the last answer to a form.</summary>
    public string? LastCacheControl { get; private set; }

    public static async Task<Site> OpenAsync(Slice slice, string? actor = "doctor")
    {
        var app = Server.Build(["--urls=http://127.0.0.1:0", $"--ConnectionStrings:CaseManagement=Data Source={slice.File}"], "unused.db", withTimetable: false, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(slice.Clock);
            builder.Services.AddSingleton(TestKeys.Ring);
            StandInAccounts.AddTo(builder.Services);
            builder.Logging.ClearProviders();
        });
        await app.StartAsync();

        var cookies = new CookieContainer();
        if (actor is not null) cookies.Add(new Uri(app.Urls.First()), new Cookie("actor", actor));
        return new(app, new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = new(app.Urls.First()) });
    }

    public async Task<string> Get(string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var answer = await _browser.GetAsync(address);
        Assert.Equal(expected, answer.StatusCode);

        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Fills in the first form of the page that goes to the handler, and sends it with everything the page put into it.</summary>
    public async Task<string> Post(string address, string handler, Dictionary<string, string> filled, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var form = Form().Matches(await Get(address)).First(form => form.Value.Contains($"handler={handler}", StringComparison.Ordinal)).Value;
        foreach (Match hidden in Hidden().Matches(form)) filled.TryAdd(Name().Match(hidden.Value).Groups[1].Value, Value().Match(hidden.Value).Groups[1].Value);
        var action = WebUtility.HtmlDecode(Action().Match(form).Groups[1].Value);

        var answer = await _browser.PostAsync(action, new FormUrlEncodedContent(filled));
        LastCacheControl = answer.Headers.CacheControl?.ToString();
        Assert.Equal(expected, answer.StatusCode);

        return await answer.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();

    [GeneratedRegex(" name=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex(" action=\"([^\"]*)\"")]
    private static partial Regex Action();
}
