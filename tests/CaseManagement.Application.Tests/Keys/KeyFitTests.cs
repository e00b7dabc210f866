using CaseManagement.Infrastructure.Persistence.Engines;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Infrastructure.Keys;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Keys;

/// <summary>Keys and databases that belong together, and those that do not.</summary>
[Trait("Engine", "Sqlite")]
public sealed class KeyFitTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("case-management-fit-");

    private string Database => Path.Combine(_folder.FullName, "some.db");

    private KeySettings Keys => new(Path.Combine(_folder.FullName, "keys.json"));

    public void Dispose()
    {
        SqliteConnection.ClearPool(new($"Data Source={Database}"));
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Given_a_database_sealed_with_other_keys_When_migrated_Then_it_is_refused()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        KeyFile.ReadOrCreate(Keys.Path);

        Assert.Equal("keys.do-not-fit", await Refused(slice.File, Keys));
        Assert.Equal("keys.do-not-fit", await Refused(slice.File, ring: TestKeys.Of(2)));
        Assert.Null(await Refused(slice.File, ring: TestKeys.Of(1, 2)));
        Assert.Equal("keys.do-not-fit", await Refused(slice.File, ring: TestKeys.Of(1))); // the second key was seen here
    }

    [Fact]
    public async Task Given_a_database_that_is_no_demo_When_demo_keys_are_brought_Then_they_are_refused()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.Send(A.Registration());

        var sealedOnes = await Refused(slice.File, new KeySettings(ForDemo: true));
        await slice.Db(db => db.Database.ExecuteSqlRawAsync("DELETE FROM \"KeyCheck\""));
        var unmarked = await Refused(slice.File, new KeySettings(ForDemo: true));

        Assert.Equal(("keys.demo-only", "keys.demo-only"), (sealedOnes, unmarked));
    }

    [Fact]
    public async Task Given_a_demo_When_a_program_without_keys_opens_it_Then_it_takes_the_demo_keys_and_no_others_fit()
    {
        Assert.Null(await Refused(Database, new KeySettings(ForDemo: true)));

        await using (var program = Slice.Provider(DatabaseSettings.Sqlite(Database), TimeProvider.System, new KeySettings()))
        {
            Assert.True(program.GetRequiredService<KeyRing>().IsDemo);
            await program.GetRequiredService<ISchema>().MigrateAsync(TestContext.Current.CancellationToken);
        }

        KeyFile.ReadOrCreate(Keys.Path);
        Assert.Equal("keys.do-not-fit", await Refused(Database, Keys));
    }

    [Fact]
    public async Task Given_a_sealed_database_When_its_key_file_is_gone_Then_that_is_said_and_no_other_is_made()
    {
        Assert.Null(await Refused(Database, Keys));
        File.Delete(Keys.Path);

        Assert.Equal("keys.file-missing", await Refused(Database, Keys));
        Assert.False(File.Exists(Keys.Path));
    }

    private static async Task<string?> Refused(string file, KeySettings? keys = null, KeyRing? ring = null)
    {
        await using var program = Slice.Provider(DatabaseSettings.Sqlite(file), TimeProvider.System, keys, ring);
        try
        {
            await program.GetRequiredService<ISchema>().MigrateAsync(TestContext.Current.CancellationToken);
            return null;
        }
        catch (RuleBrokenException refused)
        {
            return refused.Code;
        }
    }
}
