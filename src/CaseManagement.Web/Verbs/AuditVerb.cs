using System.CommandLine;
using CaseManagement.Application.Features.Audit;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;

namespace CaseManagement.Web.Verbs;

/// <summary><c>audit verify</c> checks that every audit entry is still there and as it was written.</summary>
internal static class AuditVerb
{
    public static Command Command()
    {
        var head = new Option<string?>("--head") { Description = "A head that an earlier check printed; it must still be in the chain." };
        var verify = new Command("verify", "Reads the whole chain of audit entries; exits with 1 and names the first that is changed, missing or put in.") { head };
        verify.SetAction((parsed, ct) => Running.Once(parsed.UnmatchedTokens, (services, stop) => Verify(services, parsed.GetValue(head), stop), ct, Judge));

        return new Command("audit", "Looks after the audit.") { verify };
    }

    private static async Task<Counts> Verify(IServiceProvider services, string? head, CancellationToken ct)
    {
        await services.MigrateAsync(ct);

        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);
        var verified = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new VerifyAudit(head), ct);

        return new(verified.Checked, verified.Unchained, verified.Broken, verified.First, verified.Head);
    }

    private static int Judge(Counts counts)
    {
        if (counts.Broken == 0) return 0;

        Console.Error.WriteLine(counts.First is { } first
            ? $"Audit entry {first} is not as it was written, is missing, or was put in."
            : "The head of the audit is not as it was sealed, or the head that was given is not in the chain.");
        return CommandLine.Cannot;
    }

    private sealed record Counts(long Checked, long Unchained, long Broken, long? First, string Head);
}
