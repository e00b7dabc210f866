using CaseManagement.Domain.Batches;
using CaseManagement.Domain.Reassignments;

namespace CaseManagement.Application.Features.Batches;

/// <param name="Done">Lines or steps that are done, of as many as <c>Of</c> says.</param>
/// <param name="Imported">What came of an import.</param>
/// <param name="Moved">What came of a reassignment, or of its undoing.</param>
/// <param name="RefusalCode">Why nothing came of it.</param>
/// <param name="RefusedWith">What its sentence says in figures and dates.</param>
public sealed record BatchRow(
    BatchId Id, BatchKind Kind, BatchState State, BatchStep? Step, int Done, int Of, DateTimeOffset AskedAt, string AskedBy, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt,
    AreasImported? Imported, BatchMoved? Moved, string? RefusalCode, IReadOnlyList<string> RefusedWith)
{
    public bool IsOver => State > BatchState.Running;
}

/// <param name="Restored">Patients who went back.</param>
/// <param name="Kept">Patients who could not.</param>
/// <param name="PlacesKept">Grids and communities that could not go back.</param>
public sealed record BatchMoved(ReassignmentId Id, int Cases, int Tasks, int Alerts, int Agreements, int Unassigned, int? Restored, int? Kept, IReadOnlyList<string> PlacesKept);

/// <summary>Which batches somebody may know of, and how they are shown.</summary>
internal static class BatchesOfAnArea
{
    /// <summary>Of one's own area, and of the kinds that one could ask for.</summary>
    public static IQueryable<Batch> BatchesOf(this ICaseDb db, IActor actor, Rights rights)
    {
        List<BatchKind> kinds = [.. Enum.GetValues<BatchKind>().Where(kind => rights.Has(actor.Role, kind == BatchKind.AreaImport ? Right.SetUpPlaces : Right.Reassign))];
        return db.Batches.AsNoTracking().Within(actor, batch => batch.AreaCode).Where(batch => kinds.Contains(batch.Kind));
    }

    public static async Task<List<BatchRow>> RowsAsync(this ICaseDb db, IQueryable<Batch> batches, CancellationToken ct)
    {
        var rows = await batches.Select(batch => new
        {
            Batch = batch,
            By = db.Staff.Where(staff => staff.Id == batch.AskedBy).Select(staff => staff.Name).FirstOrDefault(),
        }).ToListAsync(ct);
        var ids = rows.Select(row => row.Batch.ReassignmentId).OfType<ReassignmentId>().Distinct().ToList();
        var moved = ids.Count == 0 ? [] : await db.Reassignments.AsNoTracking().Include(done => done.Places).Where(done => ids.Contains(done.Id)).ToDictionaryAsync(done => done.Id, ct);

        return [.. rows.Select(row => Of(row.Batch, row.By ?? "", row.Batch.ReassignmentId is { } id ? moved.GetValueOrDefault(id) : null))];
    }

    private static BatchRow Of(Batch batch, string by, Reassignment? moved) => new(
        batch.Id, batch.Kind, batch.State, batch.Step, batch.Done, batch.Of, batch.AskedAt, by, batch.StartedAt, batch.EndedAt,
        batch is { Added: { } added, Updated: { } updated, Unchanged: { } unchanged, RefusedLines: { } refused } ? new AreasImported(added + updated + unchanged + refused, added, updated, unchanged, refused) : null,
        moved is null ? null : new BatchMoved(
            moved.Id, moved.Cases, moved.Tasks, moved.Alerts, moved.Agreements, moved.Unassigned, moved.Restored, moved.Kept,
            [.. moved.Places.Where(place => place.WentBack == false).Select(place => place.Code).Order(StringComparer.Ordinal)]),
        batch.RefusalCode, batch.RefusedWith);
}
