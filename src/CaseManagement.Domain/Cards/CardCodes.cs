namespace CaseManagement.Domain.Cards;

/// <summary>Which of the five national cards. The numbers are stored and never move.</summary>
public enum CardKind
{
    /// <summary>报告卡</summary>
    Report = 1,

    /// <summary>出院信息单</summary>
    Discharge = 2,

    /// <summary>随访记录</summary>
    FollowUp = 3,

    /// <summary>应急处置记录单</summary>
    Emergency = 4,

    /// <summary>迁出</summary>
    MoveOut = 5,
}

/// <summary>How far a card has come. The numbers are stored and never move; up to <see cref="Refused"/> somebody or a job has still something to do.</summary>
public enum CardState
{
    /// <summary>待核对</summary>
    ToCheck = 1,

    /// <summary>核对未通过 something that the platform asks for is missing or wrong: it is not sent.</summary>
    Failing = 2,

    /// <summary>待发送</summary>
    Ready = 3,

    /// <summary>已发送 the platform has not answered yet.</summary>
    Sent = 4,

    /// <summary>平台退回</summary>
    Refused = 5,

    /// <summary>平台已接收</summary>
    Accepted = 6,

    /// <summary>已替换 another card took its place, or it had not been sent when its record was cancelled.</summary>
    Replaced = 7,

    /// <summary>不上报 somebody has decided that it does not go, and said why.</summary>
    Dropped = 8,
}

/// <summary>Why a card does not go to the platform. The numbers are stored and never move.</summary>
/// <remarks>No source lists reasons: these are our own, the few in which mending cannot help.</remarks>
public enum CardDrop
{
    /// <summary>患者没有证件，无法补录</summary>
    NoDocument = 1,

    /// <summary>已在国家平台直接录入</summary>
    EnteredThere = 2,

    /// <summary>平台不接收此类记录</summary>
    NotTakenThere = 3,
}

/// <summary>Why a card that was put aside goes after all; kept with the audit entry.</summary>
/// <remarks>No source lists reasons: these are our own.</remarks>
public enum CardTakenUp
{
    /// <summary>并未在国家平台录入</summary>
    NotEnteredThere = 1,

    /// <summary>证件已补录</summary>
    DocumentFound = 2,

    /// <summary>误操作</summary>
    Mistaken = 3,
}

/// <summary>What a card asks of the platform. The numbers are stored and never move.</summary>
public enum CardPurpose
{
    /// <summary>新报</summary>
    New = 1,

    /// <summary>订正 it takes the place of the card that it names.</summary>
    Correction = 2,

    /// <summary>撤销 the card that it names should not be there.</summary>
    Cancellation = 3,
}

/// <summary>Where what a card lacks is put right.</summary>
public enum CardMend
{
    /// <summary>个案页 who the patient is, and where they live.</summary>
    Case = 1,

    /// <summary>个人信息补充表</summary>
    Supplementary = 2,

    /// <summary>报告卡</summary>
    Report = 3,

    /// <summary>随访记录</summary>
    FollowUp = 4,

    /// <summary>应急处置记录单</summary>
    Emergency = 5,

    /// <summary>出院信息单</summary>
    Discharge = 6,

    /// <summary>迁移</summary>
    MoveOut = 7,
}

/// <summary>When a field of a card must be filled.</summary>
public enum CardDuty
{
    Never = 1,
    Always = 2,

    /// <summary>Of a follow-up that found the patient.</summary>
    Seen = 3,

    /// <summary>Of a follow-up that did not.</summary>
    Lost = 4,

    /// <summary>Of a follow-up that learnt of a death.</summary>
    Dead = 5,
}

/// <summary>How much of a field is shown on a screen.</summary>
public enum CardMask
{
    None = 1,
    Document = 2,
    Phone = 3,
    Address = 4,
}

/// <summary>报告类型. The numbers are the national platform's.</summary>
public enum ReportKind
{
    /// <summary>发病报告 harmed others, or is a danger to others.</summary>
    Onset = 1,

    /// <summary>登记 one of the six disorders, and not the above.</summary>
    Registration = 2,
}

/// <summary>报告科室. The numbers are the national platform's.</summary>
public enum ReportDepartment
{
    /// <summary>门诊</summary>
    Outpatient = 1,

    /// <summary>住院</summary>
    Inpatient = 2,
}

/// <summary>Why a card came back to whoever can mend it. The numbers are stored and never move.</summary>
public enum CardTrouble
{
    /// <summary>核对未通过</summary>
    Failing = 1,

    /// <summary>平台退回</summary>
    Refused = 2,

    /// <summary>平台未答复 it has left, and no answer came in time.</summary>
    Unanswered = 3,
}
