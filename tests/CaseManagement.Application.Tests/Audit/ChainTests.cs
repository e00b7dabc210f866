using CaseManagement.Infrastructure.Persistence.Engines;
using CaseManagement.Application.Features.Audit;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Application.Tests.Audit;

/// <summary>Whatever is done to the audit beside the program is found, and the first place named.</summary>
public sealed class ChainTests
{
    private const string Copied = """ "Actor", "SessionId", "Kind", "Request", "CaseId", "Subject", "Reason", "Detail", "KeyVersion", "Mac" FROM "AuditEntry" """;

    [Fact]
    public async Task Given_work_of_every_kind_When_the_chain_is_checked_Then_it_is_whole_and_without_a_gap()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await slice.MixedWork();

        var found = await slice.Check();

        Assert.Equal((10L, 0L, 0L, null), (found.Entries, found.Unchained, found.Broken, found.First));
        var entries = await slice.Entries();
        Assert.Equal(Enumerable.Range(1, 10).Select(id => (long)id), entries.Select(entry => entry.Id));
        Assert.Equal(entries[^1].Mac, found.Head);
        Assert.All(entries, entry => Assert.Equal((1, 32), (entry.KeyVersion, entry.Mac.Length)));
    }

    [Theory]
    [InlineData("\"At\" = '2026-03-20 04:00:01'")]
    [InlineData("\"Actor\" = (SELECT \"Actor\" FROM \"AuditEntry\" WHERE \"Id\" = 5)")]
    [InlineData("\"SessionId\" = randomblob(16)")]
    [InlineData("\"Kind\" = 3")]
    [InlineData("\"Request\" = 'GetCases'")]
    [InlineData("\"CaseId\" = NULL")]
    [InlineData("\"Subject\" = ''")]
    [InlineData("\"Subject\" = 'alert:1'")]
    [InlineData("\"Reason\" = ''")]
    [InlineData("\"Detail\" = '{}'")]
    [InlineData("\"KeyVersion\" = 2")]
    [InlineData("\"KeyVersion\" = 0, \"Mac\" = X''")]
    [InlineData("\"Mac\" = randomblob(32)")]
    public async Task Given_an_entry_When_one_of_its_columns_is_changed_Then_it_is_the_first_that_is_named(string change)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await slice.MixedWork();

        slice.Tamper($"UPDATE \"AuditEntry\" SET {change} WHERE \"Id\" = 3");

        var found = await slice.Check();
        Assert.Equal(3L, found.First);
        Assert.InRange(found.Broken, 1, 2); // the next one leans on a proof that was changed
    }

    [Theory]
    [InlineData("a row from the middle", "DELETE FROM \"AuditEntry\" WHERE \"Id\" = 4", 4, 1)]
    [InlineData("several rows", "DELETE FROM \"AuditEntry\" WHERE \"Id\" BETWEEN 4 AND 6", 4, 3)]
    [InlineData("the first row", "DELETE FROM \"AuditEntry\" WHERE \"Id\" = 1", 1, 1)]
    [InlineData("the tail", "DELETE FROM \"AuditEntry\" WHERE \"Id\" > 7", 8, 3)]
    [InlineData("everything", "DELETE FROM \"AuditEntry\"", 1, 10)]
    [InlineData("the beginning, made to look older than the chain", "UPDATE \"AuditEntry\" SET \"KeyVersion\" = 0, \"Mac\" = X'' WHERE \"Id\" < 4", 1, 4)]
    public async Task Given_a_chain_When_rows_are_taken_away_Then_the_first_missing_is_named(string what, string sql, long first, long broken)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await slice.MixedWork();

        slice.Tamper(sql);

        var found = await slice.Check();
        Assert.Equal((what, first, broken), (what, found.First, found.Broken));
    }

    [Theory]
    [InlineData("behind the last", "INSERT INTO \"AuditEntry\" SELECT 11, \"At\"," + Copied + "WHERE \"Id\" = 10", 11)]
    [InlineData("before the first", "INSERT INTO \"AuditEntry\" SELECT 0, \"At\"," + Copied + "WHERE \"Id\" = 1", 0)]
    [InlineData("between two, the others moved up", "UPDATE \"AuditEntry\" SET \"Id\" = -\"Id\" - 1 WHERE \"Id\" > 5; UPDATE \"AuditEntry\" SET \"Id\" = -\"Id\" WHERE \"Id\" < 0; INSERT INTO \"AuditEntry\" SELECT 6, \"At\"," + Copied + "WHERE \"Id\" = 5", 6)]
    public async Task Given_a_chain_When_a_row_is_put_in_Then_it_is_named(string where, string sql, long first)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await slice.MixedWork();

        slice.Tamper(sql);

        Assert.Equal((where, first), (where, (await slice.Check()).First));
    }

    [Fact]
    public async Task Given_a_chain_When_two_rows_change_places_Then_the_first_of_them_is_named()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await slice.MixedWork();

        slice.Tamper("""UPDATE "AuditEntry" SET "Id" = -1 WHERE "Id" = 4; UPDATE "AuditEntry" SET "Id" = 4 WHERE "Id" = 7; UPDATE "AuditEntry" SET "Id" = 7 WHERE "Id" = -1""");

        Assert.Equal(4L, (await slice.Check()).First);
    }

    [Theory]
    [InlineData("DELETE FROM \"AuditHead\"")]
    [InlineData("UPDATE \"AuditHead\" SET \"Mac\" = randomblob(32)")]
    [InlineData("UPDATE \"AuditHead\" SET \"FirstId\" = 4")]
    [InlineData("UPDATE \"AuditHead\" SET \"LastMac\" = randomblob(32)")]
    [InlineData("UPDATE \"AuditHead\" SET \"FirstId\" = 1, \"LastId\" = 0, \"LastMac\" = X'', \"KeyVersion\" = 0, \"Mac\" = X''")]
    [InlineData("DELETE FROM \"AuditEntry\" WHERE \"Id\" > 7; UPDATE \"AuditHead\" SET \"LastId\" = 7, \"LastMac\" = (SELECT \"Mac\" FROM \"AuditEntry\" WHERE \"Id\" = 7)")]
    public async Task Given_a_changed_head_When_work_goes_on_Then_it_is_still_found(string sql)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await slice.MixedWork();

        slice.Tamper(sql);

        Assert.Equal((1L, null), await Broken(slice));
        await slice.Send(A.FollowUpOf((await slice.Entries())[0].CaseId!.Value));
        Assert.Equal((1L, null), await Broken(slice)); // the program does not seal for somebody else what it has not written

        static async Task<(long, long?)> Broken(Slice slice)
        {
            var found = await slice.Check();
            return (found.Broken, found.First);
        }
    }

    [Fact]
    public async Task Given_a_forged_last_row_When_work_goes_on_Then_nobody_is_stopped_and_the_row_is_named()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var caseId = await slice.MixedWork();
        slice.Tamper($"INSERT INTO \"AuditEntry\" SELECT 11, \"At\",{Copied}WHERE \"Id\" = 10");

        await slice.Send(A.FollowUpOf(caseId));

        Assert.Equal(11L, (await slice.Check()).First);
    }

    [Trait("Engine", "Sqlite")]
    [Fact]
    public async Task Given_a_head_that_was_written_down_When_the_file_is_put_back_to_an_older_state_Then_only_the_written_head_shows_it()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var caseId = await slice.MixedWork();
        var older = Path.Combine(Path.GetTempPath(), $"case-management-older-{Guid.NewGuid():N}.db");
        slice.Execute($"VACUUM INTO '{older}'");
        await slice.Send(A.FollowUpOf(caseId));
        var written = await slice.Send(new VerifyAudit(), by: slice.Town.Administrator);

        await using var services = Slice.Provider(DatabaseSettings.Sqlite(older), slice.Clock);
        var there = await slice.Check(Convert.FromHexString(written.Head));
        var plain = await CheckOf(services, null);
        var compared = await CheckOf(services, Convert.FromHexString(written.Head));

        Assert.Equal((0L, 0L, 1L), (there.Broken, plain.Broken, compared.Broken));
        SqliteConnection.ClearAllPools();
        File.Delete(older);

        static async Task<ChainChecked> CheckOf(IServiceProvider services, byte[]? head)
        {
            await using var scope = services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<IAuditCheck>().RunAsync(head, TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("UPDATE \"AuditEntry\" SET \"Reason\" = 'x' WHERE \"Id\" = 1")]
    [InlineData("DELETE FROM \"AuditEntry\" WHERE \"Id\" = 1")]
    [InlineData("DELETE FROM \"AuditHead\"")]
    public async Task Given_an_entry_When_it_is_changed_or_removed_in_plain_SQL_Then_the_database_refuses(string sql)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await slice.MixedWork();

        var refusal = Assert.ThrowsAny<System.Data.Common.DbException>(() => slice.Execute(sql));

        Assert.Contains("The audit is only added to.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await slice.Check()).Broken);
    }

    [Theory]
    [InlineData("DELETE FROM \"AuditEntry\"")]
    [InlineData("UPDATE \"AuditEntry\" SET \"KeyVersion\" = 0, \"Mac\" = X'', \"Actor\" = zeroblob(16)")]
    public async Task Given_a_chain_that_was_wiped_and_its_head_made_as_new_When_work_goes_on_Then_it_is_found_before_and_after(string wipe)
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        var caseId = await slice.MixedWork();
        slice.Tamper($"{wipe}; UPDATE \"AuditHead\" SET \"FirstId\" = (SELECT coalesce(max(\"Id\"), 0) + 1 FROM \"AuditEntry\"), \"LastId\" = (SELECT coalesce(max(\"Id\"), 0) FROM \"AuditEntry\"), \"LastMac\" = X'', \"KeyVersion\" = 0, \"Mac\" = X''");

        var before = await slice.Check();
        await slice.Send(A.FollowUpOf(caseId));
        await slice.Services.GetRequiredService<ISchema>().MigrateAsync(TestContext.Current.CancellationToken);

        Assert.True(before.Broken > 0);
        Assert.True((await slice.Check()).Broken > 0);
    }

    [Fact]
    public async Task Given_entries_from_before_the_chain_When_it_is_checked_Then_they_are_counted_and_left_alone()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        slice.Execute("""
            INSERT INTO "AuditEntry" ("Id", "At", "Actor", "Kind", "Request", "KeyVersion", "Mac") VALUES (3, '2026-03-01 00:00:00', zeroblob(16), 1, 'RegisterPatient', 0, X''), (7, '2026-03-02 00:00:00', zeroblob(16), 1, 'RecordFollowUp', 0, X'');
            UPDATE "AuditHead" SET "FirstId" = 8, "LastId" = 7, "KeyVersion" = 0, "Mac" = X''; DELETE FROM "KeyCheck"
            """);
        await slice.Services.GetRequiredService<ISchema>().MigrateAsync(TestContext.Current.CancellationToken); // as right after the script

        await slice.MixedWork();

        var found = await slice.Check();
        Assert.Equal((10L, 2L, 0L), (found.Entries, found.Unchained, found.Broken));
        Assert.Equal(8L, (await slice.Entries())[2].Id);
    }

    [Fact]
    public async Task Given_the_administrator_When_the_audit_is_checked_Then_the_check_is_an_entry_and_its_head_is_the_last()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 20));
        await slice.MixedWork();

        var verified = await slice.Send(new VerifyAudit(), by: slice.Town.Administrator);

        var last = (await slice.Entries())[^1];
        Assert.Equal((11L, 0L, Convert.ToHexStringLower(last.Mac)), (verified.Checked, verified.Broken, verified.Head));
        Assert.Equal((nameof(VerifyAudit), AuditKind.Command), (last.Request, last.Kind));
        await Assert.ThrowsAsync<NotPermittedException>(() => slice.Send(new VerifyAudit()));
    }
}
