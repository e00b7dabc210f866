namespace CaseManagement.Domain.Referrals;

/// <summary>Which way a patient is handed over.</summary>
public enum ReferralDirection
{
    /// <summary>上转 from primary care to a specialist hospital.</summary>
    Up = 1,

    /// <summary>下转 from the hospital to primary care: a discharge, or the answer to a referral with a plan.</summary>
    Down = 2,
}

/// <summary>One of the two ends of a referral.</summary>
public enum ReferralEnd
{
    /// <summary>医院</summary>
    Hospital = 1,

    /// <summary>基层 the care team, and the prevention office for it.</summary>
    Community = 2,
}

/// <summary>Why a patient is referred.</summary>
/// <remarks>1 to 9 upwards, 11 to 13 downwards. Source: a local norm of two-way referral (S8), both lists.</remarks>
public enum ReferralReason
{
    /// <summary>急性发作或复发</summary>
    AcuteOrRelapse = 1,

    /// <summary>暴力、自伤或自杀行为</summary>
    ViolenceOrSelfHarm = 2,

    /// <summary>疑似或诊断不明</summary>
    DiagnosisUnclear = 3,

    /// <summary>急性药物不良反应</summary>
    AcuteAdverseReaction = 4,

    /// <summary>疗效不佳</summary>
    PoorEffect = 5,

    /// <summary>严重躯体疾病</summary>
    PhysicalIllness = 6,

    /// <summary>患者或家属要求</summary>
    AskedFor = 7,

    /// <summary>家属无力监护</summary>
    NobodySupervises = 8,

    /// <summary>发现关锁患者</summary>
    LockedUp = 9,

    /// <summary>诊断明确，病情稳定或只需门诊治疗</summary>
    StableOrOutpatient = 11,

    /// <summary>出院，需社区随访</summary>
    Discharged = 12,

    /// <summary>症状控制，愿意康复</summary>
    Rehabilitation = 13,
}

/// <summary>What one end says of a referral.</summary>
public enum ReferralMove
{
    /// <summary>发出</summary>
    Send = 1,

    /// <summary>接收 the other end has it.</summary>
    Receive = 2,

    /// <summary>拒收 the other end does not take it, for a reason.</summary>
    Decline = 3,

    /// <summary>结果 what the hospital did with the patient.</summary>
    Outcome = 4,

    /// <summary>撤回 whoever sent it takes it back.</summary>
    Cancel = 5,

    /// <summary>回转 the hospital answers with a downward referral, which has steps of its own.</summary>
    Return = 6,
}

/// <summary>Where a referral stands. Below <see cref="Closed"/> somebody still has to speak.</summary>
public enum ReferralState
{
    /// <summary>待接收</summary>
    Sent = 1,

    /// <summary>已接收，待结果</summary>
    Received = 2,

    /// <summary>被拒收 it is the sender's again.</summary>
    Declined = 3,

    /// <summary>已闭环 both ends have spoken.</summary>
    Closed = 4,

    /// <summary>已撤回</summary>
    Cancelled = 5,

    /// <summary>因结案终止 the patient died, moved out or was registered by mistake before both had spoken.</summary>
    Ended = 6,
}

/// <summary>What the hospital did with a referred patient.</summary>
public enum ReferralOutcome
{
    /// <summary>住院</summary>
    Admitted = 1,

    /// <summary>门诊治疗</summary>
    Outpatient = 2,

    /// <summary>无需专科处理</summary>
    NoNeed = 3,

    /// <summary>患者未到院 so that nothing is known of the treatment.</summary>
    NotArrived = 4,

    /// <summary>转其他医院</summary>
    ReferredOn = 5,

    /// <summary>其他 said in the note.</summary>
    Other = 9,
}

/// <summary>Why one end does not take a referral.</summary>
/// <remarks>1 to 3 are the hospital's, 11 to 14 the community's. No source gives a list; this one is the project's own.</remarks>
public enum ReferralRefusal
{
    /// <summary>无床位</summary>
    NoBed = 1,

    /// <summary>不属本院诊治范围</summary>
    OtherSpecialty = 2,

    /// <summary>无转诊指征</summary>
    NotIndicated = 3,

    /// <summary>不在本辖区居住</summary>
    NotInArea = 11,

    /// <summary>已迁出</summary>
    MovedAway = 12,

    /// <summary>地址不详</summary>
    AddressUnclear = 13,

    /// <summary>单据信息不全</summary>
    FormIncomplete = 14,

    /// <summary>其他 said in the note.</summary>
    Other = 19,
}

/// <summary>Which codes are whose.</summary>
public static class ReferralCodes
{
    public static ReferralDirection Direction(this ReferralReason reason) => reason < ReferralReason.StableOrOutpatient ? ReferralDirection.Up : ReferralDirection.Down;

    public static bool IsOf(this ReferralRefusal refusal, ReferralDirection direction) =>
        refusal == ReferralRefusal.Other || (refusal < ReferralRefusal.NotInArea) == (direction == ReferralDirection.Up);
}
