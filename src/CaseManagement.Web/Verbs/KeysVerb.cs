using System.CommandLine;
using CaseManagement.Application.Features.Keys;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;

namespace CaseManagement.Web.Verbs;

/// <summary><c>keys add</c>, <c>keys rotate</c>, <c>keys retire</c>: the care of the keys under which numbers are sealed.</summary>
internal static class KeysVerb
{
    public static Command Command() => new("keys", "Cares for the keys under which ID numbers and phones are sealed.")
    {
        Verb("add", "Adds a newest key to the key file.", () => new AddKey()),
        Verb("rotate", "Seals everything anew under the newest key.", () => new RotateSeals(Console.Error.WriteLine)),
        Verb("retire", "Removes old keys that nothing needs any more.", () => new RetireKeys()),
    };

    private static Command Verb<TAnswer>(string name, string description, Func<ICommand<TAnswer>> request)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, ct) => Running.Once(parsed.UnmatchedTokens, (services, stop) => Send(services, request(), stop), ct));

        return command;
    }

    private static async Task<TAnswer> Send<TAnswer>(IServiceProvider services, ICommand<TAnswer> command, CancellationToken ct)
    {
        await services.MigrateAsync(ct);

        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);

        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command, ct);
    }
}
