namespace CaseManagement.Domain.CasePlans;

/// <summary>What a goal of a case plan is about.</summary>
/// <remarks>Source: 2018 norm, case management (from memory): a medical plan and a plan of life and occupational rehabilitation, by illness, social and economic state and needs. The third is this project's word for the rest.</remarks>
public enum PlanArea
{
    /// <summary>医疗</summary>
    Medicine = 1,

    /// <summary>生活与职业康复</summary>
    Rehabilitation = 2,

    /// <summary>社会支持</summary>
    SocialSupport = 3,
}

/// <summary>What a review decides about one goal.</summary>
public enum GoalDecision
{
    /// <summary>继续 as it is.</summary>
    Continue = 1,

    /// <summary>调整 it goes on, and the plan is to be changed.</summary>
    Change = 2,

    /// <summary>结束 nobody works on it any more.</summary>
    Close = 3,
}

/// <summary>Why a case plan ended.</summary>
public enum CasePlanEnd
{
    /// <summary>目标达成</summary>
    GoalsReached = 1,

    /// <summary>本人或监护人不再同意</summary>
    EndedBySigner = 2,

    /// <summary>另订新计划</summary>
    Replaced = 3,

    /// <summary>离开管理</summary>
    LeftManagement = 4,

    /// <summary>录入错误 there never was such a plan.</summary>
    Mistaken = 5,

    /// <summary>其他</summary>
    Other = 9,
}
