namespace CaseManagement.Domain.Injections;

/// <summary>What the last injection left behind: the phase, and the days and doses from which the next row counts.</summary>
/// <param name="LastOn">The day of the last injection; the planned start before there is one.</param>
/// <param name="FirstOn">The day of the first injection of the start regimen that is valid now.</param>
/// <param name="Pending">The missed-dose plan under way, where one is.</param>
internal sealed record CoursePosition(
    InjectionPhase Phase,
    DateOnly LastOn,
    decimal? LastDose,
    DateOnly FirstOn,
    MissedRow? Pending = null,
    decimal? MaintenanceBefore = null,
    decimal? MaintenanceLast = null)
{
    /// <summary>The prescribed interval, where the label leaves it to the prescriber.</summary>
    public int? IntervalDays { get; private init; }

    /// <summary>What the label says of the product before, while nothing of this one has been given.</summary>
    public SwitchAnswer? Switch { get; private init; }

    public static CoursePosition NotStarted(Product product, CourseTerms terms) =>
        new(InjectionPhase.NotStarted, terms.StartsOn, null, terms.StartsOn) { IntervalDays = terms.IntervalDays, Switch = SwitchAnswer.For(product, terms) };

    /// <summary>The step that follows the injection with which the plan began.</summary>
    public MissedStep PendingStep =>
        Pending?.Steps[1] ?? throw new InvalidOperationException($"No plan is under way in phase {Phase}.");

    /// <summary>Whether "the stabilised dose" is not defined (project reading R41).</summary>
    /// <remarks>Only doses given as maintenance are compared: those of a start or a re-load are set by the label, not by the response.</remarks>
    public bool MaintenanceDoseChanged => MaintenanceBefore is { } before && MaintenanceLast is { } last && before != last;

    public CoursePosition Begin(InjectionPhase phase, DoseDay dose, Product product) => new(phase, dose.On, dose.Dose, dose.On)
    {
        IntervalDays = IntervalDays,
        // Where no start dose of its own is printed, the first dose is a maintenance dose already.
        MaintenanceLast = product.ScheduleAfter(InjectionPhase.NotStarted).Dose.Kind == DoseKind.Prescribed ? dose.Dose : null,
    };

    public CoursePosition Follow(InjectionPhase phase, DoseDay dose, MissedRow? pending = null) =>
        this with { Phase = phase, LastOn = dose.On, LastDose = dose.Dose, Pending = pending };

    public CoursePosition Maintain(DoseDay dose) =>
        Follow(InjectionPhase.Maintenance, dose) with { MaintenanceBefore = MaintenanceLast, MaintenanceLast = dose.Dose };

    /// <summary>The dose the label's regimen begins with, which the rows that follow presuppose; null where they presuppose none.</summary>
    /// <remarks>
    /// Source: project reading R25 for the start regimen, taken for every plan of several injections. A label without missed-dose rows
    /// presupposes nothing.
    /// </remarks>
    public decimal? PresupposedDose(Product product, decimal? prescribed) => Phase switch
    {
        InjectionPhase.StartFirst or InjectionPhase.RestartFirst => product.StartDosePresupposed,
        InjectionPhase.StartSecondLate or InjectionPhase.ReloadFirst => Pending?.Steps[0].Dose.For(prescribed),
        _ => null,
    };

    public bool StrayedFromTheLabel(Product product, decimal? prescribed) =>
        Phase == InjectionPhase.Unlabelled || (PresupposedDose(product, prescribed) is { } dose && dose != LastDose);
}
