using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Reviews;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain;
using CaseManagement.Domain.CareTasks;

namespace CaseManagement.Web;

/// <summary>Says why a task is due when it is: the dates, the rule with its edition, and who has been told, in the reader's language.</summary>
/// <remarks>It never fails: a date whose rule nobody has explained says so, because a page without the row would be worse.</remarks>
internal sealed class Why(RuleBook rules, Texts texts, Days days)
{
    /// <summary>The same page, each row with its sentence.</summary>
    public WorklistPage Explain(WorklistPage page) => page with { Rows = [.. page.Rows.Select(row => row with { Why = Of(row) })] };

    /// <summary>The same story, each open task with its sentence.</summary>
    public CaseStory Explain(CaseStory story) => story with { Tasks = [.. story.Tasks.Select(task => task with { Why = Of(task) })] };

    /// <summary>The same page, each guidance that is due with its sentence.</summary>
    public ReviewPage Explain(ReviewPage page) => page with { Rows = [.. page.Rows.Select(row => row with { Due = row.Due is { } due ? due with { Why = Of(due) } : null })] };

    /// <summary>The same review, each open task with its sentence.</summary>
    public CaseReview Explain(CaseReview review) => review with { Tasks = [.. review.Tasks.Select(task => task with { Why = Of(task) })] };

    public string Of(WorklistRow row) => Of(row.Kind, row.Reason);

    public string Of(OpenTask task) => Of(task.Kind, task.Reason);

    public string Of(CareTaskKind kind, DueReason reason) => Asked(kind, reason) + Because(kind, reason) + Told(reason) + texts["why.end"];

    /// <summary>The same for a row that says already what is due and by when: the rule, and who has been told.</summary>
    public string Cause(CareTaskKind kind, DueReason reason) =>
        rules.Find(reason.Basis, reason.CycleOn) is { } rule && !HasWindow(kind, reason) ? Cited(kind, rule, reason) + Told(reason) + texts["why.end"] : Of(kind, reason);

    /// <summary>Where the rule is written; null for a rule that nobody has explained.</summary>
    public string? Source(DueReason reason) => rules.Find(reason.Basis, reason.CycleOn)?.Source;

    /// <summary>The rule as the page of rules names it; null for one that nobody has explained.</summary>
    public string? Rule(DueReason reason) => rules.Find(reason.Basis, reason.CycleOn)?.Code;

    private string Asked(CareTaskKind kind, DueReason reason)
    {
        var asked = HasWindow(kind, reason)
            ? texts["why.window", reason.OpensOn, reason.ClosesOn]
            : texts[$"why.by.{kind}", reason.ClosesOn];

        return kind is CareTaskKind.Injection or CareTaskKind.FollowUp && reason.OpensOn < reason.DueOn && reason.DueOn < reason.ClosesOn
            ? asked + texts["why.planned", reason.DueOn]
            : asked;
    }

    private string Because(CareTaskKind kind, DueReason reason)
    {
        if (rules.Find(reason.Basis, reason.CycleOn) is not { } rule) return texts["why.unexplained", reason.Basis, days.Short(reason.CycleOn)];

        return texts["why.because", Cited(kind, rule, reason)];
    }

    private string Cited(CareTaskKind kind, ReferenceText rule, DueReason reason) => texts["why.rule", Clause(kind, rule, reason), Edition(rule.Edition)];

    private static bool HasWindow(CareTaskKind kind, DueReason reason) => kind == CareTaskKind.Injection && reason.OpensOn < reason.ClosesOn;

    /// <summary>An edition by the name of its document, as the list of editions has it; the two standards as a reader cites them.</summary>
    private string Edition(string code) => code switch
    {
        "3rd-2017" => texts["edition.3rd-2017"],
        "norm-2018" => texts["edition.norm-2018"],
        _ => rules.Edition(code) is { } edition ? Texts.AreChinese ? edition.Zh : edition.En : code,
    };

    private string Clause(CareTaskKind kind, ReferenceText rule, DueReason reason)
    {
        const string from = "{from}";
        const string due = "{due}";
        var clause = Texts.AreChinese ? rule.Zh : rule.En;
        if (clause.Contains(from, StringComparison.Ordinal)) return clause.Replace(from, days.Short(reason.CycleOn), StringComparison.Ordinal);

        // The first injection of a course counts from the eve of its planned day, which would tell nobody anything: the day itself is said.
        return clause.Contains(due, StringComparison.Ordinal)
            ? clause.Replace(due, days.Short(reason.DueOn), StringComparison.Ordinal)
            : clause + texts[kind is CareTaskKind.Injection or CareTaskKind.CoverageEnd ? "why.last-injection" : "why.counted-from", days.Short(reason.CycleOn)];
    }

    private string Told(DueReason reason) =>
        reason is { Told: { } role, ToldOn: { } day } ? texts["why.told", days.Short(day), texts.Of(role)] : "";
}

internal static class WhyServices
{
    /// <summary>The words of the pages and the sentence that answers "why this date".</summary>
    public static IServiceCollection AddWhy(this IServiceCollection services) =>
        services.AddSingleton<Texts>().AddSingleton<Days>().AddSingleton<Why>();
}
