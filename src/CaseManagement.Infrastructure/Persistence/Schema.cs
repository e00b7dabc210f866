using CaseManagement.Application.Ports;
using CaseManagement.Domain.Patients;
using CaseManagement.Infrastructure.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>Brings a database to the newest script, sees that the keys belong to it, seals what was written before there were keys, and reads the names that nobody could look for yet.</summary>
internal sealed class Schema(IServiceScopeFactory scopes, TimeProvider clock, ISeals seals, KeyRing ring, NameReadings readings, AuditChain chain) : ISchema
{
    /// <summary>Longer than any script runs: an older lock was left behind by a process that was killed.</summary>
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromMinutes(10);

    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return [.. await scope.ServiceProvider.GetRequiredService<CaseDb>().Database.GetPendingMigrationsAsync(ct)];
    }

    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        var fit = new KeyFit(db, ring);
        await fit.RequireAsync(ct);
        var missing = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (missing.Count > 0)
        {
            await db.Engine.BreakAbandonedLock(db, clock.GetUtcNow() - AbandonedAfter, ct);
            await db.Database.MigrateAsync(ct);
        }

        if (await fit.IsNewAsync(ct)) await chain.BeginAsync(db, ct); // before the keys are remembered, so that a run that is killed here is taken up
        if (await fit.RememberAsync(ct)) await SealWhatIsPlain(db, ct);
        await new UnreadNames(db, readings).ReadAsync(ct);

        return missing;
    }

    /// <summary>A run that was killed is taken up by the next one.</summary>
    private async Task SealWhatIsPlain(CaseDb db, CancellationToken ct)
    {
        await new Resealing(db, seals, ring).RunAsync(_ => { }, ct);
        await db.Engine.WipeWhatWasErased(db, ct);
        await db.KeyChecks.ExecuteUpdateAsync(check => check.SetProperty(x => x.HoldsPlain, false), ct);
    }

    public async Task StartAnewAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CaseDb>().Database.EnsureDeletedAsync(ct);
        await MigrateAsync(ct);
    }
}
