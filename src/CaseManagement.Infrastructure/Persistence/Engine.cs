using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>What one engine needs alone; nothing else asks which engine it is on.</summary>
internal static class Engine
{
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;

    public static void Use(DbContextOptionsBuilder options, string connectionString) => options
        .UseSqlite(connectionString, sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)) // a case has many parts: one query each, never their product
        .AddInterceptors(SqliteSession.Instance)
        .ReplaceService<IModelCacheKeyFactory, ModelOfScope>()
        .ConfigureWarnings(warnings => warnings.Ignore(Microsoft.EntityFrameworkCore.Diagnostics.RelationalEventId.PendingModelChangesWarning)); // a test compares model and scripts

    public static string Dialect(string provider) => provider switch
    {
        "Microsoft.EntityFrameworkCore.Sqlite" => "sqlite",
        _ => throw new NotSupportedException($"There are no scripts for {provider}."),
    };

    public static bool IsUniqueViolation(DbUpdateException fault) =>
        fault.InnerException is SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique or SqliteConstraintPrimaryKey };

    /// <summary>Reads the head of the audit's chain and keeps it from all other writers until the transaction ends; on SQLite whoever is in a transaction of EF's is alone with the file anyway (<c>BEGIN IMMEDIATE</c>).</summary>
    public const string LockAuditHead = "SELECT * FROM \"AuditHead\" WHERE \"Id\" = 1";

    /// <summary>A day some days after the day that an expression gives.</summary>
    public static string AddDays(string day, int days) => $"date({day}, '{days:+0;-0} days')";

    /// <summary>A table that only this connection sees, kept beside the database; one that an earlier user of the pooled connection left behind is gone first.</summary>
    public static string CreateTemporary(string table, string columns) => $"{DropTemporary(table)} CREATE TEMP TABLE \"{table}\" ({columns});";

    public static string DropTemporary(string table) => $"DROP TABLE IF EXISTS temp.\"{table}\";";

    /// <summary>A transaction for filling temporary tables: it takes no lock, so others go on writing meanwhile.</summary>
    public static DbTransaction BeginWithoutLock(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: true);

    /// <summary>A process that was killed while migrating leaves EF's lock row behind, and every later one would wait for it for ever.</summary>
    public static async Task BreakAbandonedLock(CaseDb db, DateTimeOffset before, CancellationToken ct)
    {
        var hasLock = await db.Database.CanConnectAsync(ct)
            && await db.Database.SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(ct) > 0;
        if (hasLock) await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\" WHERE \"Timestamp\" < {before.UtcDateTime}", ct);
    }
}
