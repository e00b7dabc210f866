using System.Text.Json;
using CaseManagement.Application.Features.Batches;
using CaseManagement.Application.Features.Places;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Batches;
using CaseManagement.Infrastructure.Exchange;
using CaseManagement.Infrastructure.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Infrastructure.Jobs;

/// <summary>One attempt at a batch: it sends the same command as anybody would, in a scope of whoever asked.</summary>
internal sealed class BatchTurn(IServiceScopeFactory scopes, TimeProvider clock, TimeSpan lease, BatchId id, int attempt)
{
    public BatchId Id => id;

    public int Attempt => attempt;

    /// <exception cref="ChangedMeanwhileException">Somebody saved first, or another server has taken this up since.</exception>
    public async Task DoAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(await AskerAsync(ct));
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        var batch = await db.Batches.FirstOrDefaultAsync(batch => batch.Id == id && batch.Attempt == attempt && batch.State == BatchState.Running, ct) ?? throw new ChangedMeanwhileException();
        var file = await db.BatchFiles.FirstAsync(file => file.BatchId == id, ct);
        var work = new Work(scope.ServiceProvider.GetRequiredService<IMediator>(), scope.ServiceProvider.GetRequiredService<BatchWatch>(), db, batch, file);

        await (batch.Kind == BatchKind.AreaImport ? ImportAsync(work, ct) : MoveAsync(work, ct));
    }

    /// <summary>How it ended where nothing came of it; what it was made from is not needed any more.</summary>
    public async Task EndAsync(Action<Batch, DateTimeOffset> end)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ICaseDb>();
        if (await db.Batches.FirstOrDefaultAsync(batch => batch.Id == id && batch.Attempt == attempt && batch.State == BatchState.Running, CancellationToken.None) is not { } batch) return; // another's by now

        end(batch, clock.GetUtcNow());
        db.BatchFiles.RemoveRange(await db.BatchFiles.Where(file => file.BatchId == id).ToListAsync(CancellationToken.None));
        await db.SaveChangesAsync(CancellationToken.None);
    }

    /// <summary>The server stops: another, or this one when it starts again, takes it up at once.</summary>
    public async Task GiveBackAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        await Mine(scope.ServiceProvider.GetRequiredService<ICaseDb>()).ExecuteUpdateAsync(batch => batch.SetProperty(x => x.State, BatchState.Waiting).SetProperty(x => x.LeaseUntil, (DateTimeOffset?)null), CancellationToken.None);
    }

    private async Task ImportAsync(Work work, CancellationToken ct)
    {
        var content = work.File.Content;
        var lines = Math.Max(0, content.AsSpan().Count((byte)'\n') + (content is [.., not (byte)'\n'] ? 1 : 0) - 1); // without the header
        var refused = new List<RefusedLine>();
        work.Watch.BeginsToWrite = () => TellAsync(BatchStep.Applying, lines, lines, ct);
        work.Watch.Imported = counts =>
        {
            work.File.Become(RefusedLines.Write(refused));
            work.Batch.EndImport(counts.Added, counts.Updated, counts.Unchanged, counts.Refused, clock.GetUtcNow());
        };
        await TellAsync(BatchStep.Reading, 0, lines, ct);
        await using var file = new LinesRead(new MemoryStream(content, writable: false), lines, read => TellAsync(BatchStep.Reading, read, lines, ct));

        await work.Mediator.Send(new ImportAreas(file, refused.Add), ct);
    }

    private async Task MoveAsync(Work work, CancellationToken ct)
    {
        work.Watch.BeginsToWrite = () => TellAsync(BatchStep.Applying, Batch.StepsOfAMove - 1, Batch.StepsOfAMove, ct);
        work.Watch.Moved = moved =>
        {
            work.Db.BatchFiles.Remove(work.File);
            work.Batch.EndReassignment(moved.Id, clock.GetUtcNow());
        };
        await TellAsync(BatchStep.WorkingOut, 1, Batch.StepsOfAMove, ct);

        if (work.Batch.Kind == BatchKind.Reassignment) await work.Mediator.Send(JsonSerializer.Deserialize<Reassign>(work.File.Content)!, ct);
        else await work.Mediator.Send(JsonSerializer.Deserialize<UndoReassignment>(work.File.Content)!, ct);
    }

    /// <summary>Whoever asked, as they are now: who has left asks for nothing any more.</summary>
    private async Task<Acting> AskerAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);
        var db = scope.ServiceProvider.GetRequiredService<ICaseDb>();
        var staff = await db.Batches.Where(batch => batch.Id == id).Join(db.Staff, batch => batch.AskedBy, staff => staff.Id, (_, staff) => staff).AsNoTracking().FirstOrDefaultAsync(ct);
        Batch.RequireAtWork(staff);

        return await db.ActingAsync(staff, clock.GetUtcNow(), sessionId: null, ct);
    }

    /// <summary>Beside the transaction of the work, and only while this is the last attempt.</summary>
    private async Task TellAsync(BatchStep step, int done, int of, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var until = clock.GetUtcNow() + lease;
        var told = await Mine(scope.ServiceProvider.GetRequiredService<ICaseDb>()).ExecuteUpdateAsync(
            batch => batch.SetProperty(x => x.Step, step).SetProperty(x => x.Done, done).SetProperty(x => x.Of, of).SetProperty(x => x.LeaseUntil, until), ct);
        if (told == 0) throw new ChangedMeanwhileException();
    }

    private IQueryable<Batch> Mine(ICaseDb db) => db.Batches.Where(batch => batch.Id == id && batch.Attempt == attempt && batch.State == BatchState.Running);

    private sealed record Work(IMediator Mediator, BatchWatch Watch, CaseDb Db, Batch Batch, BatchFile File);
}
