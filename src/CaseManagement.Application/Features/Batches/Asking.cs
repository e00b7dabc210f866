using CaseManagement.Domain.Batches;

namespace CaseManagement.Application.Features.Batches;

/// <summary>What was asked for, and is being done.</summary>
public sealed record BatchAsked(BatchId Id);

/// <summary>How long work is asked for: it is written down with the audit entry, and begun at once.</summary>
internal sealed class Asking(ICaseDb db, IActor actor, IJobRunner jobs, TimeProvider clock)
{
    public async Task<BatchAsked> AskAsync(BatchKind kind, byte[] content, CancellationToken ct)
    {
        var batch = new Batch(kind, actor.StaffId, actor.Acting.AreaCode, clock.GetUtcNow());
        db.Batches.Add(batch);
        db.BatchFiles.Add(new BatchFile(batch.Id, content));
        db.Pending?.About(null, $"batch:{batch.Id.Value}");
        await db.SaveChangesAsync(ct); // before it is begun, so that whoever begins it finds it

        await jobs.StartAloneAsync(JobNames.Batches, ct); // the timetable finds it as well, should this server die here

        return new BatchAsked(batch.Id);
    }
}
