using CaseManagement.Infrastructure.Persistence.Engines;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Patients;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Keys;

/// <summary>No number stands in plain in the bytes of a database.</summary>
[Trait("Engine", "Sqlite")]
public sealed class PlainTests
{
    [Fact]
    public async Task Given_a_registration_When_the_files_are_searched_Then_no_number_is_found()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        await slice.Add(new Domain.Places.CatchmentArea("45", KeptNumbers.Phone, null)); // proves that a plain one would be found

        var before = await KeptNumbers.In(slice.File);
        await slice.Db(db => db.Areas.Where(area => area.Code == "45").ExecuteUpdateAsync(area => area.SetProperty(x => x.Name, "-")));
        await slice.Db(async db => { await db.Engine.WipeWhatWasErased(db, default); return 0; });
        var registered = await slice.Send(KeptNumbers.Registration);
        await slice.Send(new RevealIdentity(registered.CaseId, RevealReason.Visit));

        Assert.Equal([KeptNumbers.Phone], before.Distinct());
        Assert.Empty(await KeptNumbers.In(slice.File));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_a_database_from_before_sealing_When_migrated_Then_its_rows_are_sealed_and_nothing_plain_is_left(bool wasStopped)
    {
        var file = Path.Combine(Path.GetTempPath(), $"case-management-plain-{Guid.NewGuid():N}.db");
        var (patient, managed) = (PatientId.New(), Domain.Cases.ManagedCaseId.New());
        await BuildOld(file, patient, managed);
        var before = await KeptNumbers.In(file);
        if (wasStopped) await MigrateAndStop(file);

        await using (var services = Slice.Provider(DatabaseSettings.Sqlite(file), new TestClock(new(2026, 3, 2))))
        {
            await services.GetRequiredService<ISchema>().MigrateAsync(TestContext.Current.CancellationToken);
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);
            var (db, seals) = (scope.ServiceProvider.GetRequiredService<CaseDb>(), services.GetRequiredService<ISeals>());
            var kept = await db.Patients.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
            var form = await db.Cases.AsNoTracking().IgnoreAutoIncludes().Select(one => one.Supplementary).SingleAsync(TestContext.Current.CancellationToken);

            Assert.Equal(KeptNumbers.All, new[] { kept.DocumentNumber, kept.Phone, kept.Guardian!.Phone, kept.Guardian.SecondPhone, form.CommitteePhone }.Select(text => seals.Open(text!, patient)));
            Assert.Equal(seals.HashOf(LookupText.Document(KeptNumbers.IdNumber)), kept.DocumentHash);
            Assert.Equal(seals.HashOf(LookupText.Phone(KeptNumbers.Phone)!), kept.PhoneHash);
            Assert.Equal(seals.HashOf(LookupText.Phone(KeptNumbers.GuardianPhone)!), kept.GuardianPhoneHash);
            Assert.Equal(seals.HashOf(LookupText.Phone(KeptNumbers.SecondPhone)!), kept.GuardianSecondPhoneHash);
            Assert.Equal("周主任", form.CommitteeContact);
            Assert.False(await db.KeyChecks.AnyAsync(check => check.HoldsPlain, TestContext.Current.CancellationToken));
        }

        Assert.Equal(KeptNumbers.All.Order(), before.Distinct().Order());
        Assert.Empty(await KeptNumbers.In(file));
        SqliteConnection.ClearAllPools();
        File.Delete(file);
    }

    /// <summary>The first script alone, and a row as it was written then.</summary>
    private static async Task BuildOld(string file, PatientId patient, Domain.Cases.ManagedCaseId managed)
    {
        await using var services = Slice.Provider(DatabaseSettings.Sqlite(file), TimeProvider.System);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        var history = db.GetService<IHistoryRepository>();
        await db.GetService<IRelationalDatabaseCreator>().CreateAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlRawAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "db/sqlite/0001-the-house.sql"), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlRawAsync(history.GetCreateScript(), TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlRawAsync(history.GetInsertScript(new("0001-the-house", "10")), TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Patient" ("Id", "Name", "Sex", "BornOn", "Document", "DocumentNumber", "AreaCode", "Address", "Phone", "Guardian_Name", "Guardian_Relation", "Guardian_Phone", "Guardian_SecondPhone", "Version")
            VALUES ({patient.Value.ToByteArray(true)}, '测试甲', 2, '1949-12-31', 1, {KeptNumbers.IdNumber}, {TestTown.Community}, '东城大道1号', {KeptNumbers.Phone}, '测试母', '母亲', {KeptNumbers.GuardianPhone}, {KeptNumbers.SecondPhone}, 1)
            """,
            TestContext.Current.CancellationToken);
        var form = $$"""{"committeeContact":"周主任","committeePhone":"{{KeptNumbers.CommitteePhone}}","household":1}""";
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "ManagedCase" ("Id", "PatientId", "AreaCode", "RegisteredOn", "Diagnosis_Disorder", "Diagnosis_Hospital", "Diagnosis_ConfirmedOn", "Supplementary", "State", "Version")
            VALUES ({managed.Value.ToByteArray(true)}, {patient.Value.ToByteArray(true)}, {TestTown.Community}, '2026-01-05', 1, '精神卫生中心', '2020-01-15', {form}, 1, 1)
            """,
            TestContext.Current.CancellationToken);
    }

    /// <summary>The scripts ran and the keys are remembered; then the program was killed, before it had sealed anything.</summary>
    private static async Task MigrateAndStop(string file)
    {
        await using var services = Slice.Provider(DatabaseSettings.Sqlite(file), TimeProvider.System);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        Assert.True(await new Infrastructure.Keys.KeyFit(db, TestKeys.Ring).RememberAsync(TestContext.Current.CancellationToken));
    }
}
