using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;

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
public sealed record EscalationStep(CareTaskKind Kind, Stability? Class, int Step, int DaysLate, ToldRole Tells, Severity Severity);

/// <summary>预警升级 who is told of a late task, and after how many days, as rows of <c>db/reference/escalation-ladder.csv</c>.</summary>
public sealed class EscalationLadder
{
    public EscalationLadder(IEnumerable<EscalationStep> steps)
    {
        Steps = [.. steps.OrderBy(step => step.Kind).ThenBy(step => step.Class).ThenBy(step => step.Step)];

        foreach (var ladder in Steps.GroupBy(step => (step.Kind, step.Class)))
        {
            Rule.Require(ladder.Select(step => step.Step).SequenceEqual(Enumerable.Range(1, ladder.Count())), "ladder.gap", "The steps of a ladder count 1, 2, 3 without a gap.");
            Rule.Require(ladder.Zip(ladder.Skip(1)).All(pair => pair.First.DaysLate <= pair.Second.DaysLate), "ladder.order", "A later step of a ladder does not come earlier.");
            Rule.Require(ladder.All(step => step.DaysLate >= 1), "ladder.before-late", "Nobody is alerted before a task is late.");
        }
    }

    public IReadOnlyList<EscalationStep> Steps { get; }

    /// <summary>The steps that hold for a task: those of its class, or those for every class where it has none of its own.</summary>
    public IEnumerable<EscalationStep> For(CareTaskKind kind, Stability? @class)
    {
        var own = Steps.Where(step => step.Kind == kind && step.Class is not null && step.Class == @class);
        return own.Any() ? own : Steps.Where(step => step.Kind == kind && step.Class is null);
    }

    /// <summary>The classes of a kind that have steps of their own, to which the general steps do not apply.</summary>
    public IReadOnlyList<Stability> ClassesOfTheirOwn(CareTaskKind kind) =>
        [.. Steps.Where(step => step.Kind == kind && step.Class is not null).Select(step => step.Class!.Value).Distinct()];

    /// <summary>The step after one that has been raised; null at the top.</summary>
    public EscalationStep? After(int step, CareTaskKind kind, Stability? @class) => For(kind, @class).FirstOrDefault(next => next.Step == step + 1);

    /// <summary>The day on which a task reaches a step: so many days after its last day on time, or the day after a pause that lasts longer; and no day on which somebody has it in hand, but the day after.</summary>
    /// <remarks>
    /// Unit: calendar days. A pause or a hold moves the day, never the count of days late.
    /// A step that was reached before anybody took an alert of the task is reached on its own day, also when the sweep of that night was missed.
    /// </remarks>
    public static DateOnly ReachedOn(EscalationStep step, DateOnly closesOn, DateOnly? quietUntil, DateOnly? heldFrom = null, DateOnly? heldUntil = null)
    {
        var reached = closesOn.AddDays(step.DaysLate);
        if (quietUntil is { } quiet && quiet >= reached) reached = quiet.AddDays(1);

        return heldFrom <= reached && heldUntil is { } held && held >= reached ? held.AddDays(1) : reached;
    }

    /// <summary>The day on which it is reached for this task.</summary>
    public static DateOnly ReachedOn(EscalationStep step, CareTask task) => ReachedOn(step, task.ClosesOn, task.QuietUntil, task.HeldFrom, task.HeldUntil);
}
