namespace CaseManagement.Domain.Injections;

/// <summary>One injection of a plan: how much, in which muscles, on which day.</summary>
/// <remarks>Unit: that of the product.</remarks>
/// <param name="Product">The code of another product, where the label bridges with one; null for the course's own.</param>
public sealed record PlannedDose(decimal Dose, Muscles Muscles, DateOnly On, string? Product = null);

/// <summary>A row of the formulary that an answer quotes, with the plan that follows from it.</summary>
public sealed record AdviceRow(string Row, AdviceCode Code, IReadOnlyList<PlannedDose> Plan, Provenance Provenance);

/// <summary>What the label says of an injection on a day; a psychiatrist confirms every dose.</summary>
/// <param name="Rows">The row that gave the code, then the neighbouring rows it must be read with.</param>
/// <param name="Plan">What is given, beginning on the day asked about; empty when nothing is to be given without a psychiatrist's choice.</param>
/// <param name="Ambiguous">A boundary in bare months is so near that a psychiatrist chooses between the rows, each with its own plan.</param>
/// <param name="DaysSinceLast">Calendar days since the last injection; null before the first one or while its day is unknown.</param>
/// <param name="Missing">What must be known before the label can answer, as codes of <see cref="MissingData"/>.</param>
public sealed record InjectionAdvice(
    AdviceCode Code,
    IReadOnlyList<AdviceRow> Rows,
    IReadOnlyList<PlannedDose> Plan,
    bool Ambiguous,
    InjectionPhase? Phase,
    DateOnly? LastOn,
    int? DaysSinceLast,
    DateOnly? OpensOn,
    DateOnly? DueOn,
    DateOnly? ClosesOn,
    IReadOnlyList<string> Missing)
{
    /// <summary>The injection may go ahead as planned; anything else first needs a psychiatrist's word.</summary>
    public bool IsRoutine => Code is AdviceCode.EarlyOk or AdviceCode.Due or AdviceCode.LateInWindow;

    /// <summary>A psychiatrist must decide about this day; before the window nobody has to, since nothing is given yet.</summary>
    public bool AsksPsychiatrist => Ambiguous || (!IsRoutine && Code != AdviceCode.TooEarly);

    /// <summary>For how many days oral treatment goes on beside the injection, where the row starts or starts again; null where it does not, or the label is silent.</summary>
    public int? OralCoverDays { get; init; }

    /// <summary>What else the label says at this point, without a figure to plan by.</summary>
    public IReadOnlyList<ProductRemark> Remarks { get; init; } = [];

    internal static InjectionAdvice WithoutDates(IReadOnlyList<string> missing) =>
        new(AdviceCode.NeedData, [], [], false, null, null, null, null, null, null, missing);
}
