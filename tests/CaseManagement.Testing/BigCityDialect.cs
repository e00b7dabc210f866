using System.Data.Common;
using System.Globalization;
using CaseManagement.Infrastructure.Persistence.Engines;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CaseManagement.Testing;

/// <summary>What one engine needs alone for making a big city, and for measuring it.</summary>
public abstract class BigCityDialect
{
    private const string Tables = "'Patient', 'ManagedCase', 'InformedConsent', 'FollowUp', 'ServiceAgreement', 'InjectionCourse', 'Injection', 'CareTask', 'CaseGrant', 'Alert'";

    public static BigCityDialect Of(DatabaseSettings database) => database.Provider == Engine.Default ? new Sqlite(database) : new PostgreSql(database);

    /// <summary>The bare driver, with what the product tells its own connections.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken ct);

    /// <summary>An id of sixteen bytes that sorts by its time.</summary>
    internal abstract string Id(string milliseconds, string number);

    /// <summary>A day some days after a fixed one.</summary>
    internal abstract string Day(DateOnly from, string days);

    /// <summary>For a connection that only builds: what it loses in a power cut is built anew.</summary>
    internal abstract string InHaste { get; }

    internal abstract string AtLeisure { get; }

    internal abstract string Analyse { get; }

    /// <summary>Name and definition of the indexes that are not keys: they are made again when all rows are there.</summary>
    internal abstract string Indexes { get; }

    private sealed class Sqlite(DatabaseSettings database) : BigCityDialect
    {
        public override async Task<DbConnection> OpenAsync(CancellationToken ct)
        {
            var connection = new SqliteConnection(database.ConnectionString);
            await connection.OpenAsync(ct);
            await using var settings = connection.CreateCommand();
            settings.CommandText = "PRAGMA busy_timeout = 60000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
            await settings.ExecuteNonQueryAsync(ct);

            return connection;
        }

        internal override string Id(string milliseconds, string number) => $"unhex(printf('%012x', {milliseconds}) || '80008' || printf('%015x', {number}))";

        internal override string Day(DateOnly from, string days) => string.Create(CultureInfo.InvariantCulture, $"date('{from:yyyy-MM-dd}', ({days}) || ' days')");

        internal override string InHaste => "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -500000;";

        internal override string AtLeisure => "PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA cache_size = -2000; PRAGMA temp_store = DEFAULT; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";

        internal override string Analyse => "ANALYZE";

        internal override string Indexes => $"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({Tables})";
    }

    private sealed class PostgreSql(DatabaseSettings database) : BigCityDialect
    {
        public override async Task<DbConnection> OpenAsync(CancellationToken ct)
        {
            var connection = new NpgsqlConnection(database.ConnectionString);
            await connection.OpenAsync(ct);

            return connection;
        }

        internal override string Id(string milliseconds, string number) =>
            $"decode(lpad(to_hex(CAST({milliseconds} AS bigint)), 12, '0') || '80008' || lpad(to_hex(CAST({number} AS bigint)), 15, '0'), 'hex')";

        internal override string Day(DateOnly from, string days) => string.Create(CultureInfo.InvariantCulture, $"(DATE '{from:yyyy-MM-dd}' + CAST({days} AS integer))");

        internal override string InHaste => "SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '512MB';";

        internal override string AtLeisure => "RESET session_replication_role; RESET synchronous_commit; RESET maintenance_work_mem;";

        internal override string Analyse => "VACUUM (ANALYZE)"; // an index answers alone only where the engine knows that its rows are everybody's

        internal override string Indexes => $"SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename IN ({Tables}) AND indexname NOT LIKE 'PK%'";
    }
}
