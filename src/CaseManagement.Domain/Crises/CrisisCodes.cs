namespace CaseManagement.Domain.Crises;

/// <summary>What an emergency is about. The numbers are stored and never move.</summary>
/// <remarks>Source: norm of 2018, emergency handling, the four triggers in their order, as taught and applied locally (S8).</remarks>
public enum CrisisTrigger
{
    /// <summary>自伤自杀行为或风险</summary>
    SelfHarm = 1,

    /// <summary>危害公共安全或他人安全</summary>
    DangerToOthers = 2,

    /// <summary>病情复发，精神状况明显恶化</summary>
    Relapse = 3,

    /// <summary>急性药物不良反应或精神药物中毒</summary>
    AcuteReaction = 4,
}

/// <summary>How an emergency became known.</summary>
public enum CrisisSource
{
    /// <summary>随访 the answers of a follow-up say so.</summary>
    FollowUp = 1,

    /// <summary>关爱帮扶小组 a member of a care group gave a sign.</summary>
    CareGroup = 2,

    /// <summary>12356热线</summary>
    Hotline = 3,

    /// <summary>工作人员 whoever works with the patient started it.</summary>
    ByHand = 4,

    /// <summary>长效针剂 the record of an injection says so.</summary>
    Injection = 5,

    /// <summary>上转 a referral to a hospital names it as its reason.</summary>
    Referral = 6,
}

/// <summary>Where the handling of an emergency stands.</summary>
public enum CrisisState
{
    /// <summary>处置中</summary>
    Open = 1,

    /// <summary>处置后随访 the handling has ended, the patient is seen more closely.</summary>
    Watched = 2,

    /// <summary>已结案 closed by a person.</summary>
    Closed = 3,

    /// <summary>已撤销 the record that started it was corrected, and nobody had acted yet.</summary>
    Withdrawn = 4,
}

/// <summary>How the handling ended.</summary>
/// <remarks>The effect as the printed form codes it was not seen; this list is our own and to be confirmed. The form's own words are kept beside it as text.</remarks>
public enum CrisisOutcome
{
    /// <summary>缓解，居家观察</summary>
    Settled = 1,

    /// <summary>送医住院</summary>
    Admitted = 2,

    /// <summary>门急诊处置后返家</summary>
    TreatedAndHome = 3,

    /// <summary>由公安处置</summary>
    WithPolice = 4,

    /// <summary>未找到患者</summary>
    NotFound = 5,

    /// <summary>死亡</summary>
    Died = 6,

    /// <summary>误报 there was no emergency.</summary>
    Mistaken = 7,

    /// <summary>其他 something else, said in the note.</summary>
    Other = 9,
}

/// <summary>What came of telling somebody.</summary>
public enum ToldResult
{
    /// <summary>已知晓</summary>
    Knows = 1,

    /// <summary>将到场或已到场</summary>
    Comes = 2,

    /// <summary>未联系上 nobody has been told by it.</summary>
    NotReached = 3,

    /// <summary>无法告知或不适用 said in the note.</summary>
    DoesNotApply = 4,
}

/// <summary>What a member of a care group says is wrong, in plain words. The numbers are stored and never move.</summary>
public enum CareSign
{
    /// <summary>伤害自己</summary>
    HurtsSelf = 1,

    /// <summary>威胁或伤害他人</summary>
    ThreatensOthers = 2,

    /// <summary>不吃药了</summary>
    StoppedMedicine = 3,

    /// <summary>找不到人</summary>
    Missing = 4,

    /// <summary>被关锁</summary>
    LockedUp = 5,

    /// <summary>其他</summary>
    Other = 9,
}
