namespace CaseManagement.Domain.FollowUps;

/// <summary>症状: the list of symptoms, past ones on the supplementary form and present ones at a follow-up.</summary>
[FormCode]
public enum Symptom
{
    Hallucination = 1,
    DifficultCommunication = 2,
    Suspicion = 3,
    UnpredictableMood = 4,
    OddBehaviour = 5,
    ExcitedTalkative = 6,
    HarmingPeopleOrThings = 7,
    Despair = 8,
    WanderingOff = 9,
    TalkingToSelf = 10,
    Withdrawal = 11,
    Other = 12,
}

/// <summary>精神症状程度: how much of the psychotic symptoms is left; asked besides the form, because the class rests on it.</summary>
[FormCode]
public enum SymptomState
{
    Gone = 1,
    Poor = 2,
    Evident = 3,
}

/// <summary>自知力</summary>
[FormCode]
public enum Insight
{
    Complete = 1,
    Incomplete = 2,
    Absent = 3,
}

/// <summary>良好·一般·较差: sleep, diet and the five items of social function; "not applicable" is an answer to work alone.</summary>
[FormCode]
public enum FunctionLevel
{
    Good = 1,
    Fair = 2,
    Poor = 3,
    NotApplicable = 9,
}

/// <summary>躯体疾病: asked besides the form, because the class rests on it.</summary>
[FormCode]
public enum PhysicalIllness
{
    None = 1,
    Stable = 2,
    NotStable = 3,
    Serious = 4,
}
