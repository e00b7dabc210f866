using System.CommandLine;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Web.Verbs;

/// <summary><c>serve</c> runs the pages, the API and the timetable until it is stopped.</summary>
internal static class ServeVerb
{
    private const int DemoPatients = 1000;
    private const int DemoSeed = 1;

    public static Command Command(string name, string description)
    {
        var demo = new Option<bool>("--demo") { Description = "Builds a demo city first, in a database of its own." };
        var urls = new Option<string?>("--urls") { Description = $"Where to listen; {Server.DefaultUrl} when not given." };
        var command = new Command(name, description) { demo, urls };
        command.SetAction((parsed, ct) => ServeAsync(parsed.UnmatchedTokens, parsed.GetValue(urls), parsed.GetValue(demo), ct));

        return command;
    }

    private static async Task<int> ServeAsync(IReadOnlyList<string> settings, string? urls, bool demo, CancellationToken ct)
    {
        if (demo) settings = [.. settings, $"--{Database.DemoKeys}=true"];
        await using var app = Server.Build(urls is null ? settings : [.. settings, $"--urls={urls}"], demo ? Database.DemoFile : Database.DefaultFile);
        await Task.WhenAll(LearnAddresses(app), app.Services.MigrateAsync(ct));
        if (demo && !await IsBuilt(app.Services, ct)) await DemoVerb.Build(app.Services, DemoPatients, DemoSeed, app.Services.Day(null), ct);
        if (demo) await Introduce(app, ct);
        else if (!await HasStaff(app.Services, ct)) Console.Error.WriteLine("This database is empty: nobody has an account yet. Open the first one with: accounts administrator NAME");

        await app.StartAsync(ct);
        foreach (var url in app.Urls) Console.WriteLine($"Open {url}");
        await app.WaitForShutdownAsync(ct);

        return 0;
    }

    /// <summary>What the API reads and writes is learnt on one core while the database's model is on another: the two take most of a start.</summary>
    private static Task LearnAddresses(IEndpointRouteBuilder app) => Task.Run(() => app.DataSources.SelectMany(source => source.Endpoints).Count());

    /// <summary>The city ends with its first sweep; one that was stopped before is begun anew, but only where it has a file of its own.</summary>
    private static async Task<bool> IsBuilt(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);
        var db = scope.ServiceProvider.GetRequiredService<ICaseDb>();
        if (await db.JobRuns.AnyAsync(run => run.State == JobRunState.Done, ct) || !await db.Staff.AnyAsync(ct)) return await db.Patients.AnyAsync(ct);
        if (!services.GetRequiredService<IConfiguration>().HasOwnDemoFile()) throw new CannotException("This database holds a demo city that was not finished; name an empty one.");

        Console.Error.WriteLine("The demo city was not finished; it is built anew.");
        await services.GetRequiredService<ISchema>().StartAnewAsync(ct);

        return false;
    }

    private static async Task<bool> HasStaff(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);

        return await scope.ServiceProvider.GetRequiredService<ICaseDb>().Staff.AnyAsync(ct);
    }

    /// <summary>Opens the demo accounts and prints them, once: what is kept of them can be shown to nobody.</summary>
    private static async Task Introduce(WebApplication app, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var opened = await scope.ServiceProvider.GetRequiredService<IDemoAccounts>().OpenAsync(ct);
        if (opened.Count == 0) Console.WriteLine("The demo accounts were printed when the city was built. A lost one is given a new first password by: accounts reset NAME");
        foreach (var account in opened)
        {
            Console.WriteLine($"{account.Name} ({account.Role}), password {account.Password}");
            if (account.Key is { } key) Console.WriteLine($"    authenticator key {key}, recovery codes {string.Join(' ', account.RecoveryCodes)}");
        }

        if (opened.Any(account => account.Key is not null)) Console.WriteLine("The code that an authenticator shows now is printed by: accounts code KEY");
    }
}
