namespace CaseManagement.Domain.Injections;

/// <summary>Which injection was missed.</summary>
public enum MissedTable
{
    SecondStart = 1,
    Maintenance = 2,
}

/// <summary>One end of a band of time since the last injection.</summary>
public readonly record struct Bound(Interval Interval, bool Inclusive);

/// <summary>A row of the label's missed-dose table: a band of time since the last injection and what is given then.</summary>
/// <remarks>
/// Counted from the last injection. Without a lower bound the band begins on the day after the window. The bounds on the stabilised
/// dose are inclusive.
/// </remarks>
public sealed record MissedRow(
    string Row,
    MissedTable Table,
    AdviceCode Code,
    Bound? From,
    Bound? Until,
    decimal? StabilisedFrom,
    decimal? StabilisedTo,
    IReadOnlyList<MissedStep> Steps,
    Provenance Provenance)
{
    internal bool NamesADose => Steps.Any(step => step.Dose.Kind == DoseKind.Fixed);

    internal bool Covers(DateOnly lastOn, DateOnly day) => BeginsBy(lastOn, day) && LastsTo(lastOn, day);

    internal bool IsFor(decimal? stabilised) =>
        (StabilisedFrom is null || stabilised >= StabilisedFrom) && (StabilisedTo is null || stabilised <= StabilisedTo);

    /// <summary>Whether the day is so near a boundary in bare months between the two rows that a person must choose.</summary>
    internal bool MeetsNear(MissedRow other, DateOnly lastOn, DateOnly day, int toleranceDays) =>
        (SharedMonths(Until, other.From) ?? SharedMonths(From, other.Until)) is { } months
        && Math.Abs(months.From(lastOn).DayNumber - day.DayNumber) <= toleranceDays;

    internal IReadOnlyList<PlannedDose> PlanFrom(DateOnly day, DateOnly firstOn, decimal? stabilised)
    {
        var plan = new List<PlannedDose>();
        foreach (var step in Steps)
        {
            if (step.Dose.For(stabilised) is not { } dose) return [];
            var previousOn = plan.Count == 0 ? day : plan[^1].On;
            plan.Add(new PlannedDose(dose, step.Muscles, step.DayAfter(firstOn, day, previousOn)));
        }
        return plan;
    }

    private static Interval? SharedMonths(Bound? end, Bound? beginning) =>
        end is { Interval.Unit: IntervalUnit.Months } && end.Value.Interval == beginning?.Interval ? end.Value.Interval : null;

    private bool BeginsBy(DateOnly lastOn, DateOnly day) =>
        From is not { } from || day > from.Interval.From(lastOn) || (from.Inclusive && day == from.Interval.From(lastOn));

    private bool LastsTo(DateOnly lastOn, DateOnly day) =>
        Until is not { } until || day < until.Interval.From(lastOn) || (until.Inclusive && day == until.Interval.From(lastOn));
}

/// <summary>One injection of a missed-dose plan.</summary>
public sealed record MissedStep(int Step, DoseRule Dose, Muscles Muscles, CountsFrom CountsFrom, Interval Interval)
{
    internal DateOnly DayAfter(DateOnly firstOn, DateOnly givenOn, DateOnly previousOn) => Interval.From(CountsFrom switch
    {
        CountsFrom.First => firstOn,
        CountsFrom.Previous => previousOn,
        _ => givenOn,
    });
}
