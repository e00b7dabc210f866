namespace CaseManagement.Domain.Injections;

/// <summary>When the next injection is due after a phase, within which window, and what is given then.</summary>
/// <remarks>
/// Both ends of the window are included. A window that the label does not state is the due day alone (project reading R29).
/// A label that prints a shortest gap instead opens the window so many days after the last injection.
/// </remarks>
public sealed record ScheduleRow(
    string Row,
    InjectionPhase After,
    CountsFrom CountsFrom,
    Interval? Interval,
    int DaysBefore,
    int DaysAfter,
    DoseRule Dose,
    Muscles Muscles,
    MissedTable? Missed,
    string? Setting,
    string Basis,
    int? OpensAfterDays,
    Provenance Provenance)
{
    internal DoseWindow Window(CoursePosition position)
    {
        var dueOn = CountsFrom switch
        {
            CountsFrom.Planned => position.PendingStep.DayAfter(position.FirstOn, position.LastOn, position.LastOn),
            CountsFrom.First => Interval!.Value.From(position.FirstOn),
            CountsFrom.Prescribed => position.LastOn.AddDays(position.IntervalDays ?? throw new InvalidOperationException($"{Row}: no interval is prescribed.")),
            CountsFrom.Switch => position.LastOn,
            _ => Interval!.Value.From(position.LastOn),
        };
        if (CountsFrom == CountsFrom.Switch && position.Switch?.Window is { } window) return window;

        var opensOn = OpensAfterDays is { } days ? position.LastOn.AddDays(days) : dueOn.AddDays(-DaysBefore);
        return new DoseWindow(opensOn < dueOn ? opensOn : dueOn, dueOn, dueOn.AddDays(DaysAfter));
    }

    internal decimal? DoseFor(CoursePosition position, decimal? prescribed) =>
        Dose.Kind == DoseKind.Planned ? position.PendingStep.Dose.For(prescribed) : Dose.For(prescribed);

    internal string? ProductFor(CoursePosition position) => Dose.Kind == DoseKind.Planned ? position.PendingStep.Product : null;

    internal Muscles MusclesFor(CoursePosition position) => Dose.Kind == DoseKind.Planned ? position.PendingStep.Muscles : Muscles;

    internal bool NamesItsDose(CoursePosition position) =>
        (Dose.Kind == DoseKind.Planned ? position.PendingStep.Dose : Dose).Kind == DoseKind.Fixed;
}

/// <summary>The first day on which an injection may be given, the day for which it is planned, and the last day in time.</summary>
public readonly record struct DoseWindow(DateOnly OpensOn, DateOnly DueOn, DateOnly ClosesOn);
