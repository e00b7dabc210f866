using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Infrastructure.Keys;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Infrastructure.Persistence.Engines;

/// <summary>SQLite's own online copy: readers and writers go on, and what comes out is the state of one moment.</summary>
internal sealed class SqliteBackup(DatabaseSettings database, IServiceScopeFactory scopes) : IBackup
{
    private const string Counts = """
        SELECT (SELECT count(*) FROM "Patient"), (SELECT count(*) FROM "ManagedCase"), (SELECT count(*) FROM "CareTask"), (SELECT count(*) FROM "Alert"), (SELECT count(*) FROM "AuditEntry")
        """;

    private const string HasScripts = "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'";

    private const int Busy = 5;
    private const int PatienceSeconds = 3; // longer than somebody's write takes, and a server does not let go at all

    public async Task<BackupCounts> BackUpAsync(string file, CancellationToken ct)
    {
        Rule.Require(File.Exists(Target), "backup.file-missing", "There is no file {0}.", Target);
        Rule.Require(!File.Exists(file), "backup.file-exists", "There is a file {0} already; a backup never replaces one.", file);
        await using var source = await Open(database.ConnectionString, ct);
        Rule.Require(await IsOfThisProgram(source, ct), "backup.not-migrated", "{0} holds no database of this program; migrate makes one.", Target);
        var half = $"{file}.half";
        File.Delete(half); // of a run that was killed
        await using (var copy = await Open(Own(half), ct))
        {
            source.BackupDatabase(copy);
            await Ask(copy, "PRAGMA journal_mode = DELETE", ct); // one file, with nothing beside it
        }

        File.Move(half, file); // whole, or not there
        await using var written = await Open($"{Own(file)};Mode=ReadOnly", ct);

        return await Count(written, ct);
    }

    public async Task<BackupCounts> RestoreAsync(string file, bool replaces, CancellationToken ct)
    {
        Rule.Require(File.Exists(file), "backup.file-missing", "There is no file {0}.", file);
        await using var source = await Open($"{Own(file)};Mode=ReadOnly", ct);
        await Judge(source, file, ct);
        await using var target = await OpenAlone(ct);
        Rule.Require(replaces || !await HasRows(target, "Patient", ct), "backup.holds-people", "This database holds patients; say --replace to put the backup in their place.");

        source.BackupDatabase(target); // one transaction of the target: whole, or as before
        await Ask(target, "PRAGMA locking_mode = NORMAL", ct);
        await Ask(target, "PRAGMA journal_mode = WAL", ct);

        return await Count(target, ct);
    }

    private string Target => new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;

    /// <summary>Nobody else has the file open, and nobody can until it is closed again: a server would go on with what it remembers of another history.</summary>
    private async Task<SqliteConnection> OpenAlone(CancellationToken ct)
    {
        SqliteConnection.ClearPool(new(database.ConnectionString)); // this program's own
        var target = await Open(new SqliteConnectionStringBuilder(database.ConnectionString) { Pooling = false, DefaultTimeout = PatienceSeconds }.ConnectionString, ct);
        try
        {
            await Ask(target, "PRAGMA locking_mode = EXCLUSIVE", ct); // kept beyond the transaction
            await Ask(target, "BEGIN EXCLUSIVE; COMMIT", ct);
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == Busy)
        {
            await target.DisposeAsync();
            throw new RuleBrokenException("backup.in-use", "A server or another program has this database open; stop it first.");
        }

        return target;
    }

    /// <summary>Whether it is whole, not newer than this program, and opened by the keys of the database that it replaces, or by its own where that has none yet.</summary>
    private async Task Judge(SqliteConnection source, string file, CancellationToken ct)
    {
        Rule.Require(await IsWhole(source, ct), "backup.unreadable", "{0} is no whole backup.", file);

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        var known = db.Database.GetMigrations();
        var newest = (string?)await Ask(source, """SELECT max("MigrationId") FROM "__EFMigrationsHistory" """, ct);
        Rule.Require(newest is null || known.Contains(newest), "backup.newer", "The backup was written by a newer version of the program.");

        var ring = await HasKeys(ct) ? scope.ServiceProvider.GetRequiredService<KeyRing>() : null;
        db.Database.SetConnectionString($"{Own(file)};Mode=ReadOnly");
        await new KeyFit(db, ring ?? scope.ServiceProvider.GetRequiredService<KeyChoice>().For(db)).RequireAsync(ct);
    }

    private static async Task<bool> IsWhole(SqliteConnection source, CancellationToken ct)
    {
        try
        {
            return await Ask(source, "PRAGMA integrity_check", ct) is "ok" && await Ask(source, HasScripts, ct) is 1L;
        }
        catch (SqliteException) // it is no database, or a torn one
        {
            return false;
        }
    }

    /// <summary>Whether scripts have run in it: of an empty file, or of another program's, there is nothing to count and nothing to bring back.</summary>
    private static async Task<bool> IsOfThisProgram(SqliteConnection source, CancellationToken ct)
    {
        try
        {
            return await Ask(source, HasScripts, ct) is 1L && await Ask(source, "SELECT count(*) FROM sqlite_master WHERE name = 'ManagedCase'", ct) is 1L;
        }
        catch (SqliteException) // it is no database
        {
            return false;
        }
    }

    private async Task<bool> HasKeys(CancellationToken ct)
    {
        await using var target = await Open(database.ConnectionString, ct);
        return await HasRows(target, "KeyCheck", ct);
    }

    private static async Task<bool> HasRows(SqliteConnection target, string table, CancellationToken ct) =>
        await Ask(target, $"SELECT count(*) FROM sqlite_master WHERE name = '{table}'", ct) is 1L && await Ask(target, $"""SELECT EXISTS (SELECT 1 FROM "{table}")""", ct) is 1L;

    private static async Task<BackupCounts> Count(SqliteConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Counts;
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);

        return new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));
    }

    private static async Task<object?> Ask(SqliteConnection connection, string question, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = question;

        return await command.ExecuteScalarAsync(ct);
    }

    private static string Own(string file) => new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString;

    private static async Task<SqliteConnection> Open(string connectionString, CancellationToken ct)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(ct);

        return connection;
    }
}
