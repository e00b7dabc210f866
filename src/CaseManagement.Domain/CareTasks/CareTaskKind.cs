namespace CaseManagement.Domain.CareTasks;

/// <summary>What a care task is about. The numbers are stored and never move.</summary>
public enum CareTaskKind
{
    /// <summary>随访 the next follow-up visit.</summary>
    FollowUp = 1,

    /// <summary>长效针剂 the next long-acting injection.</summary>
    Injection = 2,

    /// <summary>首次面访 the first face-to-face visit after consent or discharge.</summary>
    FirstVisit = 3,

    /// <summary>是否仍在住院 learn whether a patient who was in hospital still is.</summary>
    HospitalCheck = 4,

    /// <summary>精神科指导 a psychiatrist's guidance on this patient.</summary>
    SpecialistReview = 5,

    /// <summary>签约续签 renew the service agreement before it ends.</summary>
    AgreementRenewal = 6,

    /// <summary>药效覆盖终点 the last day on which the injection last given still covers, before the label asks for more than a plain dose.</summary>
    CoverageEnd = 7,

    /// <summary>年度体检 the yearly physical examination.</summary>
    PhysicalExamination = 8,

    /// <summary>转诊接收 the hospital confirms or declines a referral.</summary>
    ReferralReceipt = 9,

    /// <summary>转诊结果 the hospital answers with a result or hands the patient back; after a refusal the team says what is done instead.</summary>
    ReferralOutcome = 10,

    /// <summary>下转接收 the community takes over a patient whom a hospital hands back, or says why not.</summary>
    DischargeIntake = 11,

    /// <summary>退回的下转 a hospital answers a discharge that the community did not take: it sends it anew, or takes it back.</summary>
    RefusedDischarge = 25,

    /// <summary>失访查找 the report of a lost patient, and the search every month.</summary>
    LossSearch = 14,

    /// <summary>迁移接收 the other side takes over a patient who moves, or sends the offer back.</summary>
    TransferAcceptance = 15,

    /// <summary>不同意管理者的轻度随访 a patient who refused is asked again.</summary>
    RefusalWatch = 16,

    /// <summary>个案计划评估 the review of a case plan.</summary>
    CasePlanReview = 17,

    /// <summary>应急处置记录单 the record of an emergency.</summary>
    CrisisRecord = 12,

    /// <summary>处置后随访 a closer visit after an emergency was handled.</summary>
    CrisisVisit = 13,

    /// <summary>落实精神科意见 an advice that a psychiatrist gave is read and seen to by the team.</summary>
    AdviceToFollow = 18,

    /// <summary>报告卡 the report card of a confirmed diagnosis, or the entry of one that came on paper.</summary>
    ReportCard = 20,

    /// <summary>上报卡待修正 a card for the national platform came back and is to be put right.</summary>
    CardToMend = 21,

    /// <summary>应急处置待结束 everybody who must know of an emergency is told and its handling is ended, once its record is written.</summary>
    CrisisHandling = 22,

    /// <summary>答复疑问 a hospital answers the question with which a case was sent to it.</summary>
    SpecialistQuestion = 23,
}
