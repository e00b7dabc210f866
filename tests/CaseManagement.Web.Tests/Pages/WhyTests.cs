using System.Globalization;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Rules;
using CaseManagement.Infrastructure.Reference;
using CaseManagement.Testing;

namespace CaseManagement.Web.Tests.Pages;

public sealed class WhyTests
{
    private static readonly DueReason Unstable = new(
        "follow-up.unstable.14-days", CycleOn: new(2026, 3, 2), OpensOn: new(2026, 3, 3), DueOn: new(2026, 3, 16), ClosesOn: new(2026, 3, 16), Told: null, ToldOn: null);

    private static readonly DueReason Injection = new(
        "injection.pp1m.maintenance.1-month", CycleOn: new(2026, 3, 2), OpensOn: new(2026, 3, 26), DueOn: new(2026, 4, 2), ClosesOn: new(2026, 4, 9), Told: null, ToldOn: null);

    public static TheoryData<string, CareTaskKind, DueReason, string> Sentences => new()
    {
        { "zh-CN", CareTaskKind.FollowUp, Unstable, "最迟3月16日 周一 随访：3月2日评为不稳定，14天内须再访（《国家基本公共卫生服务规范》第三版（2017））。" },
        { "en", CareTaskKind.FollowUp, Unstable, "Due by Mon 16 Mar: 14 days after 2 March because unstable (National Basic Public Health Service Standard, 3rd ed. (2017))." },
        {
            "zh-CN", CareTaskKind.FollowUp, Unstable with { Told = ToldRole.TeamLeader, ToldOn = new(2026, 3, 25) },
            "最迟3月16日 周一 随访：3月2日评为不稳定，14天内须再访（《国家基本公共卫生服务规范》第三版（2017））；3月25日已通知团队长。"
        },
        {
            "en", CareTaskKind.FollowUp, Unstable with { Told = ToldRole.TeamLeader, ToldOn = new(2026, 3, 25) },
            "Due by Mon 16 Mar: 14 days after 2 March because unstable (National Basic Public Health Service Standard, 3rd ed. (2017)). Team leader told on 25 March."
        },
        {
            "zh-CN", CareTaskKind.FollowUp, Unstable with { CycleOn = new(2025, 12, 20), OpensOn = new(2025, 12, 21), DueOn = new(2025, 12, 30), ClosesOn = new(2026, 1, 3) },
            "最迟1月3日 周六 随访，计划2025年12月30日 周二：2025年12月20日评为不稳定，14天内须再访（《国家基本公共卫生服务规范》第三版（2017））。"
        },
        {
            "zh-CN", CareTaskKind.Injection, Injection,
            "应于3月26日 周四至4月9日 周四 之间注射，计划4月2日 周四：上次注射后1个月（善思达说明书），上次注射3月2日（善思达美国说明书 v41）。"
        },
        {
            "en", CareTaskKind.Injection, Injection,
            "Due between Thu 26 Mar and Thu 9 Apr, planned for Thu 2 Apr: 1 month after the last injection (PP1M label), last injected on 2 March (US label of Invega Sustenna, version 41)."
        },
        {
            "zh-CN", CareTaskKind.Injection, Injection with { Basis = "injection.pp1m.start.day-1", CycleOn = new(2026, 3, 1), OpensOn = new(2026, 3, 2), DueOn = new(2026, 3, 2), ClosesOn = new(2026, 3, 2) },
            "最迟3月2日 周一 注射：疗程计划的首针日3月2日（善思达说明书）（善思达美国说明书 v41）。"
        },
        { "zh-CN", CareTaskKind.FollowUp, Unstable with { Basis = "no-such-rule" }, "最迟3月16日 周一 随访：没有规则说明这个日期（代码 no-such-rule，自3月2日起算）。" },
        { "en", CareTaskKind.FollowUp, Unstable with { Basis = "no-such-{0}" }, "Due by Mon 16 Mar: no rule explains this date (code no-such-{0}, counted from 2 March)." },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Given_a_task_When_asked_why_it_is_due_Then_the_sentence_has_the_dates_the_rule_and_who_was_told(string culture, CareTaskKind kind, DueReason reason, string expected)
    {
        using var _ = Speaking.In(culture);

        Assert.Equal(expected, Said.Why.Of(kind, reason));
    }

    /// <summary>The third promise: every late row says why, in a sentence with dates and the rule's edition.</summary>
    [Theory]
    [InlineData("zh-CN", "3月16日", "3月2日", "3月25日", '。')]
    [InlineData("en", "16 Mar", "2 March", "25 March", '.')]
    public void Given_every_rule_of_the_book_When_a_task_is_late_by_it_Then_the_sentence_has_its_dates_and_its_edition(string culture, string last, string from, string told, char end)
    {
        using var _ = Speaking.In(culture);
        var rules = StandardsReader.Rules();

        foreach (var basis in rules.Bases)
            foreach (var kind in Enum.GetValues<CareTaskKind>())
            {
                var sentence = Said.Why.Of(kind, Unstable with { Basis = basis, Told = ToldRole.CareTeam, ToldOn = new(2026, 3, 25) });

                Assert.Contains(last, sentence, StringComparison.Ordinal);
                Assert.Contains(rules.Find(basis)!.En.Contains("{due}", StringComparison.Ordinal) ? Said.Days.Short(Unstable.DueOn) : from, sentence, StringComparison.Ordinal);
                Assert.Contains(told, sentence, StringComparison.Ordinal);
                Assert.Contains(Named(rules.Edition(rules.Find(basis)!.Edition)!), sentence, StringComparison.Ordinal);
                Assert.DoesNotContain('{', sentence);
                Assert.EndsWith(end.ToString(), sentence, StringComparison.Ordinal);
            }

        Assert.NotEmpty(rules.Bases);
    }

    /// <summary>The two standards are said as a reader cites them; whatever else there is by its name, never by its code.</summary>
    private static string Named(Edition edition) => edition.Code switch { "3rd-2017" => "2017", "norm-2018" => "2018", _ => Texts.AreChinese ? edition.Zh : edition.En };
}

/// <summary>The words of the product on a day in spring.</summary>
internal static class Said
{
    public static Texts Texts { get; } = new(new TestClock(new(2026, 3, 30)));

    public static Days Days { get; } = new(new TestClock(new(2026, 3, 30)));

    public static Why Why { get; } = new(StandardsReader.Rules(), Texts, Days);
}

/// <summary>Puts the reader's language back when it is done.</summary>
internal sealed class Speaking : IDisposable
{
    private readonly (CultureInfo Culture, CultureInfo Ui) _before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    private Speaking(CultureInfo culture) => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);

    public static Speaking In(string culture) => new(CultureInfo.GetCultureInfo(culture));

    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = _before;
}
