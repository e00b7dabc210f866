using System.Collections.Concurrent;
using System.Globalization;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Batches;
using CaseManagement.Infrastructure.Persistence.Engines;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaseManagement.Infrastructure.Jobs;

/// <summary>Takes up what waits, does it under whoever asked, and writes down how it ended.</summary>
/// <remarks>
/// To take up is to count the attempt: of two servers one does, and whoever comes back from the dead can no longer end what another has taken up since. Progress is written by a connection of its own.
/// </remarks>
internal sealed partial class BatchRunner(IServiceScopeFactory scopes, Engine engine, TimeProvider clock, ILogger<BatchRunner> log) : IBatchRunner
{
    private const int AtOnce = 20;
    private const int MostTimes = 3;
    private const int LongestArgument = 100;

    /// <summary>How long whoever runs a batch may be silent: longer than any transaction of one takes.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<BatchId, bool> _mine = new();

    public async Task<JobCounts> RunWaitingAsync(CancellationToken ct)
    {
        var (found, done, skipped, failed) = (0, 0, 0, 0);
        foreach (var (id, attempt) in await WaitingAsync(ct))
        {
            found++;
            if (!_mine.TryAdd(id, true))
            {
                skipped++;
                continue;
            }

            try
            {
                if (!await TakeAsync(id, attempt, ct)) skipped++;
                else if (await RunAsync(new BatchTurn(scopes, clock, Lease, id, attempt + 1), ct)) done++;
                else failed++;
            }
            finally
            {
                _mine.TryRemove(id, out _);
            }
        }

        return new JobCounts(found, done, skipped, failed);
    }

    /// <summary>What nobody has begun, and what was begun by a server that has been silent for too long; where there is but one server, by one that is gone.</summary>
    private async Task<List<(BatchId Id, int Attempt)>> WaitingAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (now, isAlone) = (clock.GetUtcNow(), !engine.SharesItsTimetable);
        var waiting = await scope.ServiceProvider.GetRequiredService<ICaseDb>().Batches.AsNoTracking()
            .Where(batch => batch.State <= BatchState.Running && (batch.LeaseUntil == null || batch.LeaseUntil < now || isAlone))
            .OrderBy(batch => batch.Id).Take(AtOnce).Select(batch => new { batch.Id, batch.Attempt }).ToListAsync(ct);

        return waiting.ConvertAll(batch => (batch.Id, batch.Attempt));
    }

    private async Task<bool> TakeAsync(BatchId id, int attempt, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (now, until) = (clock.GetUtcNow(), clock.GetUtcNow() + Lease);
        return await scope.ServiceProvider.GetRequiredService<ICaseDb>().Batches.Where(batch => batch.Id == id && batch.Attempt == attempt && batch.State <= BatchState.Running)
            .ExecuteUpdateAsync(batch => batch.SetProperty(x => x.Attempt, attempt + 1).SetProperty(x => x.State, BatchState.Running).SetProperty(x => x.StartedAt, now).SetProperty(x => x.LeaseUntil, until), ct) > 0;
    }

    /// <returns>Whether it was done; otherwise it says itself why not.</returns>
    private async Task<bool> RunAsync(BatchTurn turn, CancellationToken ct)
    {
        if (turn.Attempt > Batch.MostAttempts)
        {
            await turn.EndAsync((batch, at) => batch.BreakOff(at));
            return false;
        }

        try
        {
            await DoAsync(turn, ct);
            return true;
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            await turn.GiveBackAsync();
            throw;
        }
        catch (Exception fault) when (Refusal(fault) is { } refusal)
        {
            await turn.EndAsync((batch, at) => batch.Refuse(refusal.Code, refusal.With, at));
            return false;
        }
        catch (Exception fault)
        {
            Failed(turn.Id.Value, fault.GetType().Name, fault.InnerException?.GetType().Name);
            await turn.EndAsync((batch, at) => batch.Fail(at));
            return false;
        }
    }

    /// <summary>Who stood in another's way tries again; whoever finds other things than were asked about finds them again.</summary>
    private static async Task DoAsync(BatchTurn turn, CancellationToken ct)
    {
        for (var time = 1; ; time++)
        {
            try
            {
                await turn.DoAsync(ct);
                return;
            }
            catch (ChangedMeanwhileException) when (time < MostTimes)
            {
            }
        }
    }

    private static (string Code, IEnumerable<string> With)? Refusal(Exception fault) => fault switch
    {
        RuleBrokenException rule => (rule.Code, rule.Arguments.Select(InWords).Select(Short)),
        NotFoundException missing => ($"{missing.What}.not-found", []),
        NotPermittedException => ("not-permitted", []),
        ChangedMeanwhileException => ("changed-meanwhile", []),
        ValidationException invalid => (invalid.Errors.First().ErrorCode, []),
        _ => null,
    };

    /// <summary>As every language reads it alike.</summary>
    private static string InWords(object argument) => argument switch
    {
        DateTimeOffset at => Clock.InZone(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>No sentence has more than three, and no figure or code is longer.</summary>
    private static string Short(string argument) => argument.Length > LongestArgument ? argument[..LongestArgument] : argument;

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Batch {Batch} failed: {Fault} ({Cause})")]
    private partial void Failed(Guid batch, string fault, string? cause);
}
