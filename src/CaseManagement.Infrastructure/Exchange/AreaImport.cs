using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure.Jobs;
using CaseManagement.Infrastructure.Persistence;

namespace CaseManagement.Infrastructure.Exchange;

/// <summary>The import: the file is laid out in a temporary table, judged there as a whole, and taken over in one transaction.</summary>
/// <remarks>
/// Refusals are laid out with their lines and told at the end: in the order of the file, none of a file that is refused as a whole, and none kept in memory.
/// The database is locked only for the taking over, never for as long as somebody's upload lasts.
/// </remarks>
internal sealed class AreaImport(CaseDb db, IActor actor, BatchWatch watch) : IAreaImport
{
    public async Task<AreasImported> RunAsync(Stream file, Action<RefusedLine> refused, CancellationToken ct)
    {
        await using var staging = await AreaStaging.OpenAsync(db, ct);
        var read = await staging.FillAsync(AreaFile.Lines(file, ct), ct);

        await watch.BeginsToWriteAsync();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await staging.RefuseDuplicatesAsync(ct);
        await staging.RefuseElsewhereAsync(actor.Acting.AreaCode, ct);
        await staging.RefuseOrphansAsync(ct);
        var updated = await staging.UpdateAsync(ct);
        var added = await staging.AddAsync(ct);
        var refusals = await staging.TellRefusalsAsync(refused, ct);
        var imported = new AreasImported(read, added, updated, Unchanged: read - added - updated - refusals, refusals);
        watch.HasImported(imported);
        await db.SaveChangesAsync(ct); // the audit entry, with the change
        await transaction.CommitAsync(ct);

        return imported;
    }
}
