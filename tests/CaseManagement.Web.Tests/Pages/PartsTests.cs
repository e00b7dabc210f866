using System.Text.RegularExpressions;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>What many pages show is drawn in one way: one table, one timeline, one empty state, and no copies.</summary>
public sealed partial class PartsTests
{
    /// <summary>A paper has the boxes of its original, and a calendar the days of a week: neither is a list.</summary>
    private static readonly string[] OfTheirOwnForm = ["_Paper.cshtml", "AgreementPrint.cshtml", "CrisisPrint.cshtml", "PlanPrint.cshtml", "ReferralPrint.cshtml", "_WindowCalendar.cshtml"];

    private static readonly List<(string Name, string Text)> Pages =
        [.. Directory.EnumerateFiles(Path.Combine(Sources.Root, "src/CaseManagement.Web/Pages"), "*.cshtml", SearchOption.AllDirectories).Select(page => (Path.GetFileName(page), File.ReadAllText(page)))];

    [Fact]
    public void Given_every_page_When_its_source_is_read_Then_its_tables_are_drawn_by_the_one_that_becomes_cards_on_a_phone()
    {
        Assert.True(Pages.Count(page => page.Text.Contains("<list-table ", StringComparison.Ordinal)) > 15);
        Assert.Equal(OfTheirOwnForm.Order(), Pages.Where(page => TableByHand().IsMatch(page.Text)).Select(page => page.Name).Order());
        Assert.All(Pages.Where(page => page.Text.Contains("<list-table", StringComparison.Ordinal)), page => Assert.Equal("", NamedByHand().Match(page.Text).Value));
    }

    [Fact]
    public void Given_every_table_When_its_source_is_read_Then_each_of_its_rows_has_a_cell_for_each_column()
    {
        var rows = Pages.SelectMany(page => Table().Matches(page.Text).SelectMany(table => Row().Matches(table.Value).Select(row => (page.Name, Row: row.Value, Columns: Column().Count(table.Value), Cells: Cell().Count(row.Value))))).ToList();

        Assert.True(rows.Count > 15);
        Assert.Equal(Pages.Sum(page => RowBegins().Count(page.Text)), rows.Count); // none stands in a part that another page draws into its table
        Assert.Equal([], rows.Where(row => row.Cells != row.Columns).Select(row => (row.Name, row.Row)));
    }

    [Fact]
    public void Given_every_page_When_its_source_is_read_Then_no_timeline_is_drawn_by_hand()
    {
        Assert.True(Pages.Count(page => page.Text.Contains("<timeline", StringComparison.Ordinal)) > 10);
        Assert.Empty(Pages.Where(page => page.Text.Contains("class=\"timeline", StringComparison.Ordinal)).Select(page => page.Name));
    }

    [Fact]
    public void Given_every_page_When_its_source_is_read_Then_that_there_is_nothing_is_said_in_one_way()
    {
        Assert.True(Pages.Count(page => SaysNothingIsThere().IsMatch(page.Text)) > 40);
        Assert.All(Pages, page => Assert.Equal("", EmptyByHand().Match(page.Text).Value));
    }

    [Fact]
    public void Given_every_page_that_is_printed_When_its_source_is_read_Then_its_head_is_the_one_with_the_way_back_and_the_button()
    {
        var printed = Pages.Where(page => page.Text.Contains("<article class=\"paper", StringComparison.Ordinal)).ToList();

        Assert.True(printed.Count > 5);
        Assert.All(printed, page => Assert.Contains("<partial name=\"_PrintHead\"", page.Text, StringComparison.Ordinal));
        Assert.Equal(["_PrintHead.cshtml"], Pages.Where(page => page.Text.Contains("crumb not-printed", StringComparison.Ordinal) || page.Text.Contains("data-prints", StringComparison.Ordinal)).Select(page => page.Name));
    }

    [GeneratedRegex("<(?:table|thead|tbody|tr|th|td)\\b")]
    private static partial Regex TableByHand();

    [GeneratedRegex("<list-table\\b.*?</list-table>", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex("<row\\b.*?</row>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<row\\b")]
    private static partial Regex RowBegins();

    [GeneratedRegex("<column\\b")]
    private static partial Regex Column();

    [GeneratedRegex("<cell\\b")]
    private static partial Regex Cell();

    [GeneratedRegex("data-label=[^\\n]*")]
    private static partial Regex NamedByHand();

    [GeneratedRegex("<empty | none=\"")]
    private static partial Regex SaysNothingIsThere();

    [GeneratedRegex("class=\"empty[^\\n]*|<(?:p|span|div)[^>]*>\\s*@T\\[\\$?\"(?:empty\\.|[^\"]*\\.(?:none|never|empty)\")[^\\n]*|Count == 0\\)\\s*\\{\\s*<p(?! class=\"actions)[^\\n]*")]
    private static partial Regex EmptyByHand();
}
