using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Examinations;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Rules;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Domain.Tests.Reference;

public sealed class RuleSheetTests
{
    private static readonly RuleSheet Sheet = RuleSheetReader.Read();
    private static readonly StandardsReference Reference = StandardsReader.Reference();

    [Fact]
    public void Given_the_reference_When_the_sheet_is_read_Then_every_list_is_there_with_a_name_and_every_row_says_something()
    {
        Assert.All(Sheet.Groups, group => Assert.True(group.Name.Zh != group.Code && Sheet.Rows.Any(row => row.Group == group.Code), group.Code));
        Assert.True(Sheet.Rows.Count > 150);
        Assert.All(Sheet.Rows, row => Assert.True(row.Text is not null || row.Facts.Count > 0, row.Code));
        var readings = Sheet.Rows.Where(row => row.Group == "readings").Select(row => row.Code).ToList();
        Assert.Equal(Enumerable.Range(1, 42).Select(n => $"R{n}"), readings.Take(42)); // those of the readings page; what follows are choices met while building
        Assert.Equal(readings.Count, readings.Distinct().Count());
    }

    [Fact]
    public void Given_a_row_added_to_the_formulary_When_the_sheet_is_read_Then_it_appears_by_itself()
    {
        var sheet = RuleSheetReader.Read(
            file => file == "injection-new.csv" ? new StringReader("product,row,limit_zh,limit_en,source,edition,certainty\np,p.new,上限,limit,s,e,confirm\n") : ReferenceCsv.Open(file), [.. ReferenceCsv.Names, "injection-new.csv"]);

        var row = Assert.Single(sheet.Rows, row => row.Group == "injection-new");
        Assert.Equal(("p.new", Certainty.Confirm), (row.Code, row.Certainty));
        Assert.Contains(new RuleFact(new("limit", "limit"), new("上限", "limit")), row.Facts);
    }

    [Fact]
    public void Given_the_lists_of_this_project_When_their_editions_are_looked_up_Then_each_is_known()
    {
        Assert.True(Sheet.Rows.Count > 700);
        Assert.All(Sheet.Rows, row => Assert.True(Reference.Settings.Editions.Find(row.Edition) is not null, $"{row.Group} {row.Code}: {row.Edition}"));
    }

    [Fact]
    public void Given_the_files_of_the_reference_When_the_sheet_is_read_Then_none_that_rules_care_is_left_out()
    {
        string[] others = ["common-passwords", "dongguan-divisions", "pinyin-initials", "pinyin-surnames", "rights", "rule-words", "security-settings", "sources"]; // doors, places and words

        Assert.Equal(ReferenceCsv.Names.Select(name => Path.GetFileNameWithoutExtension(name)).Except(others).Order(), Sheet.Groups.Select(group => group.Code).Order());
        Assert.Equal(6, Sheet.Rows.Count(row => row.Group == "form-codes" && row.Code.StartsWith("risk-level/", StringComparison.Ordinal)));
        Assert.Equal(Enum.GetValues<ExaminationItem>().Length, Sheet.Rows.Count(row => row.Group == "examination-items" && row.Certainty == Certainty.Memory));
        Assert.Contains(Sheet.Rows, row => row is { Group: "form-codes", Certainty: Certainty.Confirm });
    }

    [Fact]
    public void Given_every_row_When_its_source_is_read_Then_it_stands_there_in_both_languages()
    {
        var untold = Sheet.Rows.Select(row => row.Source).Distinct().Where(source => source.En != "GB/T 2261.1-2003" && source.Zh.Split('；').Any(part => !part.Any(letter => letter > 0x2E80)));

        Assert.Empty(untold.Select(source => source.En)); // a part without its words in sources.csv
        Assert.Equal(new RuleText("美国说明书第2节（公开转录）；未写注射部位（本项目读法R22）", "US label section 2 (public transcription); site not stated (project reading R22)"), Sheet.Rows.First(row => row.Code == "luye.maintenance").Source);
        Assert.Equal("严重精神障碍一章，分类干预；读法R8：至少每2周一次", Sheet.Rows.First(row => row.Code == "follow-up.unstable.14-days").Source.Zh);
    }

    [Fact]
    public void Given_every_setting_When_it_is_held_against_its_certainty_Then_what_is_verified_is_fixed_and_every_other_number_may_be_changed()
    {
        var settings = Reference.Settings.Keys.Select(key => Reference.Settings.On(key, DateOnly.MaxValue)!).ToList();

        Assert.True(settings.Count > 40);
        Assert.All(settings, setting => Assert.True(setting.Bounds is null == (setting.Row.Certainty == Certainty.Verified || setting.Row.Unit is "at-once" or "edition"), setting.Row.Key));
        Assert.Equal((true, true), (settings.Exists(setting => setting.Row.Certainty == Certainty.Verified), settings.Exists(setting => setting.Bounds is { Choices.Count: > 0 })));
    }

    [Fact]
    public void Given_the_deadlines_of_the_norm_When_they_are_read_Then_each_counts_and_those_of_the_report_card_are_as_printed()
    {
        var deadlines = Reference.Standards.Settings.Deadlines;

        Assert.True(deadlines.Count >= 25);
        Assert.Equal((Deadline.InWorkingDays(10), Deadline.InWorkingDays(5), new Deadline(24, DeadlineUnit.Hours)),
            (deadlines["report-card.working-days"], deadlines["report-card-entry.working-days"], deadlines["emergency-record.hours"]));
        Assert.Equal((Deadline.InWorkingDays(10), Deadline.InDays(14)), (deadlines["first-visit.working-days"], deadlines["first-visit.days"]));
    }

    [Fact]
    public void Given_other_numbers_than_the_printed_ones_When_their_sentences_are_looked_up_Then_each_is_there_and_says_the_number()
    {
        var rules = StandardsReader.Rules();
        var codes = DueRules.Codes(new(10, 7, 2, 6, 21, 5, 9)).Where(code => code.Any(char.IsDigit)).ToList();

        Assert.Equal(17, codes.Count);
        Assert.All(codes, code =>
        {
            var rule = rules.Find(code);
            Assert.True(rule is not null, code);
            Assert.Matches("[0-9]", rule.En);
            Assert.DoesNotContain("{n}", rule.Zh + rule.En, StringComparison.Ordinal);
            Assert.Contains("{from}", rule.Zh, StringComparison.Ordinal);
        });
        Assert.Null(rules.Find("no-such-rule.3-days"));
        Assert.True(codes.Max(code => code.Length) <= CareTask.BasisMaxLength);
    }
}
