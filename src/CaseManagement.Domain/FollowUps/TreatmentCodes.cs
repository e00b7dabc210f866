namespace CaseManagement.Domain.FollowUps;

/// <summary>用药依从性</summary>
[FormCode]
public enum Adherence
{
    Regular = 1,
    Interrupted = 2,
    NotTaking = 3,
    NoneOrdered = 4,
}

/// <summary>药物不良反应</summary>
[FormCode]
public enum AdverseReaction
{
    None = 1,
    Present = 2,
    NotApplicable = 9,
}

/// <summary>治疗效果 at a follow-up</summary>
[FormCode]
public enum TreatmentEffect
{
    Recovered = 1,
    Improved = 2,
    Unchanged = 3,
    Worse = 4,
    NotApplicable = 9,
}

/// <summary>实验室检查</summary>
[FormCode]
public enum Laboratory
{
    None = 1,
    Done = 2,
}

/// <summary>是否转诊 in the numbers of the paper form; some platforms count the other way round.</summary>
[FormCode]
public enum ReferralAnswer
{
    No = 1,
    Yes = 2,
}

/// <summary>康复措施</summary>
[FormCode]
public enum RehabilitationMeasure
{
    DailyLiving = 1,
    VocationalTraining = 2,
    Learning = 3,
    SocialContact = 4,
    Other = 5,
}

/// <summary>A drug taken every day: milligrams in the morning, at noon and in the evening.</summary>
public sealed record DailyDrug(string Name, decimal? MorningMg, decimal? NoonMg, decimal? EveningMg);

/// <summary>长效药: a drug taken every so many weeks, in milligrams each time.</summary>
public sealed record LongActingDrug(string Name, int? EveryWeeks, decimal? Mg);

/// <summary>The rows of drugs on the form of 2018, in use or as advised; three of each kind at most.</summary>
public sealed record DrugRows(IReadOnlyList<DailyDrug> Daily, IReadOnlyList<LongActingDrug> LongActing)
{
    public const int MaxRows = 3;
    public const int NameMaxLength = 100;

    public bool IsEmpty => Daily.Count == 0 && LongActing.Count == 0;
}
