using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>Brings a database to the newest script.</summary>
public sealed class Schema(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Longer than any script runs: an older lock was left behind by a process that was killed.</summary>
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromMinutes(10);

    /// <summary>The scripts that the database still lacks.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return [.. await scope.ServiceProvider.GetRequiredService<CaseDb>().Database.GetPendingMigrationsAsync(ct)];
    }

    /// <returns>The names of the scripts that were run, none when nothing was missing.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        var missing = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (missing.Count == 0) return [];

        await Engine.BreakAbandonedLock(db, clock.GetUtcNow() - AbandonedAfter, ct);
        await db.Database.MigrateAsync(ct);

        return missing;
    }

    /// <summary>Throws the database away and builds it empty: for a demo city that was left half built.</summary>
    public async Task StartAnewAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CaseDb>().Database.EnsureDeletedAsync(ct);
        await MigrateAsync(ct);
    }
}
