using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Domain.Patients;

/// <summary>个人信息补充表 as it is kept: the phone of the contact is sealed for the patient.</summary>
public sealed record SupplementaryForm : SupplementaryAnswers
{
    public SupplementaryForm() { }

    public SupplementaryForm(SupplementaryAnswers answers, SealedText? committeePhone) : base(answers) => CommitteePhone = committeePhone;

    public SealedText? CommitteePhone { get; init; }
}

/// <summary>The answers of 个人信息补充表, the patient's history on entry, without the one number in it; guardian and consent are held elsewhere.</summary>
/// <remarks>Source: supplementary form, 3rd ed. (2017), severe mental disorders. Null is "not recorded"; an empty list is "none ticked".</remarks>
public abstract record SupplementaryAnswers
{
    public const int ShortTextMaxLength = 100;
    public const int TextMaxLength = 500;

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

    private static void RequireNotAfter(PartialDate? date, DateOnly today, string code, string message) =>
        Rule.Require(date is not { } known || !known.IsCertainlyAfter(today), code, message);
}
