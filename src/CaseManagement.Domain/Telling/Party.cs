using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Telling;

/// <summary>Whoever is told of a patient: of an emergency, of a loss, of a move, of a refusal. The numbers are stored and never move.</summary>
public enum Party
{
    /// <summary>公安派出所</summary>
    Police = 1,

    /// <summary>基层机构负责人</summary>
    FacilityHead = 2,

    /// <summary>值班精神科医师</summary>
    Psychiatrist = 3,

    /// <summary>关爱帮扶小组</summary>
    CareGroup = 4,

    /// <summary>监护人</summary>
    Guardian = 5,

    /// <summary>村（居）委会</summary>
    VillageCommittee = 6,

    /// <summary>急救（120）或就近医疗机构</summary>
    MedicalHelp = 7,

    /// <summary>精防机构</summary>
    PreventionOffice = 8,

    /// <summary>其他</summary>
    Other = 9,

    /// <summary>政法</summary>
    Governance = 10,

    /// <summary>综合管理小组</summary>
    ComprehensiveGroup = 11,

    /// <summary>民政</summary>
    CivilAffairs = 12,

    /// <summary>上级精防机构</summary>
    HigherOffice = 13,

    /// <summary>家属或监护人</summary>
    Family = 14,
}

/// <summary>How somebody came to know. The numbers are stored and never move.</summary>
public enum ToldHow
{
    /// <summary>电话</summary>
    Call = 1,

    /// <summary>当面</summary>
    InPerson = 2,

    /// <summary>书面</summary>
    InWriting = 3,

    /// <summary>系统内确认: they acknowledged their notice. Nobody enters it by hand.</summary>
    InSystem = 4,
}

/// <summary>Which of the parties work with this system.</summary>
public static class Parties
{
    /// <summary>Who takes a notice for the party inside the system; null where the party works elsewhere.</summary>
    public static StaffRole? RoleOf(Party party) => party switch
    {
        Party.FacilityHead => StaffRole.TeamLeader,
        Party.Psychiatrist => StaffRole.Psychiatrist,
        Party.PreventionOffice or Party.HigherOffice => StaffRole.PreventionOffice,
        _ => null,
    };

    /// <summary>Whose notices a role takes.</summary>
    public static IReadOnlyList<Party> Of(StaffRole role) => [.. Enum.GetValues<Party>().Where(party => RoleOf(party) == role)];

    /// <summary>By which party an alert goes out that tells a role; null where it does not, since the team's own desk is where it stands.</summary>
    public static Party? Of(ToldRole tells) => tells switch
    {
        ToldRole.TeamLeader => Party.FacilityHead,
        ToldRole.PreventionOffice => Party.PreventionOffice,
        ToldRole.CareGroup => Party.CareGroup,
        ToldRole.Specialist => Party.Psychiatrist,
        _ => null,
    };

    /// <summary>Whether notices about every patient of an area may go to an address of the party: a department's may. A guardian or a family knows of one patient, and "other" is nobody until they are named.</summary>
    public static bool IsDepartment(Party party) => Enum.IsDefined(party) && party is not (Party.Guardian or Party.Family or Party.Other);

    /// <summary>How a person says that they told somebody.</summary>
    public static bool IsByHand(ToldHow how) => Enum.IsDefined(how) && how != ToldHow.InSystem;
}
