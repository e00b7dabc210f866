using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Infrastructure.Persistence;
using CaseManagement.Infrastructure.Persistence.Engines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Persistence;

/// <summary>What was backed up comes back whole, by the way that the README tells for the engine.</summary>
[Trait("Engine", "NotSqlServer")]
public sealed class RestoreTests
{
    [Fact]
    public async Task Given_some_work_When_backed_up_and_restored_elsewhere_Then_counts_promises_and_the_chain_of_the_audit_are_the_same()
    {
        Assert.SkipUnless(TestEngine.Current.CanBackUp, "The programs that back this server up are not the tests' to run.");
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var registered = await slice.Send(A.Registration());
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId));
        await slice.Services.GetRequiredService<IJobRunner>().RunAsync(JobNames.Sweep, new(2026, 4, 20), TestContext.Current.CancellationToken);
        var before = await Told(slice.Services);

        var restored = await TestEngine.Current.BackUpAndRestoreAsync(slice);

        await slice.Send(A.FollowUpOf(registered.CaseId) with { SeenOn = new(2026, 3, 20) });
        await using (var elsewhere = Slice.Provider(restored, slice.Clock))
        {
            Assert.Empty(await elsewhere.GetRequiredService<ISchema>().MigrateAsync(TestContext.Current.CancellationToken));
            Assert.Equal(before, await Told(elsewhere));
            Assert.Equal(0, (await elsewhere.GetRequiredService<IJobRunner>().RunAsync(JobNames.Verify, new(2026, 4, 20), TestContext.Current.CancellationToken)).Failed);
        }

        Assert.NotEqual(before, await Told(slice.Services)); // the work that came after the copy is not in it
        Assert.True(before.Alerts > 0 && before.Broken == 0);
        await TestEngine.Current.DropAsync(restored);
    }

    [Fact]
    [Trait("Engine", "Sqlite")]
    public async Task Given_a_database_with_people_or_a_file_that_is_no_backup_When_restored_Then_it_is_refused_and_nothing_is_changed()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await slice.Send(A.Registration());
        var (backup, torn) = ($"{slice.File}.backup", $"{slice.File}.torn");
        var port = slice.Services.GetRequiredService<IBackup>();
        await port.BackUpAsync(backup, TestContext.Current.CancellationToken);
        var bytes = await File.ReadAllBytesAsync(backup, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(torn, bytes[..(bytes.Length / 2)], TestContext.Current.CancellationToken);

        var codes = new[] { await Refused(backup, replaces: false), await Refused(torn, replaces: true), await Refused("/nowhere", replaces: true), (await Assert.ThrowsAsync<RuleBrokenException>(() => port.BackUpAsync(backup, TestContext.Current.CancellationToken))).Code };
        await slice.Send(A.Registration("测试乙"));
        var replaced = await port.RestoreAsync(backup, replaces: true, TestContext.Current.CancellationToken);

        Assert.Equal(["backup.holds-people", "backup.unreadable", "backup.file-missing", "backup.file-exists"], codes);
        Assert.Equal((1L, 1), (replaced.Patients, await slice.Db(db => db.Patients.CountAsync())));
        foreach (var file in (string[])[backup, torn]) File.Delete(file);

        async Task<string> Refused(string file, bool replaces) => (await Assert.ThrowsAsync<RuleBrokenException>(() => port.RestoreAsync(file, replaces, TestContext.Current.CancellationToken))).Code;
    }

    [Fact]
    [Trait("Engine", "Sqlite")]
    public async Task Given_a_file_that_was_never_migrated_When_backed_up_Then_it_is_refused_before_anything_is_written()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var (plain, copy) = ($"{slice.File}.plain", $"{slice.File}.copy");
        await File.WriteAllBytesAsync(plain, [], TestContext.Current.CancellationToken);
        await using var services = Slice.Provider(DatabaseSettings.Sqlite(plain), slice.Clock);

        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => services.GetRequiredService<IBackup>().BackUpAsync(copy, TestContext.Current.CancellationToken));

        Assert.Equal("backup.not-migrated", refused.Code);
        Assert.False(File.Exists(copy) || File.Exists($"{copy}.half"));
        File.Delete(plain);
    }

    [Fact]
    [Trait("Engine", "Sqlite")]
    public async Task Given_other_keys_or_somebody_who_has_the_database_open_When_restored_Then_it_is_refused_and_nobody_is_lost()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await using var foreign = await Slice.CreateAsync(today: new(2026, 3, 20));
        await slice.Send(A.Registration());
        var (own, other) = ($"{slice.File}.backup", $"{foreign.File}.backup");
        await slice.Services.GetRequiredService<IBackup>().BackUpAsync(own, TestContext.Current.CancellationToken);
        await foreign.Db(db => db.KeyChecks.ExecuteUpdateAsync(check => check.SetProperty(x => x.Check, "of another installation")));
        await foreign.Services.GetRequiredService<IBackup>().BackUpAsync(other, TestContext.Current.CancellationToken);

        var codes = new List<string> { await Refused(other) };
        await using (var server = new Microsoft.Data.Sqlite.SqliteConnection($"{slice.Database.ConnectionString};Pooling=False"))
        {
            await server.OpenAsync(TestContext.Current.CancellationToken);
            await using var looking = server.CreateCommand();
            looking.CommandText = "SELECT count(*) FROM \"Patient\"";
            await looking.ExecuteScalarAsync(TestContext.Current.CancellationToken);
            codes.Add(await Refused(own));
        }

        Assert.Equal(["keys.do-not-fit", "backup.in-use"], codes);
        Assert.Equal(1, await slice.Db(db => db.Patients.CountAsync()));
        Assert.Equal(1, (await slice.Services.GetRequiredService<IBackup>().RestoreAsync(own, replaces: true, TestContext.Current.CancellationToken)).Patients);
        foreach (var file in (string[])[own, other]) File.Delete(file);

        async Task<string> Refused(string file) => (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Services.GetRequiredService<IBackup>().RestoreAsync(file, replaces: true, TestContext.Current.CancellationToken))).Code;
    }

    private static async Task<State> Told(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        var chain = await scope.ServiceProvider.GetRequiredService<IAuditCheck>().RunAsync(null, TestContext.Current.CancellationToken);

        return new State(await db.Patients.CountAsync(), await db.CareTasks.CountAsync(), await db.Alerts.CountAsync(), chain.Entries, Convert.ToHexString(chain.Head), chain.Broken);
    }

    private sealed record State(int Patients, int CareTasks, int Alerts, long Entries, string Head, long Broken);
}
