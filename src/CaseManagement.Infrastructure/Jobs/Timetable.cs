using CaseManagement.Application.Features.Audit;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Ports;
using MediatR;

namespace CaseManagement.Infrastructure.Jobs;

/// <summary>One row of the timetable: a name, when it runs, and the command it sends.</summary>
/// <param name="Cron">Seconds first, in the service's zone (Asia/Shanghai).</param>
/// <param name="KeepsRuns">Whether each run leaves a record; a heartbeat leaves its beat instead.</param>
public sealed record TimetableRow(string Name, string Cron, Func<IMediator, JobWindow, CancellationToken, Task<JobCounts>> Send, bool KeepsRuns)
{
    internal static TimetableRow Of<TCounts>(string name, string cron, Func<JobWindow, IRequest<TCounts>> command, bool keepsRuns = true) where TCounts : JobCounts =>
        new(name, cron, async (mediator, window, ct) => await mediator.Send(command(window), ct), keepsRuns);
}

/// <summary>What runs by the clock. The only place that names jobs.</summary>
public static class Timetable
{
    public static readonly IReadOnlyList<TimetableRow> Rows =
    [
        TimetableRow.Of(JobNames.Sweep, "0 10 0 * * ?", window => new SweepOverdue(window)),
        TimetableRow.Of("agreement-renewals", "0 40 0 * * ?", window => new RollAgreements(window)),
        TimetableRow.Of(JobNames.Verify, "0 10 2 * * ?", window => new VerifyPromises(window)),
        TimetableRow.Of(JobNames.VerifyAudit, "0 40 2 * * ?", _ => new VerifyAudit()),
        TimetableRow.Of("send-notices", "30 * * * * ?", _ => new SendNotices(), keepsRuns: false),
        TimetableRow.Of("tell-of-outings", "0 * * * * ?", _ => new TellOfOutings(), keepsRuns: false),
        TimetableRow.Of("send-cards", "45 * * * * ?", _ => new SendCards(), keepsRuns: false),
        TimetableRow.Of(JobNames.Batches, "15 * * * * ?", _ => new RunBatches(), keepsRuns: false),
        TimetableRow.Of("heartbeat", "0 0/2 * * * ?", _ => new Beat(Environment.MachineName), keepsRuns: false),
    ];

    internal static IReadOnlyList<TimetableEntry> Entries(this IEnumerable<TimetableRow> rows) => [.. rows.Select(row => new TimetableEntry(row.Name, row.KeepsRuns))];

    /// <summary>The same hours for a job server that writes them with five or six fields and knows no <c>?</c>, as Hangfire does.</summary>
    /// <remarks>Of Quartz's cron it takes what both read alike: seconds first, no year, and days of the week by their names, since the two count them from different days.</remarks>
    internal static string WithoutQuestionMark(string cron)
    {
        var fields = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 6 || fields[5].Any(char.IsAsciiDigit)) throw new FormatException($"\"{cron}\" cannot be said in another cron: six fields are needed, and days of the week by name.");

        return string.Join(' ', fields.Select(field => field == "?" ? "*" : field));
    }
}
