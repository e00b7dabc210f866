using System.Net.Sockets;
using System.Text;
using CaseManagement.Application.Ports;
using CaseManagement.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaseManagement.Web.Tests.Edge;

/// <summary>The server as somebody sees it who has not signed in and may send anything, down to the bytes.</summary>
internal sealed class Outside : IAsyncDisposable
{
    private readonly Slice _slice;
    private readonly WebApplication _app;

    private Outside(Slice slice, WebApplication app)
    {
        (_slice, _app) = (slice, app);
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static Task<Outside> OpenAsync(params (string Setting, string Value)[] settings) => OpenAsync(null, settings);

    /// <param name="numbers">In the place of the security settings.</param>
    public static async Task<Outside> OpenAsync(SecuritySettings? numbers, params (string Setting, string Value)[] settings)
    {
        var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var app = Server.Build(
            ["--urls=http://127.0.0.1:0", .. slice.Settings, .. settings.Select(setting => $"--{setting.Setting}={setting.Value}")],
            "unused.db", withTimetable: false, builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(slice.Clock);
                builder.Services.AddSingleton(TestKeys.Ring);
                builder.Services.AddSingleton(numbers ?? TestSettings.Swift());
                builder.Logging.ClearProviders();
            });
        await app.StartAsync();

        return new(slice, app);
    }

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends the bytes as they are and reads until the server closes the connection.</summary>
    public async Task<string> Raw(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Client.BaseAddress!.Host, Client.BaseAddress.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);

        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await _slice.DisposeAsync();
    }
}
