using CaseManagement.Application.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>Brings a database to the newest script.</summary>
internal sealed class Schema(IServiceScopeFactory scopes, TimeProvider clock) : ISchema
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
        var missing = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (missing.Count == 0) return [];

        await Engine.BreakAbandonedLock(db, clock.GetUtcNow() - AbandonedAfter, ct);
        await db.Database.MigrateAsync(ct);

        return missing;
    }

    public async Task StartAnewAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CaseDb>().Database.EnsureDeletedAsync(ct);
        await MigrateAsync(ct);
    }
}
