using CaseManagement.Domain.Batches;

namespace CaseManagement.Application.Features.Batches;

/// <summary>What came of long work, row by row: the lines of a file that were refused, or who went where. In ids and areas, never with a patient's name.</summary>
[Needs(Right.SeeBatches)]
public sealed record GetBatchReport(BatchId Id) : ISearch<BatchReport>;

/// <param name="Lines">Of an import: the lines that were refused.</param>
/// <param name="Moved">Of a reassignment, or of its undoing.</param>
public sealed record BatchReport(BatchKind Kind, IReadOnlyList<RefusedLine> Lines, IReadOnlyList<MovedRow> Moved) : ICounted
{
    int ICounted.Shown => Lines.Count + Moved.Count;
}

internal sealed class GetBatchReportHandler(ICaseDb db, IActor actor, Rights rights, IReassigner reassigner) : IRequestHandler<GetBatchReport, BatchReport>
{
    public async Task<BatchReport> Handle(GetBatchReport query, CancellationToken ct)
    {
        var batch = await db.BatchesOf(actor, rights).FindOrThrowAsync(batch => batch.Id == query.Id, "batch", ct);
        Rule.Require(batch.State == BatchState.Done, "batch.no-report", "There is a report only of what is done.");
        if (batch.ReassignmentId is { } moved) return new BatchReport(batch.Kind, [], await reassigner.MovedAsync(moved, ct));

        var lines = await db.BatchFiles.AsNoTracking().Where(file => file.BatchId == batch.Id).Select(file => file.Content).FirstOrDefaultAsync(ct);
        return new BatchReport(batch.Kind, RefusedLines.Read(lines ?? []), []);
    }
}
