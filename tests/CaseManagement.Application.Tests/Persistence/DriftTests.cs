using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Persistence;

/// <summary>The model and the scripts in <c>db/</c> say the same.</summary>
public sealed class DriftTests
{
    [Fact]
    public async Task Given_one_database_from_the_scripts_and_one_from_the_model_When_they_are_compared_Then_they_are_alike()
    {
        await using var scripts = await Slice.EmptyAsync(new(2026, 3, 2));
        var modelFile = Path.Combine(Path.GetTempPath(), $"case-management-model-{Guid.NewGuid():N}.db");
        await using var model = Slice.Provider(modelFile, TimeProvider.System);
        await using (var scope = model.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<CaseDb>().Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);

        var fromScripts = Schema(scripts.File);
        var fromModel = Schema(modelFile);

        Assert.True(fromModel.Count > 100);
        Assert.Equal(fromModel, fromScripts);
        SqliteConnection.ClearAllPools();
        File.Delete(modelFile);
    }

    [Fact]
    public async Task Given_every_script_When_it_is_looked_for_Then_it_has_its_line_and_the_line_has_its_script()
    {
        await using var slice = await Slice.EmptyAsync(new(2026, 3, 2));
        var lines = await slice.Db(db => Task.FromResult(db.Database.GetMigrations().ToList()));
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "db/sqlite"), "*.sql").Select(file => Path.GetFileNameWithoutExtension(file)!).Order().ToList();

        Assert.NotEmpty(files);
        Assert.Equal(files, lines);
    }

    [Fact]
    public async Task Given_a_migrated_database_When_it_is_migrated_again_Then_no_script_runs()
    {
        await using var slice = await Slice.EmptyAsync(new(2026, 3, 2));

        var ran = await slice.Services.GetRequiredService<ISchema>().MigrateAsync(TestContext.Current.CancellationToken);

        Assert.Empty(ran);
    }

    [Fact]
    public async Task Given_a_lock_left_behind_by_a_killed_process_When_the_database_is_migrated_Then_it_does_not_wait_for_ever()
    {
        var file = Path.Combine(Path.GetTempPath(), $"case-management-locked-{Guid.NewGuid():N}.db");
        await using (var connection = new SqliteConnection($"Data Source={file}"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = """CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL); INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-03-01 00:00:00')""";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var services = Slice.Provider(file, TimeProvider.System);
        var ran = await services.GetRequiredService<ISchema>().MigrateAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.NotEmpty(ran);
        SqliteConnection.ClearAllPools();
        File.Delete(file);
    }

    [Fact]
    public async Task Given_a_database_When_its_journal_is_asked_for_Then_it_is_a_write_ahead_log()
    {
        await using var slice = await Slice.EmptyAsync(new(2026, 3, 2));

        var mode = await slice.Db(db => db.Database.SqlQuery<string>($"SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").SingleAsync());

        Assert.Equal("wal", mode);
    }

    /// <summary>Every column, key and index, in words that do not depend on how the SQL was laid out.</summary>
    private static List<string> Schema(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly");
        connection.Open();
        var tables = Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '__EF%'");

        return
        [
            .. from table in tables
               from row in Rows(connection, $"SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info('{table}')").Select(row => $"{table} column {row}")
                   .Concat(Rows(connection, $"SELECT \"from\", \"table\", \"to\", on_delete FROM pragma_foreign_key_list('{table}')").Select(row => $"{table} key {row}"))
                   .Concat(Rows(connection, $"SELECT replace(sql, char(10), ' ') FROM sqlite_master WHERE type = 'index' AND tbl_name = '{table}' AND sql IS NOT NULL").Select(row => $"{table} index {row}"))
               orderby row
               select row,
        ];
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "-" : reader.GetValue(i).ToString())));

        return rows;
    }
}
