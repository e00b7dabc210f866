using System.Net;
using System.Text.RegularExpressions;
using CaseManagement.Domain.Staff;
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

    private Site(WebApplication app, HttpClient browser, CookieContainer cookies) => (_app, _browser, Cookies) = (app, browser, cookies);

    public CookieContainer Cookies { get; }

    public Uri Address => _browser.BaseAddress!;

    public IServiceProvider Services => _app.Services;

    /// <summary>For what a test sends by itself.</summary>
    public HttpClient Browser => _browser;

    /// <summary>Who may keep the last answer to a form.</summary>
    public string? LastCacheControl { get; private set; }

    /// <summary>Where the last form has led.</summary>
    public string? LastAddress { get; private set; }

    public static async Task<Site> OpenAsync(Slice slice, string? actor = "doctor", Action<IServiceCollection>? with = null)
    {
        var app = Server.Build(["--urls=http://127.0.0.1:0", .. slice.Settings], "unused.db", withTimetable: false, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(slice.Clock);
            builder.Services.AddSingleton(TestKeys.Ring);
            builder.Services.AddSingleton(TestSettings.Swift());
            with?.Invoke(builder.Services);
            builder.Logging.ClearProviders();
        });
        await app.StartAsync();

        var cookies = new CookieContainer();
        var site = new Site(app, new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = new(app.Urls.First()) }, cookies);
        if (actor is not null) await site.SignIn(slice, slice.Town.People.Single(person => person.Code == actor));

        return site;
    }

    /// <summary>Signs in on the page, with the second step where the role has one.</summary>
    public async Task SignIn(Slice slice, StaffMember staff)
    {
        var code = await slice.CodeForAsync(staff);
        var page = await Post("/sign-in?back=/account", null, new() { ["name"] = staff.Code, ["password"] = TestAccounts.Password });
        if (code is not null) page = await Send(page, "Code", new() { ["code"] = code });
        Assert.Contains(staff.Name, page, StringComparison.Ordinal);
    }

    public async Task<string> Get(string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var answer = await _browser.GetAsync(address);
        Assert.Equal(expected, answer.StatusCode);

        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Fills in the first form of the page that goes to the handler, and sends it with everything the page put into it.</summary>
    public async Task<string> Post(string address, string? handler, Dictionary<string, string> filled, HttpStatusCode expected = HttpStatusCode.OK) =>
        await Send(await Get(address), handler, filled, expected);

    /// <summary>The same from a page that has been answered already; without a handler, the first form in the page's own part.</summary>
    public async Task<string> Send(string page, string? handler, Dictionary<string, string> filled, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var main = page[page.IndexOf("<main", StringComparison.Ordinal)..];
        var form = Form().Matches(main).First(form => handler is null || form.Value.Contains($"handler={handler}", StringComparison.Ordinal)).Value;
        var button = handler is null ? null : ButtonTo().Matches(form).FirstOrDefault(button => button.Value.Contains($"handler={handler}", StringComparison.Ordinal));
        return await SendForm(form, filled, expected, button?.Groups[1].Value);
    }

    private async Task<string> SendForm(string form, Dictionary<string, string> filled, HttpStatusCode expected, string? to = null)
    {
        foreach (Match hidden in Hidden().Matches(form)) filled.TryAdd(Name().Match(hidden.Value).Groups[1].Value, WebUtility.HtmlDecode(Value().Match(hidden.Value).Groups[1].Value));
        var action = WebUtility.HtmlDecode(to ?? Action().Match(form).Groups[1].Value);

        var answer = await _browser.PostAsync(action, new FormUrlEncodedContent(filled));
        LastAddress = answer.RequestMessage!.RequestUri!.PathAndQuery;
        LastCacheControl = answer.Headers.CacheControl?.ToString();
        Assert.Equal(expected, answer.StatusCode);

        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Sends the form of a page that goes to an address, such as one in its head.</summary>
    public async Task<string> SendTo(string address, string action, Dictionary<string, string> filled, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var form = Form().Matches(await Get(address)).First(form => Action().Match(form.Value).Groups[1].Value.StartsWith(action, StringComparison.Ordinal)).Value;
        return await SendForm(form, filled, expected);
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

    /// <summary>A button that sends its form elsewhere.</summary>
    [GeneratedRegex(" formaction=\"([^\"]*)\"")]
    private static partial Regex ButtonTo();

    [GeneratedRegex(" action=\"([^\"]*)\"")]
    private static partial Regex Action();
}
