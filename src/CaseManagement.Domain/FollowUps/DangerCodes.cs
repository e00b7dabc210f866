namespace CaseManagement.Domain.FollowUps;

/// <summary>危险行为: what was done, in the words of the form.</summary>
[FormCode]
public enum DangerousAct
{
    /// <summary>轻度滋事: the police came, only recorded or admonished.</summary>
    MinorDisturbance = 1,

    /// <summary>肇事: against the law on public-security penalties, not against criminal law.</summary>
    PublicSecurityOffence = 2,

    /// <summary>肇祸: against criminal law.</summary>
    CriminalOffence = 3,

    OtherHarm = 4,
    SelfHarm = 5,
    SuicideAttempt = 6,

    /// <summary>无, exclusive.</summary>
    None = 7,
}

/// <summary>How often each dangerous act happened; "none" was said, or was not.</summary>
/// <remarks>Unit: times. A count that is null was not recorded, which is not 0.</remarks>
public sealed record DangerousActs(
    bool? None,
    int? MinorDisturbance,
    int? PublicSecurityOffence,
    int? CriminalOffence,
    int? OtherHarm,
    int? SelfHarm,
    int? SuicideAttempt)
{
    /// <summary>The largest count that the national platform's clients are known to take.</summary>
    public const int MaxCount = 200;

    /// <summary>The form's "7 none" and nothing else.</summary>
    public static DangerousActs Nothing { get; } = new(true, null, null, null, null, null, null);

    /// <summary>Whether "none" is said beside an act that happened.</summary>
    public bool Contradicts =>
        None == true && (MinorDisturbance > 0 || PublicSecurityOffence > 0 || CriminalOffence > 0
                         || OtherHarm > 0 || SelfHarm > 0 || SuicideAttempt > 0);
}

/// <summary>关锁: restraint by rope, chain or cage for reasons that are not medical.</summary>
[FormCode]
public enum Locking
{
    Never = 1,
    Locked = 2,
    Released = 3,
}

/// <summary>住院情况 between two follow-ups.</summary>
[FormCode]
public enum HospitalStay
{
    None = 0,
    InHospital = 1,
    Discharged = 2,
}
