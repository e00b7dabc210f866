using CaseManagement.Application.Ports;
using static CaseManagement.Application.Tests.Exchange.AreaFiles;

namespace CaseManagement.Application.Tests.Exchange;

public sealed class AreaImportTests
{
    private const string City = "44,广东省,\n441900,东莞市,44\n";

    [Fact]
    public async Task Given_an_empty_table_When_the_divisions_of_Dongguan_are_imported_twice_Then_the_second_run_changes_nothing()
    {
        await using var slice = await EmptyAsync();

        var first = await slice.Import(Dongguan());
        var second = await slice.Import(Dongguan());

        Assert.Equal(new AreasImported(Read: 647, Added: 647, Updated: 0, Unchanged: 0, Refused: 0), first);
        Assert.Equal(new AreasImported(Read: 647, Added: 0, Updated: 0, Unchanged: 647, Refused: 0), second);
        var areas = await slice.Areas();
        Assert.Equal(647, areas.Count);
        Assert.Equal(["44 广东省", "441900 东莞市 < 44", "441900003 东城街道 < 441900"], areas.Take(3));
        Assert.Equal(2, await slice.AuditEntries());
    }

    [Fact]
    public async Task Given_divisions_When_one_has_a_new_name_and_one_a_new_parent_Then_these_two_are_updated()
    {
        await using var slice = await EmptyAsync();
        await slice.Import(Header + City + "441900003,东城区,441900\n441900003001,岗贝社区,441900003\n");

        var (counts, refused) = await slice.Import(Header + City + "441900003,东城街道,441900\n441900003001,岗贝社区,441900\n");

        Assert.Equal(new AreasImported(Read: 4, Added: 0, Updated: 2, Unchanged: 2, Refused: 0), counts);
        Assert.Empty(refused);
        Assert.Equal(["44 广东省", "441900 东莞市 < 44", "441900003 东城街道 < 441900", "441900003001 岗贝社区 < 441900"], await slice.Areas());
    }

    [Theory]
    [InlineData("441900003,东城街道", "area.line-broken")]
    [InlineData("441900003,东城街道,441900,x", "area.line-broken")]
    [InlineData("441900003,\"东城街道,441900", "area.line-broken")]
    [InlineData("441900003,\"东城\"街道,441900", "area.line-broken")]
    [InlineData("\"441900003,东城街道,441900", "area.line-broken")]
    [InlineData(" x", "area.line-broken")]
    [InlineData("44190000,东城街道,441900", "area.code")]
    [InlineData("44190000A,东城街道,441900", "area.code")]
    [InlineData("４４１９００００３,东城街道,441900", "area.code")]
    [InlineData("441900003001-01,岗贝第一网格,441900", "area.code")]
    [InlineData(",东城街道,441900", "area.code")]
    [InlineData("441900003,,441900", "area.name-missing")]
    [InlineData("441900003,  ,441900", "area.name-missing")]
    [InlineData("441900003,\u3000,441900", "area.name-missing")]
    [InlineData("441900,东莞,44", "area.duplicate")]
    [InlineData("441900003,东城街道,", "area.parent-missing")]
    [InlineData("441900003001,岗贝社区,441900003", "area.parent-missing")]
    [InlineData("441900003,东城街道,4", "area.parent-missing")]
    [InlineData("440100003,东城街道,441900", "area.not-under-parent")]
    [InlineData("441900003,东城街道,441900003", "area.not-under-parent")]
    [InlineData("440000,广东省,44", "area.not-under-parent")]
    [InlineData("441900003,东城街道,东莞市", "area.not-under-parent")]
    public async Task Given_a_line_that_cannot_be_taken_When_the_file_is_imported_Then_it_is_refused_by_its_number_and_the_rest_goes_on(string line, string code)
    {
        await using var slice = await EmptyAsync();

        var (counts, refused) = await slice.Import($"{Header}{City}{line}\n441900004,南城街道,441900\n");

        Assert.Equal([(4, code)], refused.Select(line => (line.Number, line.Code)));
        Assert.Equal(new AreasImported(Read: 4, Added: 3, Updated: 0, Unchanged: 0, Refused: 1), counts);
        Assert.Equal(["44 广东省", "441900 东莞市 < 44", "441900004 南城街道 < 441900"], await slice.Areas());
    }

    [Fact]
    public async Task Given_names_of_100_and_of_101_characters_When_imported_Then_only_the_longer_one_is_refused()
    {
        await using var slice = await EmptyAsync();

        var (counts, refused) = await slice.Import($"{Header}{City}441900003,{new string('东', 100)},441900\n441900004,{new string('南', 101)},441900\n");

        Assert.Equal([(5, "area.name-too-long")], refused.Select(line => (line.Number, line.Code)));
        Assert.Equal(3, counts.Added);
    }

    [Fact]
    public async Task Given_a_refused_parent_When_imported_Then_all_below_it_are_refused_wherever_they_stand()
    {
        await using var slice = await EmptyAsync();

        var (counts, refused) = await slice.Import(
            Header + "441900003001001,?,441900003001\n441900003001,岗贝社区,441900003\n" + City + "441900003,东城街道,441901\n441900003002,花园新村社区,441900003\n441900004,南城街道,441900\n");

        Assert.Equal(
            [
                new(2, "area.code"), new(3, "area.parent-missing") { AreaCode = "441900003001" },
                new(6, "area.not-under-parent") { AreaCode = "441900003" }, new(7, "area.parent-missing") { AreaCode = "441900003002" },
            ],
            refused);
        Assert.Equal(new AreasImported(Read: 7, Added: 3, Updated: 0, Unchanged: 0, Refused: 4), counts);
    }

    [Fact]
    public async Task Given_a_chain_that_hangs_on_a_missing_division_When_imported_Then_the_whole_chain_is_refused()
    {
        await using var slice = await EmptyAsync();

        var (counts, refused) = await slice.Import(Header + "441900003001,岗贝社区,441900003\n441900003,东城街道,441900\n441900,东莞市,44\n");

        Assert.Equal([2, 3, 4], refused.Select(line => line.Number));
        Assert.All(refused, line => Assert.Equal("area.parent-missing", line.Code));
        Assert.Equal(new AreasImported(Read: 3, Added: 0, Updated: 0, Unchanged: 0, Refused: 3), counts);
        Assert.Empty(await slice.Areas());
    }

    [Fact]
    public async Task Given_a_parent_that_is_refused_in_the_file_but_known_already_When_imported_Then_the_child_hangs_on_the_known_one()
    {
        await using var slice = await EmptyAsync();
        await slice.Import(Header + City);

        var (counts, refused) = await slice.Import(Header + "441900,,44\n441900003,东城街道,441900\n");

        Assert.Equal([(2, "area.name-missing")], refused.Select(line => (line.Number, line.Code)));
        Assert.Equal(new AreasImported(Read: 2, Added: 1, Updated: 0, Unchanged: 0, Refused: 1), counts);
        Assert.Equal(["44 广东省", "441900 东莞市 < 44", "441900003 东城街道 < 441900"], await slice.Areas());
    }

    [Fact]
    public async Task Given_children_before_their_parents_When_imported_Then_all_are_added()
    {
        await using var slice = await EmptyAsync();

        var (counts, refused) = await slice.Import(Header + "441900003001,岗贝社区,441900003\n441900003,东城街道,441900\n441900,东莞市,44\n44,广东省,\n");

        Assert.Empty(refused);
        Assert.Equal(new AreasImported(Read: 4, Added: 4, Updated: 0, Unchanged: 0, Refused: 0), counts);
    }

    [Fact]
    public async Task Given_a_code_three_times_and_first_in_a_bad_line_When_imported_Then_the_first_good_line_counts()
    {
        await using var slice = await EmptyAsync();

        var (counts, refused) = await slice.Import(Header + "44,,\n44,广东省,\n44,广东,\n44,广东省,\n");

        Assert.Equal([new(2, "area.name-missing") { AreaCode = "44" }, new(4, "area.duplicate") { AreaCode = "44" }, new(5, "area.duplicate") { AreaCode = "44" }], refused);
        Assert.Equal(new AreasImported(Read: 4, Added: 1, Updated: 0, Unchanged: 0, Refused: 3), counts);
        Assert.Equal(["44 广东省"], await slice.Areas());
    }

    [Theory]
    [InlineData("44,广东省,\r\n441900,东莞市,44\r\n", "\r\n")]
    [InlineData("\n44,广东省,\n\n441900,东莞市,44", "\n")]
    [InlineData(" 44 , 广东省 ,\n\"441900\",\"东莞市\",\"44\"\n", "\n")]
    public async Task Given_other_line_ends_blanks_or_quotes_When_imported_Then_the_lines_say_the_same(string lines, string lineEnd)
    {
        await using var slice = await EmptyAsync();

        var (counts, refused) = await slice.Import("\uFEFFcode,name,parent_code" + lineEnd + lines);

        Assert.Empty(refused);
        Assert.Equal(new AreasImported(Read: 2, Added: 2, Updated: 0, Unchanged: 0, Refused: 0), counts);
        Assert.Equal(["44 广东省", "441900 东莞市 < 44"], await slice.Areas());
    }

    [Fact]
    public async Task Given_blank_lines_before_a_refused_one_When_imported_Then_its_number_is_that_of_an_editor()
    {
        await using var slice = await EmptyAsync();

        var (_, refused) = await slice.Import("code,name,parent_code\r\n\r\n44,广东省,\r\n\r\n441900,,44\r\n");

        Assert.Equal([(5, "area.name-missing")], refused.Select(line => (line.Number, line.Code)));
    }
}
