using System.Security.Cryptography;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Keys;

/// <summary>Whether keys and database belong together: asked before anything is written with the wrong ones.</summary>
internal sealed class KeyFit(CaseDb db, KeyRing ring)
{
    /// <summary>Before the scripts: the published demo keys never touch people who may be real.</summary>
    /// <exception cref="RuleBrokenException"><c>keys.demo-only</c>, <c>keys.do-not-fit</c></exception>
    public async Task RequireAsync(CancellationToken ct)
    {
        var scripts = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        if (scripts.Count == 0) return;

        var checks = scripts.Contains(Script0002.Id) ? await db.KeyChecks.AsNoTracking().ToListAsync(ct) : [];
        var isForeign = checks.Count > 0 ? checks.Exists(check => !check.IsDemo) : await HasPatients(ct);
        Rule.Require(!ring.IsDemo || !isForeign, "keys.demo-only", "The demo keys are for invented cities only, and this database is none.");
        Rule.Require(checks.TrueForAll(check => ring.Versions.Contains(check.Version) && check.Check == CheckOf(check.Version)), "keys.do-not-fit", "The keys do not belong to this database.");
    }

    /// <summary>Whether this database has never been opened with keys.</summary>
    public Task<bool> IsNewAsync(CancellationToken ct) => db.KeyChecks.AllAsync(_ => false, ct);

    /// <summary>After the scripts: the database remembers every key that it may meet.</summary>
    /// <returns>Whether rows may still be plain.</returns>
    public async Task<bool> RememberAsync(CancellationToken ct)
    {
        var checks = await db.KeyChecks.AsNoTracking().ToListAsync(ct);
        var holdsPlain = checks.Count == 0 ? await HasPatients(ct) : checks.Exists(check => check.HoldsPlain);
        var missing = ring.Versions.Except(checks.Select(check => check.Version)).ToList();
        if (missing.Count == 0) return holdsPlain;

        db.KeyChecks.AddRange(missing.Select(version => new KeyCheck(version, CheckOf(version), ring.IsDemo, holdsPlain)));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (ChangedMeanwhileException)
        {
            db.Forget(); // another process was faster: it must have had the same keys
            await RequireAsync(ct);
        }

        return holdsPlain;
    }

    /// <summary>All of them, whoever acts.</summary>
    private async Task<bool> HasPatients(CancellationToken ct) => await db.Database.SqlQuery<int>($"""SELECT count(*) AS "Value" FROM "Patient" """).SingleAsync(ct) > 0;

    private string CheckOf(int version) => Convert.ToBase64String(HMACSHA256.HashData(ring.Derive("check", version), "this key belongs to this database"u8));
}
