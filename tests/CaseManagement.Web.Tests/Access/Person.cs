using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CaseManagement.Domain.Staff;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Access;

/// <summary>Whom the tables of this folder speak of, in the order of their columns.</summary>
internal enum Who
{
    CareTeamMember,
    TeamLeader,
    CareGroupMember,
    Psychiatrist,
    PreventionOffice,
    Administrator,
    Stranger,
    Nobody,
}

/// <summary>What is sent: a body at the API, a form at the pages, or neither.</summary>
internal sealed record Asked(HttpMethod Method, string Path, JsonNode? Body = null, IReadOnlyDictionary<string, string>? Form = null, long? Seen = null);

/// <summary>What came back, and where it sends the browser.</summary>
internal sealed record Came(int Status, string? Location, string Headers, string Text)
{
    /// <summary>As a cell of the table says it.</summary>
    public string Outcome => Status == 302 && Location!.StartsWith("/sign-in?back=", StringComparison.Ordinal) ? "sign-in" : $"{Status}";

    public bool IsRefusal => Outcome is "401" or "403" or "404" or "sign-in";

    public JsonNode Json => JsonNode.Parse(Text)!;
}

/// <summary>One of the eight at both doors: a token for the API, a cookie for the pages.</summary>
internal sealed partial class Person(Who who, StaffMember? staff, HttpClient client)
{
    private readonly Dictionary<string, string> _cookies = [];
    private string _formToken = "";
    private string? _token;

    public Who Who => who;

    public StaffMember? Staff => staff;

    public string? RefreshToken { get; private set; }

    /// <summary>Both sessions at once, before the world is copied.</summary>
    public async Task SignInAsync(Slice slice)
    {
        await Get("/sign-in");
        if (staff is null) return;

        var tokens = await Send(new(HttpMethod.Post, "/api/v1/session", new JsonObject { ["name"] = staff.Code, ["password"] = TestAccounts.Password, ["code"] = await slice.CodeForAsync(staff) }));
        (_token, RefreshToken) = ((string)tokens.Json["accessToken"]!, (string)tokens.Json["refreshToken"]!);

        var code = await slice.CodeForAsync(staff);
        var answer = await Post("/sign-in", new() { ["name"] = staff.Code, ["password"] = TestAccounts.Password });
        if (code is not null) answer = await Post("/sign-in?handler=Code", new() { ["name"] = staff.Code, ["proof"] = ProofIn(answer.Text), ["code"] = code });
        Assert.Equal(302, answer.Status);
        _formToken = TokenIn((await Get("/account")).Text); // a token is its owner's
    }

    public Task<Came> Get(string path) => Send(new(HttpMethod.Get, path));

    public Task<Came> Post(string path, Dictionary<string, string> form) => Send(new(HttpMethod.Post, path, Form: form));

    public async Task<Came> Send(Asked asked, bool keepsCookies = true)
    {
        using var request = new HttpRequestMessage(asked.Method, asked.Path);
        var isForApi = asked.Path.StartsWith("/api/", StringComparison.Ordinal);
        if (isForApi && _token is not null) request.Headers.Authorization = new("Bearer", _token);
        if (!isForApi && _cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        if (asked.Seen is { } seen) request.Headers.TryAddWithoutValidation("If-Match", $"\"{seen}\"");
        if (asked.Body is { } body) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        if (asked.Form is { } form) request.Content = new FormUrlEncodedContent(form.Append(new("__RequestVerificationToken", _formToken)));
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        if (keepsCookies) Keep(response);
        if (_formToken.Length == 0) _formToken = TokenIn(text);
        return new((int)response.StatusCode, response.Headers.Location?.OriginalString, response.Headers.ToString(), text);
    }

    public static string ProofIn(string page) => WebUtility.HtmlDecode(Proof().Match(page).Groups[1].Value);

    private static string TokenIn(string page) => FormToken().Match(page).Groups[1].Value;

    private void Keep(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var cookies)) return;

        foreach (var cookie in cookies.Select(cookie => cookie.Split(';')[0].Split('=', 2))) _cookies[cookie[0]] = cookie[1];
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]*)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("name=\"proof\" value=\"([^\"]*)\"")]
    private static partial Regex Proof();
}
