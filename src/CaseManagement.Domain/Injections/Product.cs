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
/// <param name="OralOverlapDays">How long oral treatment goes on after the first injection; 0 where the label wants none, null where nothing is known of it.</param>
/// <param name="IncreaseEveryDays">A dose is not raised more often than this; null where nothing is known of it.</param>
public sealed record ProductSettings(string? FirstMaintenance, int MonthToleranceDays, int ObservationMinutes, int? OralOverlapDays, int? IncreaseEveryDays = null);

/// <summary>The rows of one product's label, as they were read.</summary>
public sealed record ProductRows(
    IReadOnlyList<Strength> Strengths,
    DoseRange? Range,
    IReadOnlyList<ScheduleRow> Schedule,
    IReadOnlyList<MissedRow> Missed,
    IReadOnlyList<RenalRow> Renal,
    IReadOnlyList<SwitchRow> Switches,
    IReadOnlyList<ProductRemark> Remarks)
{
    /// <summary>What kidney function changes for the products that missed-dose plans borrow, by their codes.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<RenalRow>> BridgeRenal { get; init; } = new Dictionary<string, IReadOnlyList<RenalRow>>();

    /// <summary>What the label gives for an oral dose, where the start hangs on it.</summary>
    public IReadOnlyList<OralDose> OralDoses { get; init; } = [];
}

/// <summary>Which injection stands for which oral dose of the same molecule: shown to whoever prescribes, no dose to plan by.</summary>
/// <remarks>Unit: mg a day by mouth, that of the product for the injection, days for the interval.</remarks>
/// <param name="FirstWeeks">For so many weeks from the first injection; null for the time after.</param>
public sealed record OralDose(string Row, decimal Oral, int? FirstWeeks, decimal Dose, int IntervalDays, Provenance Provenance);

/// <summary>One long-acting product and the rows of its label; the product, never the molecule, selects the table.</summary>
public sealed class Product
{
    private readonly Dictionary<InjectionPhase, ScheduleRow> _schedule;
    private IReadOnlyList<(DateOnly From, Product Label)> _labels = [];

    /// <exception cref="ArgumentException">The rows do not make a label that answers for every phase.</exception>
    public Product(ProductIdentity identity, ProductSettings settings, ProductRows rows)
    {
        Identity = identity;
        Settings = settings;
        Rows = rows;
        Strengths = [.. rows.Strengths.Where(strength => strength.Use == StrengthUse.Any).Select(strength => strength.Amount).Distinct().Order()];
        _schedule = rows.Schedule
            .Where(row => row.Setting is null || row.Setting == settings.FirstMaintenance)
            .ToDictionary(row => row.After);
        IntervalIsPrescribed = _schedule.Values.Any(row => row.CountsFrom == CountsFrom.Prescribed);
        RequireAnswers();
    }

    /// <summary>One product by its labels through time, the oldest first; what is asked by a day is answered by the label in force on it.</summary>
    /// <returns>The product by its newest label.</returns>
    /// <exception cref="ArgumentException">There is no label, or one of them has no row for a phase to which another leads.</exception>
    public static Product Through(IReadOnlyList<(DateOnly From, Product Label)> labels)
    {
        if (labels.Count == 0) throw new ArgumentException("No edition of this product's label holds on any day.");
        var phases = labels.SelectMany(each => each.Label._schedule.Keys).Distinct().ToList();
        if (labels.FirstOrDefault(each => !phases.TrueForAll(each.Label.Knows)) is { Label: { } brief, From: var from }) throw new ArgumentException($"{brief.Code}: the label from {from:O} on has no row for a phase that another label of it leads to.");

        foreach (var (_, label) in labels) label._labels = labels;
        return labels[^1].Label;
    }

    /// <summary>The same product by the label in force on a day.</summary>
    public Product On(DateOnly day) => _labels.Count < 2 ? this : (_labels.LastOrDefault(each => each.From <= day).Label ?? _labels[0].Label);

    public ProductIdentity Identity { get; }

    public ProductSettings Settings { get; }

    /// <summary>Every row of the label, with its source and certainty.</summary>
    public ProductRows Rows { get; }

    public string Code => Identity.Code;

    /// <summary>The doses that can be prescribed, where the label lists them.</summary>
    public IReadOnlyList<decimal> Strengths { get; }

    public IReadOnlyCollection<ScheduleRow> Schedule => _schedule.Values;

    public IReadOnlyList<MissedRow> Missed => Rows.Missed;

    public IReadOnlyList<RenalRow> Renal => Rows.Renal;

    /// <summary>Whether the label leaves the interval to the prescriber.</summary>
    public bool IntervalIsPrescribed { get; }

    /// <summary>Whether the product has no start of its own and can only follow another one.</summary>
    public bool StartsBySwitch => ScheduleAfter(InjectionPhase.NotStarted).CountsFrom == CountsFrom.Switch;

    /// <summary>Whether the dose can be prescribed.</summary>
    public bool Offers(decimal? dose) => dose is { } amount && (Strengths.Contains(amount) || Rows.Range?.Allows(amount) == true);

    /// <summary>Whether the dose can be prescribed at this interval.</summary>
    public bool Offers(decimal? dose, int? intervalDays)
    {
        if (!IntervalIsPrescribed || intervalDays is not { } days) return Offers(dose);

        return Rows.Range?.Allows(dose ?? 0, days)
            ?? Rows.Strengths.Any(strength => strength.Use == StrengthUse.Any && strength.Amount == dose && (strength.IntervalDays ?? days) == days);
    }

    /// <summary>Whether the label knows this interval.</summary>
    public bool OffersInterval(int days) =>
        Rows.Range?.AllowsInterval(days) ?? Rows.Strengths.Any(strength => (strength.IntervalDays ?? days) == days);

    /// <summary>Whether one injection can hold the dose; a bridging dose is one that a row of this label names.</summary>
    public bool CanBeGiven(decimal dose, string? otherProduct = null) => otherProduct is null
        ? Offers(dose) || Rows.Strengths.Any(strength => strength.Use != StrengthUse.DaySum && strength.Amount == dose)
        : Missed.SelectMany(row => row.Steps).Any(step => step.Product == otherProduct && step.Dose.Amount == dose);

    public ScheduleRow ScheduleAfter(InjectionPhase phase) => _schedule[phase];

    public RenalRow? RenalFor(RenalBand band)
    {
        for (var number = 0; number < Renal.Count; number++)
            if (Renal[number].Band == band) return Renal[number];

        return null;
    }

    internal IReadOnlyList<RenalRow> KidneysOf(string bridge) => Rows.BridgeRenal.GetValueOrDefault(bridge) ?? [];

    public SwitchRow? SwitchFrom(string code) => Rows.Switches.FirstOrDefault(row => row.From == code);

    /// <summary>The start dose without which the missed-dose rows do not hold (project reading R25); null where they presuppose none.</summary>
    internal decimal? StartDosePresupposed =>
        Missed.Count > 0 && ScheduleAfter(InjectionPhase.NotStarted).Dose is { Kind: DoseKind.Fixed } dose ? dose.Amount : null;

    internal bool Knows(InjectionPhase phase) => _schedule.ContainsKey(phase);

    /// <summary>Whether a day may have had this much in all, several injections together.</summary>
    internal bool CanBeADay(decimal dose, string? otherProduct) =>
        CanBeGiven(dose, otherProduct) || (otherProduct is null && Rows.Strengths.Any(strength => strength.Amount == dose));

    /// <summary>The muscles that any row allows for a product, for a dose on a psychiatrist's word.</summary>
    internal Muscles MusclesFor(string? otherProduct) => otherProduct is null
        ? Identity.Muscles
        : Missed.SelectMany(row => row.Steps).Where(step => step.Product == otherProduct).Aggregate(Muscles.None, (all, step) => all | step.Muscles);

    internal IReadOnlyList<MissedRow> MissedRows(MissedTable? table, decimal? stabilised) =>
        [.. Missed.Where(row => row.Table == table && row.IsFor(stabilised))];

    private void RequireAnswers()
    {
        var lacking = PhasesThatCanBeReached().Where(phase => !Knows(phase)).ToList();
        if (lacking.Count > 0) throw new ArgumentException($"{Code}: the schedule has no row after {string.Join(", ", lacking)}.");
        if (Strengths.Count == 0 && Rows.Range is null) throw new ArgumentException($"{Code}: no strength.");
        if (Missed.FirstOrDefault(row => row.Steps.Count == 0) is { } empty) throw new ArgumentException($"{empty.Row}: no step.");
        if (Missed.FirstOrDefault(LacksTheStepThatItsCodePromises) is { } brief) throw new ArgumentException($"{brief.Row}: no second step.");
    }

    private IEnumerable<InjectionPhase> PhasesThatCanBeReached()
    {
        List<InjectionPhase> phases = [InjectionPhase.NotStarted, InjectionPhase.StartFirst, InjectionPhase.Maintenance];
        if (Missed.Count > 0) phases.Add(InjectionPhase.Unlabelled);
        if (Missed.Any(row => row.Table is MissedTable.SecondStart or MissedTable.EarlyDoses)) phases.Add(InjectionPhase.StartSecond);
        if (Missed.Any(row => row.Code == AdviceCode.MissedReload)) phases.Add(InjectionPhase.ReloadFirst);
        if (Missed.Any(row => row.Code == AdviceCode.MissedReload && !row.BridgesOnce)) phases.Add(InjectionPhase.ReloadSecond);
        if (Missed.Any(row => row.Code == AdviceCode.MissedRestart && row.Steps[0].Product is null)) phases.Add(InjectionPhase.RestartFirst);
        if (Missed.Any(row => row is { Table: MissedTable.SecondStart, Code: AdviceCode.MissedSimple })) phases.Add(InjectionPhase.StartSecondLate);
        return phases;
    }

    // A late second start dose and a re-load each promise a second injection, and the plan reads it from here.
    private static bool LacksTheStepThatItsCodePromises(MissedRow row) =>
        row.Steps.Count < 2 && (row.Table == MissedTable.SecondStart || row.Code == AdviceCode.MissedReload);
}
