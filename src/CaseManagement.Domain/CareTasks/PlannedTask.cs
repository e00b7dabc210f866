namespace CaseManagement.Domain.CareTasks;

/// <summary>One row that a plan wants to find in the table of care tasks: what is due, from which day it counts, and what settled it.</summary>
/// <param name="CycleOn">The day it counts from. With the case and the kind it is the row's identity: one day opens one task of a kind.</param>
/// <param name="OpensOn">The first day on which it can be done in time, inclusive.</param>
/// <param name="DueOn">The day it is planned for; <c>OpensOn ≤ DueOn ≤ ClosesOn</c>.</param>
/// <param name="ClosesOn">The last day on time, inclusive; the day after it is the first day late.</param>
/// <param name="Basis">The rule that set the dates, a row of <c>db/reference/due-rules.csv</c>.</param>
/// <param name="Class">The last class that was known while it was open, by which it climbs when it is late; null where none was, and for kinds that climb alike for all.</param>
/// <param name="Settled">What settled it; null while it is open.</param>
/// <param name="QuietUntil">The last day of a pause during which it is not late, inclusive.</param>
public sealed record PlannedTask(
    CareTaskKind Kind,
    DateOnly CycleOn,
    DateOnly OpensOn,
    DateOnly DueOn,
    DateOnly ClosesOn,
    string Basis,
    FollowUps.Stability? Class = null,
    Settlement? Settled = null,
    DateOnly? QuietUntil = null);

/// <summary>The record that settled a task, and the day on which what it records happened (not the day it was entered).</summary>
public sealed record Settlement(DateOnly On, Guid RecordId);
