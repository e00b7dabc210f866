namespace CaseManagement.Domain.Exits;

/// <summary>How somebody tried to reach the patient, or asked where the patient is.</summary>
public enum ContactMeans
{
    /// <summary>打电话</summary>
    Called = 1,

    /// <summary>上门</summary>
    Visited = 2,

    /// <summary>询问家属</summary>
    AskedFamily = 3,

    /// <summary>询问村（居）委会或网格员</summary>
    AskedCommittee = 4,

    /// <summary>询问公安派出所</summary>
    AskedPolice = 5,

    /// <summary>其他途径</summary>
    Other = 9,
}

/// <summary>Which number or address was used: its kind, never the number itself.</summary>
public enum ContactAddress
{
    /// <summary>患者电话</summary>
    PatientPhone = 1,

    /// <summary>监护人电话</summary>
    GuardianPhone = 2,

    /// <summary>监护人第二电话</summary>
    GuardianSecondPhone = 3,

    /// <summary>居（村）委会电话</summary>
    CommitteePhone = 4,

    /// <summary>现住址</summary>
    Home = 5,

    /// <summary>监护人住址</summary>
    GuardianHome = 6,

    /// <summary>其他</summary>
    Other = 9,
}

/// <summary>What came of an attempt.</summary>
public enum ContactOutcome
{
    /// <summary>已约定日期 a day for the visit is agreed.</summary>
    DayAgreed = 1,

    /// <summary>改日再联系 somebody answered and asked to be called again on a day.</summary>
    CallAgain = 2,

    /// <summary>已联系上 the patient or whoever cares for the patient was spoken to.</summary>
    Reached = 3,

    /// <summary>外出，地址和联系方式已知 away, with an address and a contact: a move or a follow-up by telephone, not a loss.</summary>
    AwayWithAddress = 4,

    /// <summary>拒绝 spoken to, and does not want to be seen.</summary>
    Refused = 5,

    /// <summary>无人应答 nobody there, nobody answers.</summary>
    NobodyThere = 6,

    /// <summary>号码或地址有误 the number or the address is wrong.</summary>
    WrongContact = 7,

    /// <summary>去向不明 whoever was asked does not know where the patient is.</summary>
    WhereaboutsUnknown = 8,
}

/// <summary>What is used for what.</summary>
public static class ContactWays
{
    /// <summary>A number is called and an address is visited; whoever asks others says what they used, or nothing.</summary>
    public static bool Fits(this ContactMeans means, ContactAddress? used) => (means, used) switch
    {
        (_, null or ContactAddress.Other) => true,
        (ContactMeans.Called, _) => !used.Value.IsPlace(),
        (ContactMeans.Visited, _) => used.Value.IsPlace(),
        _ => true,
    };

    /// <summary>Being reached and refusing are of the patient, or of whoever cares for the patient: the committee and the police tell where the patient is, or that they do not know.</summary>
    public static bool Fits(this ContactMeans means, ContactOutcome outcome) =>
        means is not (ContactMeans.AskedCommittee or ContactMeans.AskedPolice) || outcome is not (ContactOutcome.Reached or ContactOutcome.Refused);

    private static bool IsPlace(this ContactAddress used) => used is ContactAddress.Home or ContactAddress.GuardianHome;
}

/// <summary>What an attempt says.</summary>
public static class ContactOutcomes
{
    /// <summary>The patient, or somebody who knows where the patient is, was spoken to.</summary>
    public static bool IsSpokenTo(this ContactOutcome outcome) => outcome <= ContactOutcome.Refused;

    /// <summary>By this the patient is reached: spoken to, or whoever cares for the patient, or it is known where the patient is. The committee and the police agree no day for a patient: one that they name for asking again says nothing of where the patient is.</summary>
    public static bool IsReachedBy(this ContactOutcome outcome, ContactMeans means) =>
        outcome.IsSpokenTo() && !(outcome.HasDay() && means is ContactMeans.AskedCommittee or ContactMeans.AskedPolice);

    /// <summary>A day goes with it: the one agreed, or the one on which to call again.</summary>
    public static bool HasDay(this ContactOutcome outcome) => outcome is ContactOutcome.DayAgreed or ContactOutcome.CallAgain;
}
