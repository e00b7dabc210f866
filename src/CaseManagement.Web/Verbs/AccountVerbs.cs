using System.CommandLine;
using CaseManagement.Application.Features.Accounts;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;

namespace CaseManagement.Web.Verbs;

/// <summary><c>accounts</c>: the first administrator, an account that is lost, and the code of an authenticator for whoever has none at hand.</summary>
internal static class AccountVerbs
{
    public static Command Command()
    {
        var name = new Argument<string>("NAME") { Description = "The name under which the person signs in." };
        var administrator = new Command("administrator", "Opens the account of the first administrator and prints its first password, once.") { name };
        administrator.SetAction((parsed, ct) => Running.Once(parsed.UnmatchedTokens, (services, stop) => Send(services, new OpenFirstAdministrator(parsed.GetRequiredValue(name)), stop), ct));

        var reset = new Command("reset", "Gives an account a new first password, prints it once, and forgets the second factor.") { name };
        reset.SetAction((parsed, ct) => Running.Once(parsed.UnmatchedTokens, (services, stop) => Send(services, new ResetAccount(parsed.GetRequiredValue(name)), stop), ct));

        var key = new Argument<string>("KEY") { Description = "The authenticator's key, as it was printed or shown." };
        var code = new Command("code", "Prints the six digits that an authenticator with this key shows in this half minute.") { key };
        code.SetAction((parsed, ct) => Running.Once(parsed.UnmatchedTokens, (services, _) => Task.FromResult(Code(services, parsed.GetRequiredValue(key))), ct));

        return new Command("accounts", "Opens the first account, resets a lost one.") { administrator, reset, code };
    }

    private static async Task<FirstPassword> Send(IServiceProvider services, IRequest<FirstPassword> command, CancellationToken ct)
    {
        await services.MigrateAsync(ct);
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);

        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command, ct);
    }

    private static object Code(IServiceProvider services, string key)
    {
        try
        {
            return new { Code = Totp.CodeAt(key, services.GetRequiredService<TimeProvider>().GetUtcNow()) };
        }
        catch (FormatException fault)
        {
            throw new CannotException(fault.Message);
        }
    }
}
