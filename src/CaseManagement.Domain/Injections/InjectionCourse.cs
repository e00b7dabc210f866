using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Injections;

/// <summary>A patient's treatment with one long-acting product, from its planned first injection until it is stopped.</summary>
public sealed class InjectionCourse
{
    public const int ProductCodeMaxLength = 40;
    public const int ToleranceNoteMaxLength = 500;
    public const int StopReasonMaxLength = 200;

    private readonly List<Injection> _injections = [];

    private InjectionCourse() { }

    internal InjectionCourse(InjectionCourseId id, InjectionPrescription prescription, Product product)
    {
        product = product.On(prescription.StartsOn);
        DoseRules.RequirePrescribable(prescription.MaintenanceDose, prescription.IntervalDays, prescription.Renal, product);
        Rule.Require(IsRecommended(prescription.Renal, product), "injection.not-eligible-renal", NotEligibleRenal);

        Id = id;
        ProductCode = product.Code;
        StartsOn = prescription.StartsOn;
        MaintenanceDose = prescription.MaintenanceDose;
        IntervalDays = prescription.IntervalDays;
        SwitchFrom = prescription.SwitchFrom;
        Renal = prescription.Renal;
        PrescribedBy = prescription.PrescribedBy;
        OralToleratedOn = prescription.OralToleratedOn;
        ToleranceNote = prescription.ToleranceNote;
    }

    public InjectionCourseId Id { get; private set; }

    public string ProductCode { get; private set; } = "";

    public DateOnly StartsOn { get; private set; }

    /// <summary>The dose prescribed now, in the unit of the product.</summary>
    public decimal MaintenanceDose { get; private set; }

    /// <summary>The prescribed interval, where the label leaves it to the prescriber.</summary>
    public int? IntervalDays { get; private set; }

    /// <summary>The course of another product that this one follows, as the prescriber stated.</summary>
    public InjectionCourseId? SwitchFrom { get; private set; }

    /// <summary>Since when it is documented that the same molecule was tolerated by mouth.</summary>
    public DateOnly? OralToleratedOn { get; private set; }

    public string? ToleranceNote { get; private set; }

    public RenalBand Renal { get; private set; }

    public StaffId PrescribedBy { get; private set; }

    /// <summary>What was prescribed before, the oldest first; null while it was never changed.</summary>
    public IReadOnlyList<PastPrescription>? Past { get; private set; }

    /// <summary>The last day on which an injection of this course counts, inclusive.</summary>
    public DateOnly? StoppedOn { get; private set; }

    public StaffId? StoppedBy { get; private set; }

    public string? StopReason { get; private set; }

    /// <summary>Every record, the cancelled and superseded ones too.</summary>
    public IReadOnlyList<Injection> Injections => _injections;

    // Methods, so that the mapping does not take them for columns or for children.
    /// <param name="before">What this course follows, as <see cref="EarlierCourse.Of"/> finds it among the courses of the case.</param>
    public CourseTerms Terms(EarlierCourse? before = null) => new(StartsOn, MaintenanceDose, OralToleratedOn, Renal, IntervalDays, before) { Past = Past ?? [] };

    /// <summary>The doses that count, for advice and plan.</summary>
    public IReadOnlyList<DoseFact> ValidDoses() => [.. _injections.Where(injection => injection.IsValid).Select(injection => injection.Fact())];

    public InjectionAdvice Advise(Product product, DateOnly on, EarlierCourse? before = null) =>
        InjectionAdvisor.Advise(Mine(product), Terms(before), ValidDoses(), on);

    /// <summary>The appointments: one for each day of injections, and the next.</summary>
    public IReadOnlyList<PlannedTask> PlanTasks(Product product, EarlierCourse? before = null) =>
        InjectionPlan.Derive(Mine(product), Terms(before), ValidDoses(), StoppedOn);

    /// <summary>Beside the appointments: until when the dose last given covers.</summary>
    public IReadOnlyList<PlannedTask> PlanCoverage(Product product, EarlierCourse? before = null) =>
        InjectionPlan.Coverage(Mine(product), Terms(before), ValidDoses(), StoppedOn);

    /// <summary>The dose expected on the due day of the open task; null where the label or the data give none.</summary>
    public PlannedDose? NextDose(Product product, EarlierCourse? before = null) => InjectionPlan.NextDose(Mine(product), Terms(before), ValidDoses());

    /// <summary>Records an injection, which may have been given before others that are already recorded.</summary>
    internal Injection Give(InjectionId id, DoseGiven dose, Product product, DateOnly today, EarlierCourse? before = null)
    {
        dose = dose.ProductCode == ProductCode ? dose with { ProductCode = null } : dose;
        RequireGivable(dose, ValidDoses(), Mine(product), today, before);

        var injection = new Injection(id, Id, dose, recordedOn: today);
        _injections.Add(injection);
        return injection;
    }

    /// <summary>Replaces a mistaken record by a right one; the mistaken one stays, cancelled with the reason.</summary>
    internal Injection Correct(
        InjectionId mistaken, InjectionId id, DoseGiven dose, string reason, StaffId by, Product product, DateOnly today, EarlierCourse? before = null)
    {
        dose = dose.ProductCode == ProductCode ? dose with { ProductCode = null } : dose;
        var old = Find(mistaken);
        Rule.Require(old.IsValid, "injection.already-cancelled", "This record of an injection has already been cancelled or corrected.");
        RequireGivable(dose, [.. ValidDoses().Where(other => other.Id != mistaken)], Mine(product), today, before);

        old.Cancel(reason, by, today);
        var injection = new Injection(id, Id, dose, recordedOn: today, supersedes: mistaken);
        _injections.Add(injection);
        return injection;
    }

    internal void Cancel(InjectionId id, string reason, StaffId by, DateOnly today) => Find(id).Cancel(reason, by, today);

    internal void Stop(DateOnly on, string reason, StaffId by, DateOnly today)
    {
        Rule.Require(StoppedOn is null, "injection.course-already-stopped", "This course has already been stopped.");
        Rule.Require(on <= today, "injection.stop-in-future", "A course is not stopped ahead of time.");
        Rule.Require(!string.IsNullOrWhiteSpace(reason), "injection.reason-required", "Cancelling, correcting or stopping needs a reason.");
        Rule.Require(ValidDoses().All(dose => dose.On <= on), "injection.stop-before-dose", "A course is not stopped before its last injection.");

        StoppedOn = on;
        StoppedBy = by;
        StopReason = reason;
    }

    private void DocumentTolerance(DateOnly since, string? note, DateOnly today)
    {
        Rule.Require(since <= today, "injection.tolerability-in-future", "Tolerability is not documented ahead of time.");

        OralToleratedOn = since;
        ToleranceNote = note;
    }

    /// <summary>Changes the dose or the interval from a day on; what has been found of the patient holds at once.</summary>
    internal void Change(PrescriptionChange change, Product product, DateOnly today)
    {
        RequireRunning();
        Rule.Require(change.On <= today, "injection.change-in-future", "A prescription is not changed ahead of time.");
        Rule.Require(Past is null || change.On >= Past[^1].UntilOn, "injection.change-before-last", "This prescription was changed after that day already, on {0}.", Past?[^1].UntilOn ?? default);

        if (change.MaintenanceDose != MaintenanceDose || change.IntervalDays != IntervalDays)
        {
            DoseRules.RequirePrescribable(change.MaintenanceDose, change.IntervalDays, change.Renal, Mine(product));
            Past = [.. Past ?? [], new PastPrescription(change.On, MaintenanceDose, IntervalDays, PrescribedBy.Value)];
            (MaintenanceDose, IntervalDays, PrescribedBy) = (change.MaintenanceDose, change.IntervalDays, change.By);
        }

        Renal = change.Renal;
        if (change.OralToleratedOn is { } since) DocumentTolerance(since, change.ToleranceNote ?? ToleranceNote, today);
    }

    private const string NotEligibleRenal = "The label does not recommend this product at such a kidney function.";

    private void RequireGivable(DoseGiven dose, IReadOnlyList<DoseFact> others, Product product, DateOnly today, EarlierCourse? earlier)
    {
        product = product.On(dose.GivenOn);
        Rule.Require(dose.GivenOn <= today, "injection.in-future", "An injection is not recorded ahead of time.");
        Rule.Require(dose.GivenOn >= StartsOn, "injection.before-course", "This day is before the planned start of the course, {0}.", StartsOn);
        RequireRunning(dose.GivenOn);
        Rule.Require(OralToleratedOn <= dose.GivenOn, "injection.tolerability-not-documented",
            "Before the first long-acting injection it must be documented that the same molecule was tolerated by mouth.");
        // What was really given must be kept, or the next advice counts from a wrong day: a psychiatrist's word opens the way.
        Rule.Require(dose.ConfirmedBy is not null || IsRecommended(Renal, product), "injection.not-eligible-renal", NotEligibleRenal);

        List<DoseFact> before = [.. others.Where(other => other.On <= dose.GivenOn)];
        DoseRules.RequireGivable(dose, InjectionAdvisor.Advise(product, Terms(earlier), before, dose.GivenOn), product);
    }

    private void RequireRunning(DateOnly? on = null) =>
        Rule.Require(StoppedOn is null || on <= StoppedOn, "injection.course-stopped", "The course has been stopped.");

    private static bool IsRecommended(RenalBand renal, Product product) => product.RenalFor(renal)?.Recommended ?? true;

    private Injection Find(InjectionId id) =>
        _injections.FirstOrDefault(injection => injection.Id == id)
        ?? throw new ArgumentException($"The course has no injection {id.Value}.", nameof(id));

    private Product Mine(Product product) => product.Code == ProductCode
        ? product
        : throw new ArgumentException($"The course is of {ProductCode}, not of {product.Code}.", nameof(product));
}
