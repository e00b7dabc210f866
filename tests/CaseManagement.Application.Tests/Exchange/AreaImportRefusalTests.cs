using System.Text;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Places;
using FluentValidation;
using static CaseManagement.Application.Tests.Exchange.AreaFiles;

namespace CaseManagement.Application.Tests.Exchange;

/// <summary>Files that are refused as a whole, and runs that end before their time: both leave the tree as it was.</summary>
public sealed class AreaImportRefusalTests
{
    private const string Lines = "44,广东省,\n441900,东莞市,44\n";

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n\n")]
    [InlineData("code,name,parent_code\n")]
    public async Task Given_a_file_without_lines_When_imported_Then_it_is_refused(string text) =>
        Assert.Equal("import.empty", (await Refusal(Encoding.UTF8.GetBytes(text))).Code);

    [Theory]
    [InlineData("44,广东省,\n")]
    [InlineData("code;name;parent_code\n44;广东省;\n")]
    [InlineData("name,code,parent_code\n广东省,44,\n")]
    [InlineData("code,name\n44,广东省\n")]
    [InlineData("code,name,parent_code,\n44,广东省,,\n")]
    [InlineData("code,\"name,parent_code\n44,广东省,\n")]
    public async Task Given_another_header_When_imported_Then_the_refusal_says_which_is_expected(string text)
    {
        var refusal = await Refusal(Encoding.UTF8.GetBytes(text));

        Assert.Equal("import.header", refusal.Code);
        Assert.Equal(["code,name,parent_code"], refusal.Arguments);
    }

    [Fact]
    public async Task Given_a_file_in_GBK_When_imported_Then_the_refusal_names_the_line()
    {
        byte[] guangdong = [0xB9, 0xE3, 0xB6, 0xAB, 0xCA, 0xA1]; // 广东省 in GBK

        var refusal = await Refusal([.. "code,name,parent_code\n11,"u8, .. "北京市"u8, .. ",\n44,"u8, .. guangdong, .. ",\n"u8]);

        Assert.Equal("import.encoding", refusal.Code);
        Assert.Equal([3L], refusal.Arguments);
    }

    [Fact]
    public async Task Given_a_file_that_turns_to_GBK_far_behind_When_imported_Then_the_refusal_names_the_line()
    {
        var text = new StringBuilder(Header);
        for (var line = 2; line < 20_000; line++) text.Append("44,广东省,\n"); // several buffers

        var refusal = await Refusal([.. Encoding.UTF8.GetBytes(text.ToString()), 0xB9, 0xE3, (byte)'\n']);

        Assert.Equal("import.encoding", refusal.Code);
        Assert.Equal([20_000L], refusal.Arguments);
    }

    [Fact]
    public async Task Given_a_file_that_breaks_off_within_a_character_When_imported_Then_it_is_refused()
    {
        var refusal = await Refusal([.. "code,name,parent_code\n44,"u8, 0xE5, 0xB9]);

        Assert.Equal("import.encoding", refusal.Code);
        Assert.Equal([2L], refusal.Arguments);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_a_file_in_UTF_16_When_imported_Then_it_is_refused(bool withMark)
    {
        byte[] mark = withMark ? [0xFF, 0xFE] : [];

        var refusal = await Refusal([.. mark, .. Encoding.Unicode.GetBytes(Header + Lines)]);

        Assert.Equal("import.encoding", refusal.Code);
        Assert.Equal([1L], refusal.Arguments);
    }

    [Fact]
    public async Task Given_a_line_without_end_When_imported_Then_the_refusal_names_it()
    {
        var refusal = await Refusal(Encoding.UTF8.GetBytes(Header + Lines + new string('4', 5_000_000)));

        Assert.Equal("import.line-too-long", refusal.Code);
        Assert.Equal([4L], refusal.Arguments);
    }

    [Fact]
    public async Task Given_refused_lines_before_the_fault_of_the_file_When_imported_Then_no_line_is_told()
    {
        await using var slice = await EmptyAsync();
        var told = 0;

        await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Import(new MemoryStream([.. "code,name,parent_code\nx,y,z\n"u8, 0xFF]), _ => told++));

        Assert.Equal(0, told);
    }

    [Fact]
    public async Task Given_no_file_When_imported_Then_the_request_is_malformed()
    {
        await using var slice = await EmptyAsync();

        var fault = await Assert.ThrowsAsync<ValidationException>(() => slice.Import((Stream)null!));

        Assert.Equal("import.file-missing", Assert.Single(fault.Errors).ErrorCode);
    }

    [Fact]
    public async Task Given_a_run_that_is_cancelled_half_way_When_it_is_run_again_Then_it_finds_the_tree_as_it_was()
    {
        await using var slice = await EmptyAsync();
        await slice.Import(Of(Header + Lines));
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slice.ImportUntil(cancel.Token, new WholeCountry(atEach: _ => cancel.Cancel()), _ => { }));

        Assert.Equal(["44 广东省", "441900 东莞市 < 44"], await slice.Areas());
        Assert.Equal(1, await slice.AuditEntries());
        Assert.Equal(new AreasImported(Read: 647, Added: 645, Updated: 0, Unchanged: 2, Refused: 0), await slice.Import(Dongguan()));
    }

    [Fact]
    public async Task Given_a_run_that_fails_after_all_was_written_When_looked_at_Then_nothing_has_been_kept()
    {
        await using var slice = await EmptyAsync();

        await Assert.ThrowsAsync<IOException>(() => slice.Import(Of(Header + Lines + "x,y,z\n"), _ => throw new IOException("The screen is gone.")));

        Assert.Empty(await slice.Areas());
        Assert.Equal(0, await slice.AuditEntries());
    }

    [Fact]
    public async Task Given_a_slow_upload_When_somebody_saves_meanwhile_Then_nobody_waits()
    {
        await using var slice = await EmptyAsync();
        Task? saved = null;
        var upload = new WholeCountry(atEach: lines =>
        {
            if (lines == 100_000) saved = slice.Add(new CatchmentArea("99", "测试省", null));
            if (lines == 200_000) throw new IOException("The line is cut.");
        });

        await Assert.ThrowsAsync<IOException>(() => slice.Import(upload));

        Assert.True(saved is { IsCompletedSuccessfully: true });
        Assert.Equal(["99 测试省"], await slice.Areas());
    }

    private static async Task<RuleBrokenException> Refusal(byte[] file)
    {
        await using var slice = await EmptyAsync();
        await slice.Import(Of(Header + Lines));

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Import(new MemoryStream(file)));

        Assert.Equal(["44 广东省", "441900 东莞市 < 44"], await slice.Areas());
        Assert.Equal(1, await slice.AuditEntries());
        return refusal;
    }
}
