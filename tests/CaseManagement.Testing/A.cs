using CaseManagement.Application.Features.CasePlans;
using CaseManagement.Application.Features.Examinations;
using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Referrals;
using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Examinations;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Testing;

/// <summary>Valid things to vary: a test states only what matters to it.</summary>
public static class A
{
    public static readonly DateOnly Monday = new(2026, 3, 2);

    /// <summary>Every deciding question answered, all of it well.</summary>
    public static FollowUpFindings CalmFindings { get; } = new()
    {
        Mode = VisitMode.Home,
        Respondents = [Respondent.Patient],
        Risk = new(0),
        Symptoms = [],
        SymptomState = SymptomState.Gone,
        Insight = Insight.Complete,
        Sleep = FunctionLevel.Good,
        Diet = FunctionLevel.Good,
        SelfCare = FunctionLevel.Good,
        Housework = FunctionLevel.Fair,
        Work = FunctionLevel.Good,
        Learning = FunctionLevel.Fair,
        Interpersonal = FunctionLevel.Good,
        DangerousActs = DangerousActs.Nothing,
        Hospital = HospitalStay.None,
        PhysicalIllness = PhysicalIllness.None,
        OtherAbnormality = false,
        Adherence = Adherence.Regular,
        AdverseReaction = AdverseReaction.None,
    };

    /// <summary>Danger level 3: enough by itself to be unstable.</summary>
    public static FollowUpFindings UnstableFindings { get; } = CalmFindings with { Risk = new(3) };

    public static FollowUpFindings BasicallyStableFindings { get; } = CalmFindings with { Risk = new(1) };

    public static RegisterPatient Registration(string name = "测试甲") => new(
        name, Sex.Male, new(1980, 5, 20), Document: null, DocumentNumber: null, TestTown.Community, "东城大道1号", "10000000001",
        new GuardianInput("测试母", "母亲", "10000000002", null, null),
        new Diagnosis(Disorder.Schizophrenia, "F20", "精神卫生中心", new(2020, 1, 15)),
        new SupplementaryInput(),
        new ConsentAnswer(true, new Signature(Signer.Guardian, "测试母", "母亲", new(2026, 1, 5))),
        RegisteredOn: new(2026, 1, 5));

    public static RecordFollowUp FollowUpOf(ManagedCaseId caseId) => new(caseId, Monday, FollowUpOutcome.Seen, CalmFindings, Stability.Stable);

    /// <summary>Every item done but the ECG.</summary>
    public static RecordPhysicalExamination ExaminationOf(ManagedCaseId caseId) => new(caseId, Monday, ExaminationOutcome.Done, ExaminationConsent.Guardian, new()
    {
        General = "未见异常",
        SystolicMmHg = 120,
        DiastolicMmHg = 80,
        WeightKg = 62.5m,
        BloodCount = "未见异常",
        TransaminaseUnits = 21,
        GlucoseMmol = 5.2m,
        NotDone = [ExaminationItem.Ecg],
    });

    public static SendReferral ReferralOf(ManagedCaseId caseId, InstitutionId hospital) =>
        new(caseId, hospital, Monday, [ReferralReason.AcuteOrRelapse], IsUrgent: false, "复发，需专科处理", "精防科", "门诊", "王医生 0769-0000001");

    /// <param name="wasInpatient">The hospital confirms a stay of which nothing here is known.</param>
    public static SendDownReferral DischargeOf(ManagedCaseId caseId, bool wasInpatient = false) =>
        new(caseId, Monday, [ReferralReason.Discharged], "住院治疗后好转", "每月复诊，按时服药", DischargedOn: Monday, WasInpatient: wasInpatient);

    public static RecordFollowUp UnstableFollowUpOf(ManagedCaseId caseId) => FollowUpOf(caseId) with { Findings = UnstableFindings, Class = Stability.Unstable };

    /// <summary>Two people, a goal of medicine and one of rehabilitation.</summary>
    public static CasePlanContent Plan(DateOnly on) => new(
        "独居，低保",
        [new("测试医生", "家庭医生", "卫生服务中心"), new("测试社工", "社会工作者")],
        [
            new(PlanArea.Medicine, "规律服药", [new("每月电话提醒", 1, on.AddMonths(2))]),
            new(PlanArea.Rehabilitation, "参加日间康复", [new("联系康复站", 2, on.AddMonths(1)), new("陪同首次参加", 2, on.AddMonths(1))]),
        ]);

    public static BeginCasePlan PlanOf(ManagedCaseId caseId, DateOnly on) => new(caseId, Plan(on), new Signature(Signer.Guardian, "测试母", "母亲", on));

    public static IReadOnlyList<GoalReview> PlanReviewed { get; } = [new(1, "按时服药", GoalDecision.Continue, [new(1, "已提醒两次")]), new(2, "去了两次", GoalDecision.Change)];

    /// <summary>What the record of an emergency says at least.</summary>
    public static CrisisRecordForm CrisisRecord(DateTimeOffset startedAt) => new() { StartedAt = startedAt, Scene = "在家砸物", Measures = "劝解，联系民警", Reasons = [CrisisTrigger.DangerToOthers] };
}
