using CaseManagement.Domain.Batches;

namespace CaseManagement.Application.Features.Batches;

/// <summary>The long work that was asked for in the actor's area, the newest first, a page at a time.</summary>
/// <param name="After">The <c>Next</c> of the page before.</param>
[Needs(Right.SeeBatches)]
public sealed record ListBatches(Guid? After = null, int Take = 50) : IQuery<BatchList>;

public sealed record BatchList(IReadOnlyList<BatchRow> Rows, Guid? Next);

internal sealed class ListBatchesValidator : AbstractValidator<ListBatches>
{
    public ListBatchesValidator() => RuleFor(x => x.Take).PageSize();
}

internal sealed class ListBatchesHandler(ICaseDb db, IActor actor, Rights rights) : IRequestHandler<ListBatches, BatchList>
{
    public async Task<BatchList> Handle(ListBatches query, CancellationToken ct)
    {
        var all = db.BatchesOf(actor, rights);
        if (query.After is { } guid)
        {
            var after = new BatchId(guid);
            all = all.Where(batch => batch.Id < after);
        }

        var page = await db.RowsAsync(all.OrderByDescending(batch => batch.Id).Take(query.Take + 1), ct);
        var rows = page.Take(query.Take).ToList();

        return new BatchList(rows, page.Count > query.Take ? rows[^1].Id.Value : null);
    }
}
