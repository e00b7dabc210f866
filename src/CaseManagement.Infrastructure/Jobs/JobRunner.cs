using System.Collections.Concurrent;
using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure.Persistence.Engines;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CaseManagement.Infrastructure.Jobs;

/// <summary>Runs one row of the timetable, whoever asks for it: works out which days nobody has done, sends the command, and keeps the record of the run.</summary>
internal sealed partial class JobRunner(IServiceScopeFactory scopes, Engine engine, IReadOnlyList<TimetableRow> rows, JobSettings settings, TimeProvider clock, ILogger<JobRunner> log) : IJobRunner, IHostedService, IDisposable
{
    private const int MostTimes = 5;

    private readonly ConcurrentDictionary<string, Task> _started = new();
    private readonly CancellationTokenSource _stopping = new();

    public async Task<JobCounts> RunAsync(string name, DateOnly? today, CancellationToken ct) => await Run(await Begin(name, today, alone: false, ct), ct);

    public async Task StartAloneAsync(string name, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var begun = await Begin(name, today: null, alone: true, CancellationToken.None); // a run that is written down is also carried out
        Task run;
        using (ExecutionContext.SuppressFlow()) run = Task.Run(() => RunUnwatched(begun), CancellationToken.None); // nothing of the request goes with it
        _ = _started.AddOrUpdate(name, run, (_, earlier) => earlier.IsCompleted ? run : Task.WhenAll(earlier, run));
    }

    public Task EndedAsync(string name) => _started.GetValueOrDefault(name, Task.CompletedTask);

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What was started may end while the server is given time to stop; then it is broken off, and its record says failed.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var running = Task.WhenAll(_started.Values);
        try
        {
            await running.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await _stopping.CancelAsync();
            await running;
        }
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunUnwatched(BegunRun begun)
    {
        try
        {
            await Run(begun, _stopping.Token);
        }
        catch (Exception fault)
        {
            if (begun.Id is null) Failed(begun.Row.Name, fault.GetType().Name); // all others have said so in their record
        }
    }

    private async Task<JobCounts> Run(BegunRun begun, CancellationToken ct)
    {
        var name = begun.Row.Name;
        try
        {
            var counts = await Send(begun.Row, begun.Window, ct);
            if (begun.Id is { } id) await End(id, record => record.End(counts, clock.GetUtcNow()));
            Ran(counts.Failed > 0 ? LogLevel.Warning : LogLevel.Information, name, counts.Found, counts.Done, counts.Skipped, counts.Failed);

            return counts;
        }
        catch (Exception fault) when (begun.Id is not null)
        {
            Failed(name, fault.GetType().Name);
            await End(begun.Id.Value, record => record.Fail(clock.GetUtcNow()));
            throw;
        }
    }

    /// <summary>Runs a job now if no run has been done for today: a server that stood still at night makes up for it when it starts.</summary>
    public async Task CatchUpAsync(string name, CancellationToken ct)
    {
        var today = clock.Today();
        await using (var scope = scopes.CreateAsyncScope())
            if (await scope.ServiceProvider.GetRequiredService<ICaseDb>().JobRuns.AnyAsync(run => run.Job == name && run.State == JobRunState.Done && run.WindowTo >= today, ct)) return;

        await RunAsync(name, today, ct);
    }

    /// <summary>Ends what a server began that was killed in the middle of it: the record of that run says failed, and the work is done anew unless somebody has done it since.</summary>
    /// <param name="beganAt">When the killed server began, by its own clock; its record is the first since.</param>
    public async Task TakeOverAsync(string name, DateTimeOffset beganAt, CancellationToken ct)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ICaseDb>();
            var since = await db.JobRuns.Where(run => run.Job == name && run.StartedAt >= beganAt).OrderBy(run => run.Id).ToListAsync(ct);
            if (since.FirstOrDefault() is { State: JobRunState.Running } killed)
            {
                killed.Fail(clock.GetUtcNow());
                await db.SaveChangesAsync(ct);
            }

            if (since.Any(run => run.State == JobRunState.Done)) return;
        }

        await RunAsync(name, today: null, ct);
    }

    /// <summary>The day after the last run that was done; the same day again is done again, and the first run ever starts with its own day.</summary>
    private async Task<DateOnly> FirstDayNotDone(string name, DateOnly today, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ICaseDb>();
        var last = await db.JobRuns.Where(run => run.Job == name && run.State == JobRunState.Done && run.WindowTo < today)
            .OrderByDescending(run => run.WindowTo).Select(run => (DateOnly?)run.WindowTo).FirstOrDefaultAsync(ct);

        return last?.AddDays(1) ?? today;
    }

    private async Task<BegunRun> Begin(string name, DateOnly? today, bool alone, CancellationToken ct)
    {
        var row = rows.Single(row => row.Name == name);
        var day = today ?? clock.Today();
        if (!row.KeepsRuns) return new BegunRun(row, new JobWindow(day, day), Id: null);

        var window = new JobWindow(await FirstDayNotDone(name, day, ct), day);
        return new BegunRun(row, window, await Record(name, window, alone, ct));
    }

    private async Task<long> Record(string name, JobWindow window, bool alone, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ICaseDb>();
        var (now, abandonedBefore) = (clock.GetUtcNow(), clock.GetUtcNow() - settings.AbandonedAfter);
        foreach (var killed in await db.JobRuns.Where(run => run.Job == name && run.State == JobRunState.Running && run.StartedAt < abandonedBefore).ToListAsync(ct)) killed.Fail(now);
        var begun = new JobRun(name, window.From, window.Today, now);
        db.JobRuns.Add(begun);
        await db.SaveChangesAsync(ct);

        // Judged after both are written, so that of two who ask at once the earlier one runs.
        if (alone && await db.JobRuns.AnyAsync(other => other.Job == name && other.State == JobRunState.Running && other.Id < begun.Id, ct))
        {
            db.JobRuns.Remove(begun);
            await db.SaveChangesAsync(ct);
            JobRun.RequireAlone(false);
        }

        return begun.Id;
    }

    /// <summary>Whoever stood in each other's way with the work of the day begins anew: a job may be run again from anywhere.</summary>
    private async Task<JobCounts> Send(TimetableRow row, JobWindow window, CancellationToken ct)
    {
        for (var time = 1; ; time++)
        {
            try
            {
                return await SendOnce(row, window, ct);
            }
            catch (Exception fault) when (time < MostTimes && (fault is ChangedMeanwhileException || engine.IsConflict(fault)))
            {
                InTheWay(row.Name, time);
            }
        }
    }

    private async Task<JobCounts> SendOnce(TimetableRow row, JobWindow window, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);

        return await row.Send(scope.ServiceProvider.GetRequiredService<IMediator>(), window, ct);
    }

    // Without the caller's token: a run that was stopped must still say so.
    private async Task End(long id, Action<JobRun> end)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ICaseDb>();
        end(await db.JobRuns.SingleAsync(run => run.Id == id, CancellationToken.None));
        await db.SaveChangesAsync(CancellationToken.None);
    }

    /// <param name="Id">Of its record; null where the row keeps none.</param>
    private sealed record BegunRun(TimetableRow Row, JobWindow Window, long? Id);

    [LoggerMessage(EventId = 1, Message = "Job {Job}: found {Found}, done {Done}, skipped {Skipped}, failed {Failed}")]
    private partial void Ran(LogLevel level, string job, int found, int done, int skipped, int failed);

    [LoggerMessage(3, LogLevel.Information, "Job {Job} stood in the way of other work and begins anew, time {Time}")]
    private partial void InTheWay(string job, int time);

    [LoggerMessage(2, LogLevel.Error, "Job {Job} failed: {Fault}")]
    private partial void Failed(string job, string fault);
}
