using CaseManagement.Domain.Batches;

namespace CaseManagement.Application.Features.Batches;

/// <summary>How far long work has come, and what came of it.</summary>
[Needs(Right.SeeBatches)]
public sealed record GetBatch(BatchId Id) : IQuery<BatchRow>;

internal sealed class GetBatchHandler(ICaseDb db, IActor actor, Rights rights) : IRequestHandler<GetBatch, BatchRow>
{
    public async Task<BatchRow> Handle(GetBatch query, CancellationToken ct) =>
        (await db.RowsAsync(db.BatchesOf(actor, rights).Where(batch => batch.Id == query.Id), ct)).FirstOrDefault() ?? throw new NotFoundException("batch");
}
