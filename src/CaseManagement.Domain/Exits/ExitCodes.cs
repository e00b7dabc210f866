namespace CaseManagement.Domain.Exits;

/// <summary>A way out of active management.</summary>
public enum ExitKind
{
    /// <summary>失访</summary>
    Loss = 1,

    /// <summary>迁往本系统内其他辖区 a move to another team.</summary>
    Transfer = 2,

    /// <summary>迁往外地 a move out of the area of the system.</summary>
    TransferOut = 3,

    /// <summary>死亡</summary>
    Death = 4,

    /// <summary>删除 the registration should not be there; it is kept, closed.</summary>
    Deletion = 5,
}

/// <summary>Why a patient counts as lost.</summary>
/// <remarks>Source: 2018 norm, lost to follow-up, criteria (a) to (d).</remarks>
public enum LossCriterion
{
    /// <summary>走失 a missing person.</summary>
    Missing = 1,

    /// <summary>外出或迁居，不知去向 moved or working away, nobody knows where.</summary>
    WhereaboutsUnknown = 2,

    /// <summary>家属不能提供可靠信息</summary>
    FamilyCannotTell = 3,

    /// <summary>连续3次未访到</summary>
    NotReached = 4,
}

/// <summary>删除原因, in the numbers of the national platform.</summary>
public enum DeletionReason
{
    /// <summary>查重病例</summary>
    Duplicate = 1,

    /// <summary>诊断有误</summary>
    WrongDiagnosis = 2,

    /// <summary>错误输入</summary>
    WrongEntry = 3,

    /// <summary>其他</summary>
    Other = 4,
}

/// <summary>What somebody outside was told about.</summary>
public enum ToldAbout
{
    /// <summary>失访书面报告</summary>
    Loss = 1,

    /// <summary>离开辖区</summary>
    LeavingArea = 2,

    /// <summary>不同意社区管理</summary>
    Refusal = 3,
}
