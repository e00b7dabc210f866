using System.Collections;
using System.Reflection;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Patients;

/// <summary>个人信息补充表 as it is kept: the phone of the contact is sealed for the patient.</summary>
public sealed record SupplementaryForm : SupplementaryAnswers
{
    public SupplementaryForm() { }

    public SupplementaryForm(SupplementaryAnswers answers, SealedText? committeePhone) : base(answers) => CommitteePhone = committeePhone;

    public SealedText? CommitteePhone { get; init; }

    /// <summary>The answers that were replaced, the oldest first; null where none was.</summary>
    public IReadOnlyList<ReplacedAnswers>? Earlier { get; init; }

    /// <summary>The form as it is filled in or corrected now; what stood there before is kept beside it.</summary>
    /// <exception cref="RuleBrokenException"><c>supplementary.reason-missing</c>: an answer is replaced and nobody says why; or the answers cannot be true together.</exception>
    internal SupplementaryForm FilledIn(SupplementaryForm now, string? reason, StaffId by, DateOnly today)
    {
        now.RequireConsistent(today);
        Rule.Require(!Loses(now, withSignature: false) || !string.IsNullOrWhiteSpace(reason), "supplementary.reason-missing", "An answer that was recorded is replaced with a reason.");

        return now with { Earlier = Loses(now, withSignature: true) ? [.. Earlier ?? [], new ReplacedAnswers(this, today, by, reason)] : Earlier };
    }
}

/// <summary>The answers as they stood until somebody replaced them; the phone of the contact is not kept.</summary>
public sealed record ReplacedAnswers : SupplementaryAnswers
{
    public ReplacedAnswers() { }

    internal ReplacedAnswers(SupplementaryAnswers answers, DateOnly on, StaffId by, string? reason) : base(answers) => (ReplacedOn, ReplacedBy, Reason) = (on, by.Value, reason);

    public DateOnly ReplacedOn { get; init; }

    /// <summary>The id of who replaced them.</summary>
    public Guid ReplacedBy { get; init; }

    public string? Reason { get; init; }
}

/// <summary>The answers of 个人信息补充表, the patient's history on entry, without the one number in it; guardian and consent are held elsewhere.</summary>
/// <remarks>Source: supplementary form, 3rd ed. (2017), severe mental disorders. Null is "not recorded"; an empty list is "none ticked".</remarks>
public abstract record SupplementaryAnswers
{
    public const int ShortTextMaxLength = 100;
    public const int TextMaxLength = 500;

    /// <summary>More admissions, or more of an act, is a slip of the keyboard.</summary>
    public const int MaxCount = 200;

    private static readonly PropertyInfo[] All = typeof(SupplementaryAnswers).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    /// <summary>村(居)委会联系人</summary>
    public string? CommitteeContact { get; init; }

    public HouseholdType? Household { get; init; }
    public Employment? Employment { get; init; }

    public PartialDate? FirstOnsetOn { get; init; }

    public IReadOnlyList<Symptom>? PastSymptoms { get; init; }
    public string? PastSymptomsOther { get; init; }

    public Locking? PastLocking { get; init; }

    public OutpatientTreatment? PastOutpatientTreatment { get; init; }

    /// <summary>首次抗精神病药治疗时间</summary>
    public PartialDate? FirstTreatedOn { get; init; }

    /// <summary>Psychiatric admissions, 0 if none.</summary>
    public int? PastAdmissions { get; init; }

    public string? Diagnosis { get; init; }
    public string? DiagnosingHospital { get; init; }
    public PartialDate? DiagnosedOn { get; init; }

    public PastTreatmentEffect? LatestEffect { get; init; }

    public DangerousActs? DangerousActs { get; init; }

    public Economy? Economy { get; init; }

    public string? SpecialistOpinion { get; init; }

    public DateOnly? FilledOn { get; init; }
    public string? DoctorName { get; init; }

    /// <summary>Refuses what cannot be true together; a partial date is refused only when no reading of it fits.</summary>
    /// <remarks>Source: checks of the national platform as seen in its clients (first treatment against onset and today; exclusive "none").</remarks>
    public void RequireConsistent(DateOnly today)
    {
        RequireNotAfter(FirstOnsetOn, today, "supplementary.onset-in-future", "The first onset is not in the future.");
        RequireNotAfter(FirstTreatedOn, today, "supplementary.treatment-in-future", "The first treatment is not in the future.");
        RequireNotAfter(DiagnosedOn, today, "supplementary.diagnosis-in-future", "The diagnosis is not in the future.");
        Rule.Require(
            FirstTreatedOn is not { } treated || FirstOnsetOn is not { } onset || !treated.IsCertainlyBefore(onset),
            "supplementary.treatment-before-onset",
            "The first treatment is not before the first onset.");
        Rule.Require(
            DangerousActs is not { Contradicts: true },
            "supplementary.dangerous-acts.none-is-exclusive",
            "\"None\" is not ticked beside a dangerous act.");
        Rule.Require(FilledOn is null || FilledOn <= today, "supplementary.filled-in-future", "The form is not filled in ahead of time.");
    }

    /// <summary>Whether something that was recorded here is not there any more.</summary>
    /// <param name="withSignature">Counts the day of filling in and the doctor's name, which are new each time.</param>
    protected bool Loses(SupplementaryAnswers now, bool withSignature) =>
        All.Any(answer => (withSignature || answer.Name is not (nameof(FilledOn) or nameof(DoctorName))) && answer.GetValue(this) is { } said && !Same(said, answer.GetValue(now)));

    private static bool Same(object said, object? now) =>
        said is IEnumerable list and not string ? now is IEnumerable others && list.Cast<object>().SequenceEqual(others.Cast<object>()) : said.Equals(now);

    private static void RequireNotAfter(PartialDate? date, DateOnly today, string code, string message) =>
        Rule.Require(date is not { } known || !known.IsCertainlyAfter(today), code, message);
}
