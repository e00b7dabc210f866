using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CaseManagement.Infrastructure.Exchange.Notices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CaseManagement.Application.Tests.Exchange.Notices;

/// <summary>What came to a receiver: its key, and what must be known to judge who sent it.</summary>
internal sealed record Came(string Key, string Time, string Signature, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>Without what is drawn at random, in which any three letters may stand.</summary>
    public string Said
    {
        get
        {
            var said = Json.AsObject();
            foreach (var drawn in (string[])["key", "link", "receipt"]) Assert.True(said.Remove(drawn));

            return said.ToJsonString();
        }
    }

    public bool IsSignedBy(string secret) => Signature == $"v1={WebHook.Sign(secret, Time, Body)}";
}

/// <summary>Another department's server: a real one, on this machine.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    public ConcurrentQueue<Came> Got { get; } = new();

    public int Status { get; set; } = 200;

    public string? Location { get; set; }

    /// <summary>Done when something has come, before it is answered.</summary>
    public Action? OnArrival { get; set; }

    public string Host { get; private set; } = "";

    public string Address => $"{Host}/in";

    public static async Task<Receiver> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.Take);
        await app.StartAsync();
        receiver.Host = app.Urls.Single();

        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers;
        Got.Enqueue(new(headers[WebHook.KeyHeader]!, headers[WebHook.TimeHeader]!, headers[WebHook.SignatureHeader]!, await reader.ReadToEndAsync()));
        OnArrival?.Invoke();
        if (Location is not null) context.Response.Headers.Location = Location;
        context.Response.StatusCode = Status;
    }
}
