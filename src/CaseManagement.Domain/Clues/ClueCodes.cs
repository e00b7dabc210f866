using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Clues;

/// <summary>Where a clue comes from. The numbers are stored and never move.</summary>
public enum ClueSource
{
    /// <summary>12356热线</summary>
    Hotline = 1,

    /// <summary>关爱帮扶小组</summary>
    CareGroup = 2,

    /// <summary>村医</summary>
    VillageDoctor = 3,

    /// <summary>诊所或其他医疗机构 a clinic or another institution that saw somebody.</summary>
    Clinic = 4,

    /// <summary>其他</summary>
    Other = 9,
}

/// <summary>Who can say truthfully where a clue comes from.</summary>
public static class ClueSources
{
    /// <remarks>Source: design of this project: a member of a care group speaks for the group; a call of the hotline, a village doctor and a clinic are heard by the team or the office, as is a word from the group.</remarks>
    public static IReadOnlyList<ClueSource> Of(StaffRole role) => role == StaffRole.CareGroupMember ? [ClueSource.CareGroup] : Enum.GetValues<ClueSource>();
}

/// <summary>Where a clue stands.</summary>
public enum ClueState
{
    /// <summary>待核实</summary>
    Open = 1,

    /// <summary>已核实 somebody has looked; what comes of it is still open.</summary>
    Checked = 2,

    /// <summary>已对应到患者 open with whoever looks after the patient until they say what came of it; ended where an emergency began by it.</summary>
    Matched = 3,

    /// <summary>已移交 to somebody outside the system, who is named.</summary>
    HandedOn = 4,

    /// <summary>已排除</summary>
    Dismissed = 5,

    /// <summary>已撤回 by whoever gave the sign, within minutes.</summary>
    TakenBack = 6,

    /// <summary>已送诊 sent to a hospital for a diagnosis, and open until its result is known.</summary>
    SentForDiagnosis = 7,

    /// <summary>已登记 the person has a confirmed disorder and was registered.</summary>
    Registered = 8,

    /// <summary>已办结 whoever looks after the patient has seen to it, and says what came of it.</summary>
    Settled = 9,
}

/// <summary>Why nothing follows from a clue. The numbers are stored and never move.</summary>
public enum ClueDismissal
{
    /// <summary>查无此人</summary>
    NobodyFound = 1,

    /// <summary>不是精神障碍</summary>
    NotADisorder = 2,

    /// <summary>重复</summary>
    Twice = 3,

    /// <summary>误报</summary>
    Mistaken = 4,

    /// <summary>其他 something else, said in the note.</summary>
    Other = 9,
}
