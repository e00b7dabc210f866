namespace CaseManagement.Domain.FollowUps;

/// <summary>病情分类, with the numbers of the follow-up form of 2017 and 2018 (the form of 2011 counted the other way round).</summary>
[FormCode]
public enum Stability
{
    /// <summary>不稳定</summary>
    Unstable = 1,

    /// <summary>基本稳定</summary>
    BasicallyStable = 2,

    /// <summary>稳定</summary>
    Stable = 3,
}
