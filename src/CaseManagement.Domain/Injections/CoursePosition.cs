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

    /// <summary>Since when the dose has been the one last given; a later dose above it raises it.</summary>
    public DateOnly LevelSince { get; private init; }

    /// <summary>What the label says of the product before, while nothing of this one has been given.</summary>
    public SwitchAnswer? Switch { get; private init; }

    /// <summary>Where the course begins: where an earlier one of the same product was left, or before its first injection.</summary>
    public static CoursePosition Beginning(Product product, CourseTerms terms) =>
        terms.Continued(product)?.Position() is { } left ? left.Every(terms.IntervalDays) : NotStarted(product, terms);

    public CoursePosition Every(int? intervalDays) => intervalDays == IntervalDays ? this : this with { IntervalDays = intervalDays };

    private static CoursePosition NotStarted(Product product, CourseTerms terms) =>
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
        LevelSince = dose.On,
        // Where no start dose of its own is printed, the first dose is a maintenance dose already; several injections on one day are none.
        MaintenanceLast = product.ScheduleAfter(InjectionPhase.NotStarted).Dose.Kind is DoseKind.Prescribed or DoseKind.FixedIfPrescribed && product.Offers(dose.Dose) ? dose.Dose : null,
    };

    public CoursePosition Follow(InjectionPhase phase, DoseDay dose, MissedRow? pending = null) =>
        this with { Phase = phase, LastOn = dose.On, LastDose = dose.Dose, LevelSince = SinceWhen(dose), Pending = pending };

    private DateOnly SinceWhen(DoseDay dose) => dose.Dose == LastDose ? LevelSince : dose.On;

    public CoursePosition Maintain(DoseDay dose, InjectionPhase phase = InjectionPhase.Maintenance) =>
        this with { Phase = phase, LastOn = dose.On, LastDose = dose.Dose, LevelSince = SinceWhen(dose), Pending = null, MaintenanceBefore = MaintenanceLast, MaintenanceLast = dose.Dose };

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

    /// <summary>The first dose was the one that the label prints for these kidneys, so that the second it prints for them follows in its window.</summary>
    /// <remarks>Beyond the window the missed-dose rows know the start of healthy kidneys only (project reading R25).</remarks>
    public bool BeganReduced(RenalRow? renal) =>
        Phase == InjectionPhase.StartFirst && renal is { StartFirst: { } first, StartSecond: not null } && LastDose == first;

    /// <summary>The first day on which the label lets the dose last given be raised to the prescribed one; null where it is not raised, or no such day is known.</summary>
    public DateOnly? RaisesFrom(Product product, decimal? prescribed) =>
        product.Settings.IncreaseEveryDays is { } days && Phase != InjectionPhase.NotStarted && prescribed > LastDose ? LevelSince.AddDays(days) : null;

    public bool StrayedFromTheLabel(Product product, decimal? prescribed) =>
        Phase == InjectionPhase.Unlabelled || (PresupposedDose(product, prescribed) is { } dose && dose != LastDose);
}
