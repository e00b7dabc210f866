using CaseManagement.Infrastructure.Persistence.Engines;
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
        var fromModelAlone = TestEngine.Current.New();
        await using (var model = Slice.Provider(fromModelAlone, TimeProvider.System))
        await using (var scope = model.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<CaseDb>().Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);

        var fromScripts = await Catalogue.ReadAsync(scripts.Database);
        var fromModel = await Catalogue.ReadAsync(fromModelAlone);

        Assert.True(fromModel.Count > 100);
        Assert.Equal(fromModel, fromScripts);
        await TestEngine.Current.DropAsync(fromModelAlone);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("sqlserver")]
    [InlineData("postgresql")]
    public async Task Given_every_script_When_it_is_looked_for_Then_it_has_its_line_and_the_line_has_its_script(string dialect)
    {
        await using var slice = await Slice.EmptyAsync(new(2026, 3, 2));
        var lines = await slice.Db(db => Task.FromResult(db.Database.GetMigrations().ToList()));
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "db", dialect), "*.sql").Select(file => Path.GetFileNameWithoutExtension(file)!).Order().ToList();

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

    [Trait("Engine", "Sqlite")]
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

        await using var services = Slice.Provider(DatabaseSettings.Sqlite(file), TimeProvider.System);
        var ran = await services.GetRequiredService<ISchema>().MigrateAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.NotEmpty(ran);
        SqliteConnection.ClearAllPools();
        File.Delete(file);
    }

    [Trait("Engine", "Sqlite")]
    [Fact]
    public async Task Given_a_database_When_its_journal_is_asked_for_Then_it_is_a_write_ahead_log()
    {
        await using var slice = await Slice.EmptyAsync(new(2026, 3, 2));

        var mode = await slice.Db(db => db.Database.SqlQuery<string>($"SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").SingleAsync());

        Assert.Equal("wal", mode);
    }
}
