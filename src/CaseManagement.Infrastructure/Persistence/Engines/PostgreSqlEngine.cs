using System.Data.Common;
using CaseManagement.Application.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace CaseManagement.Infrastructure.Persistence.Engines;

/// <summary>PostgreSQL, 15 and later.</summary>
internal sealed class PostgreSqlEngine : Engine
{
    private const int StatementsKept = 100;

    public override string Name => "PostgreSql";

    public override bool SharesItsTimetable => true;

    internal override string Collation => "C";

    protected override string EfName => "Npgsql.EntityFrameworkCore.PostgreSQL";

    internal override void KeepTimetable(IPersistentStoreBuilder store, string connectionString) => store.UsePostgres(NpgsqlFactory.Instance, connectionString);

    protected override bool IsConflict(DbException told) => told is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    internal override string LockAuditHead => "SELECT * FROM \"AuditHead\" WHERE \"Id\" = 1 FOR UPDATE";

    internal override Task TakeTurnAsync(CaseDb db, string name, CancellationToken ct) => db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext({name}))", ct);

    internal override string AddDays(string day, int days) => $"({day} + {days})";

    internal override string Among(string ids) => $"= ANY (ARRAY({ids}))"; // it would join them to the whole table

    internal override string NewId => "uuid_send(gen_random_uuid())";

    internal override string CreateTemporary(string table, string columns) =>
        $"{DropTemporary(table)} CREATE TEMP TABLE \"{table}\" ({columns.Replace("{int}", "integer", StringComparison.Ordinal).Replace("{text}", "text COLLATE \"C\"", StringComparison.Ordinal)});";

    internal override string DropTemporary(string table) => $"DROP TABLE IF EXISTS pg_temp.\"{table}\";";

    /// <summary>Dead rows are given back to the engine, not to the disk: what lies under the files is the administrator's to wipe.</summary>
    internal override Task WipeWhatWasErased(CaseDb db, CancellationToken ct) => db.Database.ExecuteSqlRawAsync("VACUUM", ct);

    internal override IBackup Backup(DatabaseSettings settings, IServiceScopeFactory scopes) => new BackupByEngine("pg_dump, pg_restore");

    protected override void Connect(DbContextOptionsBuilder options, string connectionString) => options.UseNpgsql(Preparing(connectionString), npgsql => npgsql.CommandTimeout(LongestStatement));

    /// <summary>What a connection is asked again and again is planned once, unless the connection string says how many statements are kept, or none: a pool between here and the server may not bear it.</summary>
    internal static string Preparing(string connectionString)
    {
        var said = new DbConnectionStringBuilder { ConnectionString = connectionString }.Keys.Cast<string>().Select(key => key.Replace(" ", "", StringComparison.Ordinal));
        return said.Contains("MaxAutoPrepare", StringComparer.OrdinalIgnoreCase) ? connectionString : new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = StatementsKept }.ConnectionString;
    }
}
