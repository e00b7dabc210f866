using System.CommandLine;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Web.Verbs;

/// <summary><c>serve</c> runs the pages, the API and the timetable until it is stopped.</summary>
internal static class ServeVerb
{
    private const int DemoPatients = 300;
    private const int DemoSeed = 1;

    public static Command Command(string name, string description)
    {
        var demo = new Option<bool>("--demo") { Description = "Builds a demo city first, in a database of its own." };
        var urls = new Option<string?>("--urls") { Description = $"Where to listen, on this machine only; {Server.DefaultUrl} when not given." };
        var command = new Command(name, description) { demo, urls };
        command.SetAction((parsed, ct) => ServeAsync(parsed.UnmatchedTokens, parsed.GetValue(urls), parsed.GetValue(demo), ct));

        return command;
    }

    private static async Task<int> ServeAsync(IReadOnlyList<string> settings, string? urls, bool demo, CancellationToken ct)
    {
        await using var app = Server.Build(urls is null ? settings : [.. settings, $"--urls={urls}"], demo ? Database.DemoFile : Database.DefaultFile);
        await app.Services.MigrateAsync(ct);
        if (demo && !await DemoVerb.HasPatients(app.Services, ct)) await DemoVerb.Build(app.Services, DemoPatients, DemoSeed, app.Services.Day(null), ct);
        if (demo) await Introduce(app, ct);

        await app.StartAsync(ct);
        foreach (var url in app.Urls) Console.WriteLine($"Open {url} — it listens on this machine only, because accounts come later.");
        await app.WaitForShutdownAsync(ct);

        return 0;
    }

    /// <summary>Names one actor of each role, and lets the pages show themselves to a newcomer as a doctor of a team.</summary>
    private static async Task Introduce(WebApplication app, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var staff = await scope.ServiceProvider.GetRequiredService<ICaseDb>().Staff.AsNoTracking().GroupBy(member => member.Role).Select(role => role.OrderBy(member => member.Code).First()).ToListAsync(ct);
        foreach (var member in staff.OrderBy(member => member.Role)) Console.WriteLine($"{member.Role}: {Actors.Header}: {member.Code}");

        app.Configuration[Actors.DefaultSetting] ??= staff.Find(member => member.Role == StaffRole.CareTeamMember)?.Code;
    }
}
