using System.Data.Common;
using CaseManagement.Application.Ports;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Infrastructure.Persistence.Engines;

/// <summary>SQLite: a file beside the program, with a write-ahead log. Whoever is in a transaction of EF's is alone with the file (<c>BEGIN IMMEDIATE</c>), so it needs no other locks.</summary>
internal sealed class SqliteEngine : Engine
{
    public const string EngineName = "Sqlite";

    private const int ConstraintUnique = 2067;
    private const int ConstraintPrimaryKey = 1555;

    public override string Name => EngineName;

    public override bool SharesItsTimetable => false;

    protected override string EfName => "Microsoft.EntityFrameworkCore.Sqlite";

    protected override bool IsConflict(DbException told) => told is SqliteException { SqliteExtendedErrorCode: ConstraintUnique or ConstraintPrimaryKey };

    internal override string LockAuditHead => "SELECT * FROM \"AuditHead\" WHERE \"Id\" = 1";

    internal override Task TakeTurnAsync(CaseDb db, string name, CancellationToken ct) => Task.CompletedTask;

    internal override string AddDays(string day, int days) => $"date({day}, '{days:+0;-0} days')";

    internal override string NewId => "randomblob(16)";

    internal override string CreateTemporary(string table, string columns) =>
        $"{DropTemporary(table)} CREATE TEMP TABLE \"{table}\" ({columns.Replace("{int}", "INTEGER", StringComparison.Ordinal).Replace("{text}", "TEXT", StringComparison.Ordinal)});";

    internal override string DropTemporary(string table) => $"DROP TABLE IF EXISTS temp.\"{table}\";";

    internal override ValueTask<DbTransaction> BeginWithoutLock(DbConnection connection, CancellationToken ct) => new(((SqliteConnection)connection).BeginTransaction(deferred: true));

    internal override async Task WipeWhatWasErased(CaseDb db, CancellationToken ct)
    {
        await db.Database.ExecuteSqlRawAsync("VACUUM", ct);
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", ct);
    }

    internal override async Task BreakAbandonedLock(CaseDb db, DateTimeOffset before, CancellationToken ct)
    {
        var hasLock = await db.Database.CanConnectAsync(ct)
            && await db.Database.SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(ct) > 0;
        if (hasLock) await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\" WHERE \"Timestamp\" < {before.UtcDateTime}", ct);
    }

    internal override IBackup Backup(DatabaseSettings settings, IServiceScopeFactory scopes) => new SqliteBackup(settings, scopes);

    protected override void Connect(DbContextOptionsBuilder options, string connectionString) => options.UseSqlite(connectionString).AddInterceptors(SqliteSession.Instance);
}
