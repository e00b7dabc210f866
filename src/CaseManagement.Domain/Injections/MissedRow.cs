namespace CaseManagement.Domain.Injections;

/// <summary>Which injection was missed.</summary>
public enum MissedTable
{
    SecondStart = 1,
    Maintenance = 2,

    /// <summary>The second or the third of a course, where the label tells them from the later ones.</summary>
    EarlyDoses = 3,
}

/// <summary>One end of a band of time since the last injection.</summary>
/// <param name="Gap">The label leaves this very day to neither band; it is taken into this one, the more cautious (project reading R24).</param>
public readonly record struct Bound(Interval Interval, bool Inclusive, bool Gap = false);

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
    /// <summary>One injection of another product, then the own one again.</summary>
    internal bool BridgesOnce => Steps is [{ Product: not null }, { Product: null }];

    /// <summary>The code of the product that the plan borrows; null where it keeps to the own one.</summary>
    internal string? Bridge { get; } = Steps.Select(step => step.Product).FirstOrDefault(product => product is not null);

    internal bool IsGapOn(DateOnly lastOn, DateOnly day) => From is { Gap: true } from && day == from.Interval.From(lastOn);

    internal DateOnly LastDay(DateOnly lastOn) => Until!.Value.Interval.From(lastOn).AddDays(Until.Value.Inclusive ? 0 : -1);

    internal bool NamesADose { get; } = Steps.Any(step => step.Dose.Kind == DoseKind.Fixed);

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
            plan.Add(new PlannedDose(dose, step.Muscles, step.DayAfter(firstOn, day, previousOn), step.Product));
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
/// <param name="Product">The code of another product that is given here; null for the own one.</param>
public sealed record MissedStep(int Step, DoseRule Dose, Muscles Muscles, CountsFrom CountsFrom, Interval Interval, string? Product = null)
{
    internal DateOnly DayAfter(DateOnly firstOn, DateOnly givenOn, DateOnly previousOn) => Interval.From(CountsFrom switch
    {
        CountsFrom.First => firstOn,
        CountsFrom.Previous => previousOn,
        _ => givenOn,
    });
}
