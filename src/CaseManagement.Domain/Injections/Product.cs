namespace CaseManagement.Domain.Injections;

/// <summary>A name in the two languages of the service.</summary>
public sealed record ProductName(string Zh, string En);

/// <summary>What a product is, before what its label rules.</summary>
/// <param name="LabelDate">The date of the national label that was read; null while it is unread.</param>
public sealed record ProductIdentity(
    string Code,
    ProductName Molecule,
    ProductName Brand,
    ProductName Maker,
    string Unit,
    Muscles Muscles,
    string LabelSource,
    DateOnly? LabelDate,
    Provenance Provenance);

/// <summary>Choices on the data that a clinician may confirm or change without a new program.</summary>
/// <param name="FirstMaintenance">Which of the schedule's rows dates the first maintenance dose (project reading R36).</param>
/// <param name="MonthToleranceDays">So many days either side of a boundary in bare months a person chooses (project reading R17).</param>
/// <param name="ObservationMinutes">How long the label has the patient watched; 0 where it names none.</param>
/// <param name="OralOverlapDays">How long oral treatment goes on after the first injection; 0 where it names none.</param>
public sealed record ProductSettings(string? FirstMaintenance, int MonthToleranceDays, int ObservationMinutes, int OralOverlapDays);

/// <summary>One long-acting product and the rows of its label; the product, never the molecule, selects the table.</summary>
public sealed class Product
{
    private readonly Dictionary<InjectionPhase, ScheduleRow> _schedule;

    /// <exception cref="ArgumentException">The rows do not make a label that answers for every phase.</exception>
    public Product(
        ProductIdentity identity,
        ProductSettings settings,
        IEnumerable<decimal> strengths,
        IEnumerable<ScheduleRow> schedule,
        IEnumerable<MissedRow> missed,
        IEnumerable<RenalRow> renal)
    {
        Identity = identity;
        Settings = settings;
        Strengths = [.. strengths.Order()];
        Missed = [.. missed];
        Renal = [.. renal];
        _schedule = schedule
            .Where(row => row.Setting is null || row.Setting == settings.FirstMaintenance)
            .ToDictionary(row => row.After);
        RequireEveryPhase();
    }

    public ProductIdentity Identity { get; }

    public ProductSettings Settings { get; }

    public string Code => Identity.Code;

    public IReadOnlyList<decimal> Strengths { get; }

    public IReadOnlyCollection<ScheduleRow> Schedule => _schedule.Values;

    public IReadOnlyList<MissedRow> Missed { get; }

    public IReadOnlyList<RenalRow> Renal { get; }

    public bool Offers(decimal? dose) => dose is { } amount && Strengths.Contains(amount);

    public ScheduleRow ScheduleAfter(InjectionPhase phase) => _schedule[phase];

    public RenalRow? RenalFor(RenalBand band) => Renal.FirstOrDefault(row => row.Band == band);

    internal IReadOnlyList<MissedRow> MissedRows(MissedTable? table, decimal? stabilised) =>
        [.. Missed.Where(row => row.Table == table && row.IsFor(stabilised))];

    private void RequireEveryPhase()
    {
        var lacking = PhasesThatCanBeReached().Where(phase => !_schedule.ContainsKey(phase)).ToList();
        if (lacking.Count > 0) throw new ArgumentException($"{Code}: the schedule has no row after {string.Join(", ", lacking)}.");
        if (Strengths.Count == 0) throw new ArgumentException($"{Code}: no strength.");
        if (Missed.FirstOrDefault(row => row.Steps.Count == 0) is { } empty) throw new ArgumentException($"{empty.Row}: no step.");
        if (Missed.FirstOrDefault(LacksTheStepThatItsCodePromises) is { } brief) throw new ArgumentException($"{brief.Row}: no second step.");
    }

    private IEnumerable<InjectionPhase> PhasesThatCanBeReached()
    {
        List<InjectionPhase> phases =
        [
            InjectionPhase.NotStarted, InjectionPhase.StartFirst, InjectionPhase.StartSecond, InjectionPhase.Maintenance, InjectionPhase.Unlabelled,
        ];
        if (Missed.Any(row => row.Code == AdviceCode.MissedReload)) phases.AddRange([InjectionPhase.ReloadFirst, InjectionPhase.ReloadSecond]);
        if (Missed.Any(row => row.Code == AdviceCode.MissedRestart)) phases.Add(InjectionPhase.RestartFirst);
        if (Missed.Any(row => row is { Table: MissedTable.SecondStart, Code: AdviceCode.MissedSimple })) phases.Add(InjectionPhase.StartSecondLate);
        return phases;
    }

    // A late second start dose, a re-load and a restart each promise a second injection, and the plan reads it from here.
    private static bool LacksTheStepThatItsCodePromises(MissedRow row) =>
        row.Steps.Count < 2 && (row.Table == MissedTable.SecondStart || row.Code != AdviceCode.MissedSimple);
}
