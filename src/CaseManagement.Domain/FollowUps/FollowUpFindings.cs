namespace CaseManagement.Domain.FollowUps;

/// <summary>What the follow-up record form asks, field by field, and the few questions the class needs beside it.</summary>
/// <remarks>
/// Source: follow-up record form, 2018 norm (3rd ed. 2017 where the two agree). Null is "not recorded", everywhere; an empty list is "none ticked".
/// No field has a default: an answer that nobody gave must not lower a risk.
/// </remarks>
public sealed record FollowUpFindings
{
    /// <summary>For the short texts beside a code ("other: …").</summary>
    public const int ShortTextMaxLength = 100;

    /// <summary>For reasons and descriptions.</summary>
    public const int TextMaxLength = 500;

    public VisitMode? Mode { get; init; }
    public IReadOnlyList<Respondent>? Respondents { get; init; }

    public LossReason? LossReason { get; init; }
    public string? LossReasonOther { get; init; }

    public DateOnly? DiedOn { get; init; }
    public DeathCause? DeathCause { get; init; }
    public FatalIllness? FatalIllness { get; init; }

    public RiskLevel? Risk { get; init; }

    public IReadOnlyList<Symptom>? Symptoms { get; init; }
    public string? SymptomsOther { get; init; }

    /// <summary>Asked besides the form.</summary>
    public SymptomState? SymptomState { get; init; }

    public Insight? Insight { get; init; }
    public FunctionLevel? Sleep { get; init; }
    public FunctionLevel? Diet { get; init; }

    public FunctionLevel? SelfCare { get; init; }
    public FunctionLevel? Housework { get; init; }
    public FunctionLevel? Work { get; init; }
    public FunctionLevel? Learning { get; init; }
    public FunctionLevel? Interpersonal { get; init; }

    public DangerousActs? DangerousActs { get; init; }
    public Locking? Locking { get; init; }

    public HospitalStay? Hospital { get; init; }
    public PartialDate? LastDischargedOn { get; init; }

    /// <summary>Asked besides the form.</summary>
    public PhysicalIllness? PhysicalIllness { get; init; }

    public string? PhysicalIllnessText { get; init; }

    /// <summary>Asked besides the form: anything else abnormal.</summary>
    public bool? OtherAbnormality { get; init; }

    public string? OtherAbnormalityText { get; init; }

    public Laboratory? Laboratory { get; init; }
    public string? LaboratoryText { get; init; }

    public Adherence? Adherence { get; init; }
    public AdverseReaction? AdverseReaction { get; init; }
    public string? AdverseReactionText { get; init; }

    /// <summary>Asked besides the form: whether the adverse reaction is a serious one.</summary>
    public bool? AdverseReactionSerious { get; init; }

    public TreatmentEffect? Effect { get; init; }

    public ReferralAnswer? ReferralAdvised { get; init; }
    public string? ReferralReason { get; init; }
    public ReferralAnswer? ReferralDone { get; init; }

    /// <summary>转诊至机构及科室</summary>
    public string? ReferredTo { get; init; }

    /// <summary>用药情况: what is really taken.</summary>
    public DrugRows? DrugsInUse { get; init; }

    /// <summary>用药指导: what the doctor orders now.</summary>
    public DrugRows? DrugGuidance { get; init; }

    public IReadOnlyList<RehabilitationMeasure>? Rehabilitation { get; init; }
    public string? RehabilitationOther { get; init; }

    /// <summary>The patient was seen in person: at the clinic or at home.</summary>
    public static bool IsFaceToFace(VisitMode? mode) => mode is VisitMode.Clinic or VisitMode.Home;
}
