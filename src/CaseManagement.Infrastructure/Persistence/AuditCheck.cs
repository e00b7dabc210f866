using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>Walks the chain from its first entry to its last.</summary>
/// <remarks>The head is read before and after: entries that are added meanwhile are proven like all others, so nobody has to wait.</remarks>
internal sealed class AuditCheck(CaseDb db, AuditChain chain) : IAuditCheck
{
    public async Task<ChainChecked> RunAsync(byte[]? knownHead, CancellationToken ct)
    {
        var walk = new Walk(chain.Macs, await Head(ct), knownHead);
        await foreach (var entry in db.Audit.AsNoTracking().OrderBy(entry => entry.Id).AsAsyncEnumerable().WithCancellation(ct)) walk.Step(entry);

        return walk.End(await Head(ct));
    }

    private Task<AuditHead?> Head(CancellationToken ct) => db.Set<AuditHead>().AsNoTracking().SingleOrDefaultAsync(head => head.Id == AuditHead.TheOne, ct);

    private sealed class Walk(AuditMac macs, AuditHead? start, byte[]? knownHead)
    {
        private readonly AuditHead? _sealed = start is not null && macs.Proves(start) ? start : null;
        private long? _expected = start is not null && macs.Proves(start) ? start.FirstId : null; // a head that proves nothing says nothing
        private byte[] _previous = [];
        private long _entries, _unchained, _broken;
        private long? _first;
        private bool _knownIsThere = knownHead is null;

        public void Step(AuditEntry entry)
        {
            if (entry is { KeyVersion: 0, Mac.Length: 0, Id: > 0 } && !(entry.Id >= _expected))
            {
                _unchained++;
                return;
            }

            _entries++;
            _expected ??= entry.Id;
            if (entry.Id < _expected)
            {
                Break(entry.Id);
                return;
            }

            if (entry.Id > _expected) Break(_expected.Value, entry.Id - _expected.Value); // what follows a gap cannot be proven by what is gone
            else if (!macs.Proves(entry, _previous) || (entry.Id == _sealed?.LastId && !entry.Mac.SequenceEqual(_sealed.LastMac))) Break(entry.Id);

            if (entry.Mac.SequenceEqual(knownHead ?? [])) _knownIsThere = true;
            (_previous, _expected) = (entry.Mac, entry.Id + 1);
        }

        public ChainChecked End(AuditHead? end)
        {
            if (_sealed is { } head && _expected <= head.LastId) Break(_expected.Value, head.LastId - _expected.Value + 1);

            var isWhole = end is not null && macs.Proves(end);
            if (isWhole && _first is null && _expected - 1 > end!.LastId) Break(end.LastId + 1, _expected!.Value - 1 - end.LastId);
            if (!isWhole || _sealed is null) _broken++;
            if (!_knownIsThere) _broken++;

            return new ChainChecked(_entries, _unchained, _broken, _first, _previous);
        }

        private void Break(long id, long count = 1)
        {
            _first = Math.Min(_first ?? id, id);
            _broken += count;
        }
    }
}
