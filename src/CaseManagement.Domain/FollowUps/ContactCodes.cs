namespace CaseManagement.Domain.FollowUps;

/// <summary>What came of a follow-up: the patient was seen or spoken of, could not be found, or has died.</summary>
public enum FollowUpOutcome
{
    /// <summary>随访到</summary>
    Seen = 1,

    /// <summary>失访</summary>
    Lost = 2,

    /// <summary>死亡</summary>
    Dead = 3,
}

/// <summary>本次随访形式</summary>
[FormCode]
public enum VisitMode
{
    Clinic = 1,
    Home = 2,
    Telephone = 3,
}

/// <summary>本次随访对象: who answered.</summary>
[FormCode]
public enum Respondent
{
    Patient = 1,
    FamilyOrGuardian = 2,
    OtherInformant = 3,
}

/// <summary>失访原因</summary>
[FormCode]
public enum LossReason
{
    WorkingAway = 1,
    MovedAway = 2,
    Missing = 3,
    ThreeFailedAttempts = 4,
    Other = 5,
}

/// <summary>死亡原因</summary>
[FormCode]
public enum DeathCause
{
    PhysicalIllness = 1,
    Suicide = 2,
    Homicide = 3,
    Accident = 4,
    PsychiatricComplication = 5,
    Other = 6,
}

/// <summary>死亡原因: the physical illness, in the numbers of the paper form (some platforms write 9 for unknown).</summary>
[FormCode]
public enum FatalIllness
{
    InfectiousOrParasitic = 1,
    Tumour = 2,
    Heart = 3,
    Cerebrovascular = 4,
    Respiratory = 5,
    Digestive = 6,
    OtherIllness = 7,
    Unknown = 8,
}
