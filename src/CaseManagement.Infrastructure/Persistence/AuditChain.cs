using CaseManagement.Application.Pipeline;
using CaseManagement.Infrastructure.Keys;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>Adds entries to the audit's chain, in one transaction with the change that they tell of.</summary>
/// <remarks>The keys are asked for at the first entry: which they are is read from the database, so the database cannot wait for them.</remarks>
public sealed class AuditChain(Lazy<KeyRing> keys)
{
    private readonly Lazy<AuditMac> _macs = new(() => new AuditMac(keys.Value));

    internal AuditMac Macs => _macs.Value;

    /// <summary>Seals the head that the script made, so that from now on a head without a proof is a broken one.</summary>
    internal async Task BeginAsync(CaseDb db, CancellationToken ct)
    {
        if (await db.Set<AuditHead>().SingleOrDefaultAsync(ct) is not { IsUnborn: true } head) return;

        Move(new(head, head.LastId, head.LastMac, IsWhole: true));
        await db.SaveChangesAsync(ct);
        db.Entry(head).State = EntityState.Detached;
    }

    /// <summary>Saves what has changed and the entries, or neither. The lock on the head makes one chain of all writers; it is taken last and held until the commit.</summary>
    /// <remarks>Whoever is told that it failed begins anew with a context that has forgotten: this one holds for saved what was rolled back.</remarks>
    internal async Task<int> SaveAsync(CaseDb db, IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        db.Database.AutoSavepointsEnabled = own is null; // what fails in a transaction of its own is rolled back whole
        End? end = null;
        try
        {
            var saved = await db.SaveChangesAsync(acceptAllChangesOnSuccess: true, ct); // the records first and the head last, as the sweep does: nobody waits for a record while others wait for the head
            end = await TakeEnd(db, ct);
            foreach (var entry in entries)
            {
                var previous = end.Mac;
                entry.Link(end.Id + 1, Macs.Current, link => Macs.Of(link, previous));
                end = end with { Id = entry.Id, Mac = entry.Mac };
            }

            db.Audit.AddRange(entries);
            Move(end);
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: true, ct);
            if (own is not null) await own.CommitAsync(ct);

            return saved;
        }
        finally
        {
            foreach (var entry in entries) db.Entry(entry).State = EntityState.Detached;
            if (end?.Head is { } head) db.Entry(head).State = EntityState.Detached; // the next to come reads it anew
            db.Database.AutoSavepointsEnabled = true;
        }
    }

    /// <summary>Where the chain ends now, for whoever holds the lock.</summary>
    /// <remarks>
    /// A head that is not as it was sealed is carried on and not sealed again: the work goes on, and every check finds it.
    /// An id that somebody put in behind the chain is passed over, and found as well. It is asked for with the head, in one statement: what the product itself adds while that statement waits for the lock is in the head.
    /// </remarks>
    private async Task<End> TakeEnd(CaseDb db, CancellationToken ct)
    {
        var found = (await db.Set<AuditHead>().FromSqlRaw(db.Engine.LockAuditHead).Select(head => new { Head = head, Newest = db.Audit.Max(entry => (long?)entry.Id) }).ToListAsync(ct)).SingleOrDefault();
        if (found is not null && Macs.Proves(found.Head)) return new(found.Head, Math.Max(found.Head.LastId, found.Newest ?? 0), found.Head.LastMac, IsWhole: true);

        var last = await db.Audit.MaxAsync(entry => (long?)entry.Id, ct) ?? 0;
        var proof = await db.Audit.Where(entry => entry.Id == last).Select(entry => entry.Mac).FirstOrDefaultAsync(ct) ?? [];
        return new(found?.Head, last, proof, IsWhole: false);
    }

    private void Move(End end) => end.Head?.Move(end.Id, end.Mac, end.IsWhole ? (Macs.Current, Macs.OfHead(end.Head.FirstId, end.Id, end.Mac, Macs.Current)) : null);

    /// <param name="Head">Null where somebody has removed it.</param>
    private sealed record End(AuditHead? Head, long Id, byte[] Mac, bool IsWhole);
}
