using System.CommandLine;
using CaseManagement.Application.Features.Places;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;

namespace CaseManagement.Web.Verbs;

/// <summary><c>import areas FILE</c> takes a file of divisions into the area tree.</summary>
internal static class ImportVerb
{
    public static Command Command()
    {
        var file = new Argument<string>("FILE") { Description = "A CSV file: code, name, parent code." };
        var areas = new Command("areas", "Takes a file of divisions into the area tree.") { file };
        areas.SetAction((parsed, ct) => Running.Once(parsed.UnmatchedTokens, (services, stop) => Areas(services, parsed.GetRequiredValue(file), stop), ct));

        return new Command("import", "Takes a file in.") { areas };
    }

    private static async Task<AreasImported> Areas(IServiceProvider services, string path, CancellationToken ct)
    {
        if (!File.Exists(path)) throw new CannotException($"There is no file \"{path}\".");
        await services.MigrateAsync(ct);

        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);
        await using var file = File.OpenRead(path);

        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ImportAreas(file, refused => Console.Error.WriteLine($"line {refused.Number}: {Refusals.Sentence(refused.Code)} ({refused.Code})")), ct);
    }
}
