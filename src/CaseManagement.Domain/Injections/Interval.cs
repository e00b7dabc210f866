using System.Diagnostics;

namespace CaseManagement.Domain.Injections;

/// <summary>A stretch of time as a label prints it.</summary>
/// <remarks>
/// Unit: calendar days; a week is 7 days; a month is a calendar month, and one that lacks the day ends on its last.
/// The injection day is day 0. Source: project readings R17 and R40, since labels leave "month" undefined.
/// </remarks>
public readonly record struct Interval(int Amount, IntervalUnit Unit)
{
    private const int DaysInAWeek = 7;

    public DateOnly From(DateOnly day) => Unit switch
    {
        IntervalUnit.Days => day.AddDays(Amount),
        IntervalUnit.Weeks => day.AddDays(DaysInAWeek * Amount),
        IntervalUnit.Months => day.AddMonths(Amount),
        _ => throw new UnreachableException(),
    };
}

/// <summary>The units in which labels count.</summary>
public enum IntervalUnit
{
    Days = 1,
    Weeks = 2,
    Months = 3,
}

/// <summary>The day from which a row of the label counts.</summary>
public enum CountsFrom
{
    /// <summary>The planned first day of the course.</summary>
    Start = 1,

    /// <summary>The first injection of the start regimen.</summary>
    First = 2,

    /// <summary>The last injection really given.</summary>
    Last = 3,

    /// <summary>The day of the injection that opens a plan.</summary>
    Given = 4,

    /// <summary>The step before it in a plan.</summary>
    Previous = 5,

    /// <summary>As the plan that is under way says.</summary>
    Planned = 6,

    /// <summary>The last injection, by the interval that was prescribed.</summary>
    Prescribed = 7,

    /// <summary>The day on which the product before it is due, within the window of the switch.</summary>
    Switch = 8,
}
