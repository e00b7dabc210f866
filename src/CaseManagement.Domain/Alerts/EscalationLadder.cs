using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Rules;

namespace CaseManagement.Domain.Alerts;

/// <summary>Who is told when a step of the ladder is reached.</summary>
public enum ToldRole
{
    /// <summary>责任团队</summary>
    CareTeam = 1,

    /// <summary>团队长</summary>
    TeamLeader = 2,

    /// <summary>精防机构</summary>
    PreventionOffice = 3,

    /// <summary>关爱帮扶小组</summary>
    CareGroup = 4,

    /// <summary>精神科医师 of the hospital to which the case has been sent; the office, where no hospital has it.</summary>
    Specialist = 5,
}

/// <summary>How much an alert weighs.</summary>
public enum Severity
{
    /// <summary>关注</summary>
    Watch = 1,

    /// <summary>紧急</summary>
    Urgent = 2,
}

/// <summary>One step of the ladder.</summary>
/// <param name="Class">The class of the tasks it holds for; null for all whose class has no steps of its own.</param>
/// <param name="Step">1, 2, 3 … without gaps for a kind and class.</param>
/// <param name="DaysLate">Calendar days after the task's last day on time; 1 is the first day late.</param>
public sealed record EscalationStep(CareTaskKind Kind, Stability? Class, int Step, int DaysLate, ToldRole Tells, Severity Severity)
{
    public string Edition { get; init; } = "";

    /// <summary>The first day on which it holds; the ladder says it, by the editions.</summary>
    public DateOnly From { get; init; } = DateOnly.MinValue;

    /// <summary>The last day on which it holds, inclusive.</summary>
    public DateOnly Until { get; init; } = DateOnly.MaxValue;
}

/// <summary>预警升级 who is told of a late task, and after how many days, as rows of <c>db/reference/escalation-ladder.csv</c>, by the edition in force on a day.</summary>
/// <remarks>
/// The steps of a kind and class come whole from one edition. An alert is judged by the rows in force on its own day: a step that an edition has not reached by its last day is the next one's,
/// on the first day of that one at the earliest. A task keeps the number of the step it stands on.
/// </remarks>
public sealed class EscalationLadder
{
    private readonly IReadOnlyList<EscalationLadder> _turns; // one after another, in all of them the same
    private readonly DateOnly _from;

    /// <summary>The ladder at the end of what the reference knows.</summary>
    public EscalationLadder(IEnumerable<EscalationStep> rows, EditionBook? editions = null)
    {
        var turns = Turns([.. rows.OrderBy(row => row.Kind).ThenBy(row => row.Class).ThenBy(row => row.Step)], editions ?? new([]));
        var all = new List<EscalationLadder>();
        foreach (var (turn, place) in turns.Select((turn, place) => (turn, place)))
        {
            var until = place + 1 < turns.Count ? turns[place + 1].From.AddDays(-1) : DateOnly.MaxValue;
            all.Add(new(turn.From, [.. turn.Rows.Select(row => row with { From = turn.From, Until = until })], all));
        }

        (_turns, _from, Steps) = (all, all[^1]._from, all[^1].Steps);
    }

    private EscalationLadder(DateOnly from, IReadOnlyList<EscalationStep> steps, IReadOnlyList<EscalationLadder> turns)
    {
        (_from, Steps, _turns) = (from, steps, turns);
        foreach (var ladder in Steps.GroupBy(step => (step.Kind, step.Class)))
        {
            Rule.Require(ladder.Select(step => step.Step).SequenceEqual(Enumerable.Range(1, ladder.Count())), "ladder.gap", "The steps of a ladder count 1, 2, 3 without a gap.");
            Rule.Require(ladder.Zip(ladder.Skip(1)).All(pair => pair.First.DaysLate <= pair.Second.DaysLate), "ladder.order", "A later step of a ladder does not come earlier.");
            Rule.Require(ladder.All(step => step.DaysLate >= 1), "ladder.before-late", "Nobody is alerted before a task is late.");
        }
    }

    /// <summary>The steps in force.</summary>
    public IReadOnlyList<EscalationStep> Steps { get; }

    /// <summary>The ladder in force on a day.</summary>
    public EscalationLadder On(DateOnly day) => _turns.Last(turn => turn._from <= day);

    /// <summary>The steps of every edition that has begun by a day, the oldest first.</summary>
    public IReadOnlyList<EscalationStep> StepsUntil(DateOnly day) => [.. _turns.Where(turn => turn._from <= day).SelectMany(turn => turn.Steps)];

    /// <summary>The steps that hold for a task: those of its class, or those for every class where it has none of its own.</summary>
    public IEnumerable<EscalationStep> For(CareTaskKind kind, Stability? @class)
    {
        var own = Steps.Where(step => step.Kind == kind && step.Class is not null && step.Class == @class);
        return own.Any() ? own : Steps.Where(step => step.Kind == kind && step.Class is null);
    }

    /// <summary>The classes of a kind that have steps of their own, to which the general steps do not apply.</summary>
    public IReadOnlyList<Stability> ClassesOfTheirOwn(CareTaskKind kind) =>
        [.. Steps.Where(step => step.Kind == kind && step.Class is not null).Select(step => step.Class!.Value).Distinct()];

    /// <summary>The step after one that has been raised, in whichever edition reaches it first, and its day; null at the top.</summary>
    /// <param name="reachedOn">The day on which the task in question reaches a step.</param>
    public (EscalationStep Step, DateOnly On)? After(int step, CareTaskKind kind, Stability? @class, Func<EscalationStep, DateOnly> reachedOn)
    {
        foreach (var next in _turns.SelectMany(turn => turn.For(kind, @class)).Where(next => next.Step == step + 1))
            if (reachedOn(next) is var on && on <= next.Until) return (next, on);

        return null;
    }

    /// <summary>The day on which a task reaches a step: so many days after its last day on time, or the day after a pause that lasts longer; and no day on which somebody has it in hand, but the day after.</summary>
    /// <remarks>
    /// Unit: calendar days. A pause or a hold moves the day, never the count of days late.
    /// What an edition would have reached before it began is reached on its first day.
    /// A step that was reached before anybody took an alert of the task is reached on its own day, also when the sweep of that night was missed.
    /// </remarks>
    public static DateOnly ReachedOn(EscalationStep step, DateOnly closesOn, DateOnly? quietUntil, DateOnly? heldFrom = null, DateOnly? heldUntil = null)
    {
        var reached = closesOn.AddDays(step.DaysLate);
        if (reached < step.From) reached = step.From;
        if (quietUntil is { } quiet && quiet >= reached) reached = quiet.AddDays(1);

        return heldFrom <= reached && heldUntil is { } held && held >= reached ? held.AddDays(1) : reached;
    }

    /// <summary>The day on which it is reached for this task.</summary>
    public static DateOnly ReachedOn(EscalationStep step, CareTask task) => ReachedOn(step, task.ClosesOn, task.QuietUntil, task.HeldFrom, task.HeldUntil);

    /// <summary>The rows in force from each day on which they are others than before; the first of them hold for everything earlier.</summary>
    private static List<(DateOnly From, List<EscalationStep> Rows)> Turns(List<EscalationStep> rows, EditionBook editions)
    {
        var ladders = rows.GroupBy(row => (row.Kind, row.Class, row.Edition)).ToList();
        Rule.Require(
            ladders.GroupBy(ladder => (ladder.Key.Kind, ladder.Key.Class, editions.Begins(ladder.Key.Edition))).All(own => own.Count() == 1),
            "ladder.two-editions", "The steps of a kind and class come whole from one edition; two of them do not begin on the same day.");

        var turns = new List<(DateOnly From, List<EscalationStep> Rows)>();
        foreach (var day in editions.Turns.Prepend(DateOnly.MinValue))
        {
            List<EscalationStep> inForce = [.. ladders.GroupBy(ladder => ladder.Key.Kind)
                .SelectMany(kind => editions.AllInForce([.. kind], ladder => $"{ladder.Key.Class}", ladder => ladder.Key.Edition, day)).SelectMany(ladder => ladder)];
            Rule.Require(rows.All(row => inForce.Exists(step => step.Kind == row.Kind && step.Class is null)), "ladder.none", "On every day there are steps for all classes of a kind.");
            if (turns.Count == 0 || !turns[^1].Rows.SequenceEqual(inForce)) turns.Add((day, inForce));
        }

        return turns;
    }
}
