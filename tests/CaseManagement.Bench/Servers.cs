using System.Collections.Concurrent;
using CaseManagement.Application.Features.DecisionSupport;
using CaseManagement.Infrastructure.Persistence.Engines;
using CaseManagement.Testing;
using CaseManagement.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaseManagement.Bench;

/// <summary>The two servers that are held against each other, each in a process of its own.</summary>
internal static class Servers
{
    public const string Readiness = "/health/live";

    /// <summary>
    /// The product's own server, as it serves, without the timetable; only how often one account may ask is set so high that a load of one account gets through.
    /// Beside the product's addresses are two that give back what they were sent, behind the same doors: sign-in, limits, language.
    /// </summary>
    public static async Task<int> ProductAsync(DatabaseSettings database, string port)
    {
        await using var app = Server.Build(
            [$"--urls=http://127.0.0.1:{port}", $"--Database:Provider={database.Provider}", $"--ConnectionStrings:CaseManagement={database.ConnectionString}"], "unused.db", withTimetable: false,
            builder =>
            {
                builder.Services.AddSingleton(TestKeys.Ring);
                builder.Services.AddSingleton(TestSettings.Unhurried(often: "100000000"));
                builder.Logging.SetMinimumLevel(LogLevel.Warning);
            });
        var returned = app.MapGroup("/api/v1/returned").WithMetadata(new Web.OnlyComputes());
        returned.MapPost("follow-up-class", (ProposeClass body) => body);
        returned.MapPost("injection-advice", (AdviseInjection body) => body);
        await app.RunAsync();

        return 0;
    }

    /// <summary>The same two things by the bare driver behind bare endpoints: nobody signs in, nothing is checked.</summary>
    public static async Task<int> BareAsync(DatabaseSettings database, string port, string team, string template)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        var idle = new ConcurrentBag<BareWorker>();
        var (teamId, area, caseId) = (Convert.FromHexString(team), BigCity.FirstTown, Convert.FromHexString(template));

        app.MapGet(Readiness, () => "ready");
        app.MapGet("/worklist", () => With(worker => worker.WorklistAsync()));
        app.MapPost("/patients", (Application.Features.Patients.RegisterPatient form) => With(async worker => new { CaseId = await worker.RegisterAsync(form.Name) }));
        await app.RunAsync();

        return 0;

        async Task<IResult> With<T>(Func<BareWorker, Task<T>> work)
        {
            if (!idle.TryTake(out var worker))
            {
                worker = await BareWorker.OpenAsync(database, teamId, area);
                await worker.LearnAsync(caseId);
            }

            var answer = await work(worker);
            idle.Add(worker);

            return Results.Ok(answer);
        }
    }

    /// <summary>Parses a body as the product does and sends it back: nobody signs in, nothing is judged.</summary>
    public static async Task<int> EchoAsync(string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.ConfigureHttpJsonOptions(json => Web.Api.Wire.Configure(json.SerializerOptions));
        await using var app = builder.Build();
        app.MapGet(Readiness, () => "ready");
        app.MapPost("/follow-up-class", (ProposeClass body) => body);
        app.MapPost("/injection-advice", (AdviseInjection body) => body);
        await app.RunAsync();

        return 0;
    }
}
