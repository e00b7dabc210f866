using System.CommandLine;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Web.Verbs;

/// <summary><c>demo</c> fills an empty database with an invented city.</summary>
internal static class DemoVerb
{
    public static Command Command(Option<DateOnly?> today)
    {
        var patients = new Option<int>("--patients") { Description = "How many patients to invent.", DefaultValueFactory = _ => 1000 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same city.", DefaultValueFactory = _ => 1 };
        var command = new Command("demo", "Fills an empty database with an invented city.") { patients, seed, today };
        command.SetAction((parsed, ct) => Running.Once(
            parsed.UnmatchedTokens,
            async (services, stop) =>
            {
                await services.MigrateAsync(stop);
                return await Build(services, parsed.GetValue(patients), parsed.GetValue(seed), services.Day(parsed.GetValue(today)), stop);
            },
            ct));

        return command;
    }

    public static async Task<bool> HasPatients(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);
        return await scope.ServiceProvider.GetRequiredService<ICaseDb>().Patients.AnyAsync(ct);
    }

    public static async Task<DemoBuilt> Build(IServiceProvider services, int patients, int seed, DateOnly today, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);
        var city = scope.ServiceProvider.GetRequiredService<IDemoCity>();

        return await city.BuildAsync(patients, seed, today, Console.Error.WriteLine, ct);
    }
}
