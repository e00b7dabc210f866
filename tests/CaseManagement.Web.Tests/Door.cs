using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CaseManagement.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaseManagement.Web.Tests;

/// <summary>The real server on a free port, before the little town of a slice.</summary>
internal sealed class Door : IAsyncDisposable
{
    public const string Doctor = "doctor";
    public const string Psychiatrist = "psychiatrist";

    private readonly WebApplication _app;
    private readonly SemaphoreSlim _oneSignsIn = new(1);
    private readonly Dictionary<string, string> _tokens = [];
    private readonly bool _ownsSlice;
    private int _registered;

    private Door(Slice slice, bool ownsSlice, WebApplication app, HttpClient client) => (Slice, _ownsSlice, _app, Client) = (slice, ownsSlice, app, client);

    public Slice Slice { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static Task<Door> OpenAsync(DateOnly today, params (string Setting, string Value)[] settings) => OpenAsync(today, unhurried: false, settings);

    /// <param name="unhurried">Nobody is told to ask less often.</param>
    public static async Task<Door> OpenAsync(DateOnly today, bool unhurried, params (string Setting, string Value)[] settings) => await OpenAsync(await Slice.CreateAsync(today), unhurried, ownsSlice: true, settings);

    /// <summary>A second server on the same database.</summary>
    public Task<Door> AnotherNodeAsync() => OpenAsync(Slice, unhurried: true, ownsSlice: false);

    private static async Task<Door> OpenAsync(Slice slice, bool unhurried, bool ownsSlice, params (string Setting, string Value)[] settings)
    {
        var app = Server.Build(["--urls=http://127.0.0.1:0", .. slice.Settings], "unused.db", withTimetable: false, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(slice.Clock);
            builder.Services.AddSingleton(TestKeys.Ring);
            builder.Services.AddSingleton(unhurried ? TestSettings.Unhurried() : TestSettings.Swift());
            builder.Logging.ClearProviders();
            foreach (var (setting, value) in settings) builder.Configuration[setting] = value;
        });
        await app.StartAsync();

        return new Door(slice, ownsSlice, app, new HttpClient { BaseAddress = new(app.Urls.Single()) });
    }

    public Task<Answer> Get(string path, string? by = Doctor, string? language = null, string? token = null) => Send(HttpMethod.Get, path, null, by, language: language, token: token);

    public Task<Answer> Post(string path, JsonNode? body, string? by = Doctor, long? seen = null, string? language = null) => Send(HttpMethod.Post, path, body?.ToJsonString(), by, Tag(seen), language);

    public Task<Answer> Put(string path, JsonNode? body, string? by = Doctor, long? seen = null, string? language = null) => Send(HttpMethod.Put, path, body?.ToJsonString(), by, Tag(seen), language);

    public async Task<Answer> Send(HttpMethod method, string path, string? body, string? by, string? ifMatch = null, string? language = null, string type = "application/json", string? token = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"/api/v1/{path}");
        if (token is not null || by is not null) request.Headers.Authorization = new("Bearer", token ?? await TokenOf(by!));
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (language is not null) request.Headers.AcceptLanguage.ParseAdd(language);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type));
        request.Headers.ExpectContinue = body?.Length > 100_000; // as programs do with a large body: the answer may come before it is sent
        using var response = await Client.SendAsync(request);

        return await Read(response);
    }

    /// <summary>Signs in at the API.</summary>
    public Task<Answer> SignIn(string name, string password = TestAccounts.Password, string? code = null, string? language = null) =>
        Post("session", new JsonObject { ["name"] = name, ["password"] = password, ["code"] = code }, by: null, language: language);

    /// <summary>The token of somebody of the town, who signs in the first time they are needed, and again on another day.</summary>
    public async Task<string> TokenOf(string name)
    {
        await _oneSignsIn.WaitAsync();
        try
        {
            var key = $"{name} on {Slice.Clock.GetUtcNow():O}";
            if (_tokens.TryGetValue(key, out var token)) return token;

            var staff = Slice.Town.People.Single(person => person.Code == name);
            var answer = await SignIn(name, code: await Slice.CodeForAsync(staff));
            Assert.Equal(200, answer.Status);

            return _tokens[key] = (string)answer["accessToken"]!;
        }
        finally
        {
            _oneSignsIn.Release();
        }
    }

    private static async Task<Answer> Read(HttpResponseMessage response) =>
        new((int)response.StatusCode, response.Headers.ETag?.Tag, response.Headers.Location?.OriginalString, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync()) { CacheControl = response.Headers.CacheControl?.ToString() };

    /// <summary>Another registered patient: the path of the case and its version.</summary>
    public async Task<(string Path, long Version)> Registered()
    {
        var answer = await Post("patients", Body.Registration().With("name", $"测试{++_registered}").With("document", null).With("documentNumber", null));
        Assert.Equal(201, answer.Status);

        return ($"cases/{answer["caseId"]}", (long)answer["version"]!);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _oneSignsIn.Dispose();
        await _app.DisposeAsync();
        if (_ownsSlice) await Slice.DisposeAsync();
    }

    private static string? Tag(long? seen) => seen is null ? null : $"\"{seen}\"";
}

/// <summary>What came back.</summary>
internal sealed record Answer(int Status, string? Tag, string? Location, string? Type, string Text)
{
    public string? CacheControl { get; init; }

    public JsonNode Json => JsonNode.Parse(Text)!;

    public JsonNode? this[string name] => Json[name];

    public string? Code => (string?)this["code"];

    public long Version => (long)this["version"]!;

    /// <summary>The code of the first fault of a field.</summary>
    public string? FaultOf(string field) => (string?)this["errors"]?[field]?[0]?["code"];

    public string MessageOf(string field) => (string)this["errors"]![field]![0]!["message"]!;
}
