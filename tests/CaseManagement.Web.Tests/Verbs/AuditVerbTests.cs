using CaseManagement.Application.Features.Cases;
using CaseManagement.Testing;
using Microsoft.Data.Sqlite;

namespace CaseManagement.Web.Tests.Verbs;

public sealed class AuditVerbTests
{
    [Fact]
    public async Task Given_an_audit_When_it_is_verified_before_and_after_a_row_was_removed_Then_the_exit_code_and_one_sentence_tell()
    {
        using var program = new Executable();
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var registered = await slice.Send(A.Registration());
        await slice.Send(A.UnstableFollowUpOf(registered.CaseId));
        await slice.Send(new GetCase(registered.CaseId));
        var database = slice.Settings;

        var whole = await program.Run(["audit", "verify", .. database, TestKeys.Setting]);
        var head = (string)whole.Counts["head"]!;
        var stillThere = await program.Run(["audit", "verify", "--head", head, .. database, TestKeys.Setting]);
        Remove(slice.File, 2);
        var broken = await program.Run(["audit", "verify", .. database, TestKeys.Setting]);

        Assert.Equal(["checked", "unchained", "broken", "first", "head"], whole.Counts.Select(count => count.Key));
        Assert.Equal((0, 4, 0, null), (whole.ExitCode, (int)whole.Counts["checked"]!, (int)whole.Counts["broken"]!, whole.Counts["first"]));
        Assert.Equal(64, head.Length);
        Assert.Equal(0, stillThere.ExitCode);
        Assert.Equal((1, 1, 2), (broken.ExitCode, (int)broken.Counts["broken"]!, (int)broken.Counts["first"]!));
        Assert.Equal("Audit entry 2 is not as it was written, is missing, or was put in.", broken.Error.TrimEnd());
    }

    [Fact]
    public async Task Given_a_head_of_another_audit_When_it_is_asked_for_Then_it_is_not_found()
    {
        using var program = new Executable();

        var verified = await program.Run("audit", "verify", "--head", new string('a', 64));

        Assert.Equal((1, 1), (verified.ExitCode, (int)verified.Counts["broken"]!));
        Assert.Contains("the head that was given is not in the chain", verified.Error, StringComparison.Ordinal);
        (await program.Run("audit", "verify", "--head", "abc")).Refused(1, "64 hexadecimal digits");
    }

    private static void Remove(string file, int id)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""DROP TRIGGER "TR_AuditEntry_NoDelete"; DELETE FROM "AuditEntry" WHERE "Id" = {id}""";
        command.ExecuteNonQuery();
    }
}
