using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Tests.Cases;
using CaseManagement.Infrastructure.Reference;
using CaseManagement.Testing;

namespace CaseManagement.Domain.Tests.Rules;

/// <summary>A copy of the reference with an edition to come, which shortens an interval and reads an answer otherwise: both stand side by side.</summary>
public sealed class TwoEditionsTests
{
    private static readonly Dictionary<string, string> Added = new()
    {
        ["editions.csv"] = "norm-2027,下一版,the next edition,,2027-01-01,,test,verified\n",
        ["clinical-settings.csv"] =
            "edition,norm-2027,edition,test,norm-2027,design,版本,edition\nfollow-up.stable.months,2,months,test,norm-2027,verified,间隔,interval\nclass.social.3,bars-stable,reading,test,norm-2027,confirm,读法,reading\n",
        ["due-rules.csv"] = "follow-up.stable.2-months,norm-2027,test,verified,{from}评为稳定，2个月内须再访,2 months after {from} because stable\nfollow-up.unstable.14-days,norm-2027,test,verified,{from}起14天,14 days after {from} as the next edition says\n",
    };

    [Fact]
    public void Given_two_editions_When_visits_of_one_case_fall_on_either_side_of_the_day_Then_each_is_judged_by_its_own_and_keeps_its_name()
    {
        var standards = StandardsReader.Reference(Open).Standards;
        var managed = ACase.Managed();
        var today = new DateOnly(2027, 3, 1);

        var before = managed.RecordFollowUp(ACase.Visit(new(2026, 12, 31)), ACase.Doctor, standards, today);
        var after = managed.RecordFollowUp(ACase.Visit(new(2027, 1, 1)), ACase.Doctor, standards, today);
        var late = managed.RecordFollowUp(ACase.Visit(new(2026, 12, 30)), ACase.Doctor, standards, today); // paper found when the next edition holds

        Assert.Equal(
            [("follow-up.stable.3-months", new DateOnly(2027, 3, 30)), ("follow-up.stable.3-months", new(2027, 3, 31)), ("follow-up.stable.2-months", new(2027, 3, 1))],
            managed.Tasks.Where(task => task.Kind == CareTaskKind.FollowUp).OrderBy(task => task.CycleOn).Select(task => (task.Basis, task.ClosesOn)));
        Assert.Equal(("3rd-2017+norm-2018", "norm-2027", "3rd-2017+norm-2018"), (before.Edition, after.Edition, late.Edition));
    }

    [Fact]
    public void Given_two_editions_When_the_same_findings_are_judged_on_either_side_of_the_day_Then_each_proposes_what_its_own_reading_says()
    {
        var standards = StandardsReader.Reference(Open).Standards;
        var findings = The.CalmFindings with { SelfCare = FunctionLevel.Poor };

        Assert.Equal(Stability.BasicallyStable, Classification.Propose(findings, standards.On(new(2026, 12, 31)).Classification).Class);
        Assert.Null(Classification.Propose(findings, standards.On(new(2027, 1, 1)).Classification).Class);
    }

    [Fact]
    public void Given_two_editions_of_a_sentence_When_asked_why_Then_the_one_in_force_on_the_day_it_counts_from_answers()
    {
        var rules = StandardsReader.Rules(Open);

        Assert.Equal(("norm-2018", "norm-2027"), (rules.Find("follow-up.unstable.14-days", new(2026, 12, 31))!.Edition, rules.Find("follow-up.unstable.14-days", new(2027, 1, 1))!.Edition));
        Assert.Equal("norm-2027", rules.Find("follow-up.stable.2-months", new(2027, 1, 1))!.Edition);
    }

    [Fact]
    public void Given_visits_older_than_the_norm_When_they_are_judged_Then_the_third_edition_alone_is_named()
    {
        var standards = StandardsReader.Read();

        Assert.Equal(("3rd-2017", "3rd-2017+norm-2018"), (standards.On(new(2018, 5, 27)).Edition, standards.On(new(2018, 5, 28)).Edition));
        Assert.Equal(standards.Settings.FollowUp, standards.On(new(2015, 1, 1)).FollowUp); // no older edition is kept
    }

    [Fact]
    public void Given_an_edition_that_ends_without_another_When_the_reference_is_read_Then_the_key_that_would_be_missing_is_named()
    {
        var refusal = Assert.Throws<InvalidDataException>(() => StandardsReader.Reference(file => file == "editions.csv"
            ? new StringReader(Text(file).Replace("国卫疾控发〔2018〕13号,2018-05-28,,", "国卫疾控发〔2018〕13号,2018-05-28,2026-12-31,", StringComparison.Ordinal))
            : new StringReader(Text(file))));

        Assert.Contains("no edition of the key 'follow-up.unstable.days' holds on 2027-01-01", refusal.Message, StringComparison.Ordinal);
    }

    private static TextReader Open(string file) => new StringReader(Text(file) + Added.GetValueOrDefault(file));

    private static string Text(string file) => File.ReadAllText(Path.Combine(Repository.Root, "db", "reference", file));
}
