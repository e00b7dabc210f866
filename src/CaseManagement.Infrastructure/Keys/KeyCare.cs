using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Infrastructure.Accounts;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Keys;

/// <summary>Adds, rotates and retires the keys of the key file.</summary>
internal sealed class KeyCare(CaseDb db, ISeals seals, KeyRing ring, KeySettings settings) : IKeyCare
{
    public Task<KeyAdded> AddAsync(CancellationToken ct)
    {
        RequireAFile();
        var now = KeyFile.Add(settings.Path);

        return Task.FromResult(new KeyAdded(now.Current, now.Versions.Count));
    }

    public Task<SealsRotated> RotateAsync(Action<string> progress, CancellationToken ct) => new Resealing(db, seals, ring).RunAsync(progress, ct);

    public async Task<KeysRetired> RetireAsync(CancellationToken ct)
    {
        RequireAFile();
        var uses = new Dictionary<int, int>();
        foreach (var version in ring.Versions.Where(version => version != ring.Current)) uses[version] = await Uses(version, ct);
        var (unused, used) = (uses.Where(use => use.Value == 0).Select(use => use.Key).ToList(), uses.Where(use => use.Value > 0).ToList());
        Rule.Require(unused.Count > 0 || used.Count == 0, "keys.still-used", "Key {0} is still needed by {1} rows.", [.. used.Take(1).SelectMany(use => (object[])[use.Key, use.Value])]);

        if (unused.Count > 0)
        {
            await db.KeyChecks.Where(check => unused.Contains(check.Version)).ExecuteDeleteAsync(ct); // before the file, because the database must not ask for a key that is gone
            KeyFile.Remove(settings.Path, unused);
        }

        return new KeysRetired(unused.Count, used.Count);
    }

    private async Task<int> Uses(int version, CancellationToken ct)
    {
        var sum = 0;
        foreach (var count in KeyUses.Counts) sum += await db.Database.SqlQuery<int>(count(version)).SingleAsync(ct);

        return sum + await Envelopes(version, ct);
    }

    /// <summary>The second factors and the keys of cookies and tokens: few, and each says its version in its first bytes.</summary>
    private async Task<int> Envelopes(int version, CancellationToken ct)
    {
        var factors = await db.Set<AccountToken>().AsNoTracking().Where(token => token.Value != null).Select(token => token.Value!).ToListAsync(ct);
        var tickets = await db.Set<DataProtectionKey>().AsNoTracking().Select(key => key.Sealed).ToListAsync(ct);

        return factors.Select(Convert.FromBase64String).Concat(tickets).Count(box => Envelope.VersionOf(box) == version);
    }

    private void RequireAFile() => Rule.Require(!ring.IsDemo, "keys.demo-fixed", "The demo keys are published with the program; they are neither added to nor removed.");
}
