using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Rules;

namespace CaseManagement.Domain.Cards;

/// <summary>By when what the platform is owed is done, as rows of <c>db/reference/deadlines.csv</c>.</summary>
/// <param name="Report">The report card, counted from the confirmed diagnosis.</param>
/// <param name="Entry">A paper card is entered, counted from its arrival.</param>
/// <param name="Mending">A card that came back is put right.</param>
/// <remarks>Source: rule for reporting onset, 2013 (S7), for the first two; no source gives a time for the third, which is ours.</remarks>
public sealed record ReportTimes(Deadline Report, Deadline Entry, Deadline Mending)
{
    public const string ReportKey = "report-card.working-days";

    /// <summary>The platform answers a card, counted from the day on which it left.</summary>
    public const string AnswerKey = "card-answer.working-days";

    /// <summary>Of the days whose cards should have been answered, the last; null where that is none of the last year's.</summary>
    /// <remarks>No source gives a time: it is ours.</remarks>
    public static DateOnly? LastUnanswered(DateOnly today, WorkingDayCalendar calendar, Func<DateOnly, Deadline> answerOn)
    {
        for (var day = today.AddDays(-1); day > today.AddYears(-1); day = day.AddDays(-1))
            if (today > answerOn(day).From(day, calendar).On) return day;

        return null;
    }

    public static ReportTimes Of(IReadOnlyDictionary<string, Deadline> deadlines) => new(deadlines[ReportKey], deadlines["report-card-entry.working-days"], deadlines["card-mending.working-days"]);
}

/// <summary>What is and was due to the national platform for one case.</summary>
/// <remarks>A pure function of what was recorded: the order of entry decides nothing. Source: rule for reporting onset, 2013 (S7).</remarks>
public static class ReportPlan
{
    private const string Report = "report-card";
    private const string Paper = "report-card.paper";
    private const string Failing = "card-to-mend.failing";
    private const string Refused = "card-to-mend.refused";
    private const string Unanswered = "card-to-mend.unanswered";

    /// <summary>Every basis that a plan can carry under these times.</summary>
    public static IReadOnlyList<string> Codes(ReportTimes times) =>
    [
        .. from row in new (string Rule, Deadline By)[] { (Report, times.Report), (Paper, times.Entry), (Failing, times.Mending), (Refused, times.Mending), (Unanswered, times.Mending) }
           from covered in new[] { true, false }
           select Basis(row.Rule, row.By, covered),
    ];

    public static IEnumerable<PlannedTask> Derive(CaseReporting? reporting, WorkingDayCalendar calendar, Func<DateOnly, ReportTimes> timesOn)
    {
        if (reporting is null) yield break;

        var there = reporting.Cards.Where(card => card.IsValid).ToList();
        if (reporting.OwedFrom is { } owed)
            yield return Task(CareTaskKind.ReportCard, Report, owed, timesOn(owed).Report, calendar, First(there.SelectMany(card => Corrected(card, reporting)).Select(card => Settled(card.PaperOn ?? card.FiledOn, card.Id))));
        foreach (var paper in there.Where(card => card.PaperOn is not null))
            yield return Task(CareTaskKind.ReportCard, Paper, paper.PaperOn!.Value, timesOn(paper.PaperOn.Value).Entry, calendar, Settled(paper.FiledOn, paper.Id));
        var first = reporting.Returns.Where(returned => returned.MendedOn is null).MinBy(returned => returned.On); // one thing to do at a time: the oldest, then the next
        foreach (var returned in reporting.Returns.Where(returned => returned.MendedOn is not null || returned == first))
            yield return Task(CareTaskKind.CardToMend, RuleOf(returned.Trouble), returned.On, timesOn(returned.On).Mending, calendar, Settled(returned.MendedOn, returned.ThreadId));
    }

    /// <summary>A card with those that it corrects: the first of them was in time or late.</summary>
    private static IEnumerable<ReportCard> Corrected(ReportCard card, CaseReporting reporting)
    {
        for (var each = card; each is not null; each = each.Supersedes is { } id ? reporting.Cards.FirstOrDefault(earlier => earlier.Id == id) : null) yield return each;
    }

    private static string RuleOf(CardTrouble trouble) => trouble switch
    {
        CardTrouble.Failing => Failing,
        CardTrouble.Refused => Refused,
        _ => Unanswered,
    };

    private static PlannedTask Task(CareTaskKind kind, string rule, DateOnly from, Deadline by, WorkingDayCalendar calendar, Settlement? settled)
    {
        var last = by.From(from, calendar);
        return new(kind, from, from, last.On, last.On, Basis(rule, by, last.Covered), Settled: settled);
    }

    private static Settlement? Settled(DateOnly? on, Guid id) => on is { } day ? new(day, id) : null;

    private static Settlement? First(IEnumerable<Settlement?> settlements) => settlements.OfType<Settlement>().OrderBy(each => each.On).ThenBy(each => each.RecordId).FirstOrDefault();

    private static string Basis(string rule, Deadline by, bool covered) => $"{rule}.{by.Amount}-working-days{(covered ? "" : ".uncovered")}";
}
