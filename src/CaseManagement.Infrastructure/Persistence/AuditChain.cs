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
        if (await db.Set<AuditHead>().AsNoTracking().SingleOrDefaultAsync(ct) is { IsUnborn: true } head) await Move(db, new(head.LastId, head.LastMac, head.FirstId, IsWhole: true), ct);
    }

    /// <summary>Saves what has changed and the entries, or neither. The lock on the head makes one chain of all writers; it is taken last and held until the commit.</summary>
    internal async Task<int> SaveAsync(CaseDb db, IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        try
        {
            var end = await TakeEnd(db, ct);
            foreach (var entry in entries)
            {
                var previous = end.Mac;
                entry.Link(end.Id + 1, Macs.Current, link => Macs.Of(link, previous));
                end = end with { Id = entry.Id, Mac = entry.Mac };
            }

            db.Audit.AddRange(entries);
            var saved = await db.SaveChangesAsync(acceptAllChangesOnSuccess: false, ct);
            await Move(db, end, ct);
            if (own is not null) await own.CommitAsync(ct);
            db.ChangeTracker.AcceptAllChanges();

            return saved - entries.Count;
        }
        finally
        {
            foreach (var entry in entries) db.Entry(entry).State = EntityState.Detached;
        }
    }

    /// <summary>Where the chain ends now, for whoever holds the lock.</summary>
    /// <remarks>
    /// A head that is not as it was sealed is carried on and not sealed again: the work goes on, and every check finds it.
    /// An id that somebody put in behind the chain is passed over, and found as well.
    /// </remarks>
    private async Task<End> TakeEnd(CaseDb db, CancellationToken ct)
    {
        var head = (await db.Set<AuditHead>().FromSqlRaw(db.Engine.LockAuditHead).AsNoTracking().ToListAsync(ct)).SingleOrDefault();
        var last = await db.Audit.MaxAsync(entry => (long?)entry.Id, ct) ?? 0;

        if (head is not null && Macs.Proves(head)) return new(Math.Max(head.LastId, last), head.LastMac, head.FirstId, IsWhole: true);

        var proof = await db.Audit.Where(entry => entry.Id == last).Select(entry => entry.Mac).FirstOrDefaultAsync(ct) ?? [];
        return new(last, proof, FirstId: 0, IsWhole: false);
    }

    private Task<int> Move(CaseDb db, End end, CancellationToken ct)
    {
        var (id, mac, firstId) = (end.Id, end.Mac, end.FirstId);
        if (!end.IsWhole) return db.Set<AuditHead>().ExecuteUpdateAsync(head => head.SetProperty(x => x.LastId, id).SetProperty(x => x.LastMac, mac), ct);

        var (version, proof) = (Macs.Current, Macs.OfHead(firstId, id, mac, Macs.Current));
        return db.Set<AuditHead>().ExecuteUpdateAsync(
            head => head.SetProperty(x => x.LastId, id).SetProperty(x => x.LastMac, mac).SetProperty(x => x.KeyVersion, version).SetProperty(x => x.Mac, proof), ct);
    }

    private sealed record End(long Id, byte[] Mac, long FirstId, bool IsWhole);
}
