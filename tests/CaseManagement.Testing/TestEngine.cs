using System.Data.Common;
using System.Text.RegularExpressions;
using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure.Persistence.Engines;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CaseManagement.Testing;

/// <summary>Where the tests keep their databases: SQLite files, or the server that one environment variable names.</summary>
/// <remarks><c>PostgreSql</c> alone starts a private server; <c>SqlServer;Server=…</c> and <c>PostgreSql;Host=…</c> use one that runs.</remarks>
public abstract partial class TestEngine
{
    public const string Variable = "CASE_MANAGEMENT_TEST_DATABASE";

    private static readonly Lazy<TestEngine> Chosen = new(() => Choose(Environment.GetEnvironmentVariable(Variable)));
    private static readonly Lazy<TestEngine> Private = new(() => new PostgreSql(PostgreSqlServer.Shared.ConnectionString, isOurs: true));
    private readonly Lazy<Task<DatabaseSettings>> _template;

    private TestEngine() => _template = new(BuildTemplateAsync);

    public static TestEngine Current => Chosen.Value;

    /// <summary>The private PostgreSQL, for what only a server engine does, whichever the tests run on.</summary>
    public static TestEngine OwnPostgreSql => Private.Value;

    /// <summary>A database of its own, with its tables and nothing in them: a copy of one that was built by the real scripts.</summary>
    public async Task<DatabaseSettings> CreateAsync()
    {
        var settings = New();
        await CopyAsync(await _template.Value, settings);

        return settings;
    }

    /// <summary>Where a database would be that is not there yet.</summary>
    public abstract DatabaseSettings New();

    public abstract Task DropAsync(DatabaseSettings settings);

    /// <summary>Whether the tests reach the programs or the disk with which this engine is backed up.</summary>
    public virtual bool CanBackUp => true;

    /// <summary>Copies a database by what the README tells an operator to use, and gives it back as another one.</summary>
    public abstract Task<DatabaseSettings> BackUpAndRestoreAsync(Slice slice);

    /// <summary>A statement in the words of SQLite, as this engine takes it from somebody who knows how to get past the triggers.</summary>
    public virtual string PastTriggers(string sql) => Worded(sql);

    /// <summary>The same for somebody who does not: <c>X''</c>, <c>zeroblob(16)</c> and <c>randomblob(16)</c> in the engine's own words.</summary>
    public virtual string Worded(string sql) => sql;

    protected abstract Task CopyAsync(DatabaseSettings template, DatabaseSettings settings);

    private static TestEngine Choose(string? wish)
    {
        var parts = (wish ?? "").Split(';', 2, StringSplitOptions.TrimEntries);
        var provider = Engine.Called(parts[0].Length > 0 ? parts[0] : Engine.Default).Name;
        return provider switch
        {
            "PostgreSql" => parts.Length > 1 ? new PostgreSql(parts[1], isOurs: false) : OwnPostgreSql,
            "SqlServer" => new SqlServer(parts.Length > 1 ? parts[1] : throw new ArgumentException($"{Variable} says SqlServer: say also where it is, SqlServer;Server=…")),
            _ => new Sqlite(),
        };
    }

    [GeneratedRegex(@"(zero|random)blob\((\d+)\)")]
    private static partial Regex Blob();

    private static string NewName() => $"case-management-{Guid.NewGuid():N}";

    private async Task<DatabaseSettings> BuildTemplateAsync()
    {
        var settings = New();
        await using (var services = Slice.Provider(settings, TimeProvider.System))
            await services.GetRequiredService<ISchema>().MigrateAsync(CancellationToken.None);
        LetGo(settings);

        return settings;
    }

    /// <summary>Closes the connections that the pool still holds.</summary>
    protected abstract void LetGo(DatabaseSettings settings);

    private sealed class Sqlite : TestEngine
    {
        public override string PastTriggers(string sql) => $"""DROP TRIGGER IF EXISTS "TR_AuditEntry_NoUpdate"; DROP TRIGGER IF EXISTS "TR_AuditEntry_NoDelete"; DROP TRIGGER IF EXISTS "TR_AuditHead_NoDelete"; {sql}""";

        public override async Task<DatabaseSettings> BackUpAndRestoreAsync(Slice slice)
        {
            var (file, anew) = (Path.Combine(Path.GetTempPath(), $"{NewName()}.backup"), New());
            await slice.Services.GetRequiredService<IBackup>().BackUpAsync(file, CancellationToken.None);
            await using (var services = Slice.Provider(anew, slice.Clock)) await services.GetRequiredService<IBackup>().RestoreAsync(file, replaces: false, CancellationToken.None);
            File.Delete(file);

            return anew;
        }

        public override DatabaseSettings New() => DatabaseSettings.Sqlite(Path.Combine(Path.GetTempPath(), $"{NewName()}.db"));

        public override Task DropAsync(DatabaseSettings settings)
        {
            LetGo(settings);
            foreach (var part in (string[])["", "-wal", "-shm"]) File.Delete(FileOf(settings) + part);

            return Task.CompletedTask;
        }

        protected override Task CopyAsync(DatabaseSettings template, DatabaseSettings settings)
        {
            File.Copy(FileOf(template), FileOf(settings));
            return Task.CompletedTask;
        }

        protected override void LetGo(DatabaseSettings settings) => SqliteConnection.ClearPool(new(settings.ConnectionString)); // the last connection folds the write-ahead log into the file

        private static string FileOf(DatabaseSettings settings) => new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource;
    }

    private sealed class PostgreSql(string server, bool isOurs) : TestEngine
    {
        public override bool CanBackUp => isOurs;

        public override string PastTriggers(string sql) => $"SET session_replication_role = replica; {Worded(sql)}; SET session_replication_role = origin";

        public override string Worded(string sql) => Blob().Replace(sql.Replace("X''", "''::bytea", StringComparison.Ordinal), blob => $"decode(repeat('{(blob.Groups[1].Value == "zero" ? "00" : "5a")}', {blob.Groups[2].Value}), 'hex')");

        public override async Task<DatabaseSettings> BackUpAndRestoreAsync(Slice slice)
        {
            var (file, anew) = (Path.Combine(PostgreSqlServer.Shared.Folder, $"{NewName()}.dump"), New());
            PostgreSqlServer.Shared.Program("pg_dump", "--format=custom", $"--file={file}", NameOf(slice.Database));
            await Execute($"CREATE DATABASE \"{NameOf(anew)}\"");
            PostgreSqlServer.Shared.Program("pg_restore", $"--dbname={NameOf(anew)}", file);

            return anew;
        }

        public override DatabaseSettings New() => new("PostgreSql", new NpgsqlConnectionStringBuilder(server) { Database = NewName(), MaxPoolSize = 40, Timeout = 60, IncludeErrorDetail = true }.ConnectionString);

        public override async Task DropAsync(DatabaseSettings settings)
        {
            LetGo(settings);
            await Execute($"DROP DATABASE \"{NameOf(settings)}\" WITH (FORCE)");
        }

        protected override Task CopyAsync(DatabaseSettings template, DatabaseSettings settings) => Execute($"CREATE DATABASE \"{NameOf(settings)}\" TEMPLATE \"{NameOf(template)}\"");

        protected override void LetGo(DatabaseSettings settings)
        {
            foreach (var pool in (string[])[settings.ConnectionString, PostgreSqlEngine.Preparing(settings.ConnectionString)]) // the product's, and that of whoever opens one without it
            {
                using var connection = new NpgsqlConnection(pool);
                NpgsqlConnection.ClearPool(connection);
            }
        }

        private static string NameOf(DatabaseSettings settings) => new NpgsqlConnectionStringBuilder(settings.ConnectionString).Database!;

        private async Task Execute(string sql)
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Database = "postgres" }.ConnectionString);
            await Run(connection, sql);
        }
    }

    /// <summary>There is no cheap copy: every test runs the scripts.</summary>
    private sealed class SqlServer(string server) : TestEngine
    {
        public override bool CanBackUp => false;

        public override string PastTriggers(string sql) => $"DISABLE TRIGGER ALL ON \"AuditEntry\"; DISABLE TRIGGER ALL ON \"AuditHead\"; {Worded(sql)}; ENABLE TRIGGER ALL ON \"AuditEntry\"; ENABLE TRIGGER ALL ON \"AuditHead\"";

        public override string Worded(string sql) => Blob().Replace(sql.Replace("X''", "0x", StringComparison.Ordinal), blob => $"CONVERT(varbinary(max), REPLICATE('{(blob.Groups[1].Value == "zero" ? "00" : "5a")}', {blob.Groups[2].Value}), 2)");

        public override Task<DatabaseSettings> BackUpAndRestoreAsync(Slice slice) => throw new NotSupportedException("A server writes its backups to its own disk, which the tests do not see.");

        public override DatabaseSettings New() => new("SqlServer", new SqlConnectionStringBuilder(server) { InitialCatalog = NewName() }.ConnectionString);

        public override async Task DropAsync(DatabaseSettings settings)
        {
            LetGo(settings);
            var name = new SqlConnectionStringBuilder(settings.ConnectionString).InitialCatalog;
            await using var connection = new SqlConnection(new SqlConnectionStringBuilder(server) { InitialCatalog = "master" }.ConnectionString);
            await Run(connection, $"ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}]");
        }

        protected override async Task CopyAsync(DatabaseSettings template, DatabaseSettings settings)
        {
            await using var services = Slice.Provider(settings, TimeProvider.System);
            await services.GetRequiredService<ISchema>().MigrateAsync(CancellationToken.None);
        }

        protected override void LetGo(DatabaseSettings settings)
        {
            using var connection = new SqlConnection(settings.ConnectionString);
            SqlConnection.ClearPool(connection);
        }
    }

    private static async Task Run(DbConnection connection, string sql)
    {
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
