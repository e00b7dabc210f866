namespace CaseManagement.Domain.Staff;

/// <summary>What a staff member is to the patients; the rights follow from it.</summary>
public enum StaffRole
{
    /// <summary>家庭医生团队成员 doctor, nurse or prevention doctor of a care team.</summary>
    CareTeamMember = 1,

    /// <summary>团队长 the care team's leader.</summary>
    TeamLeader = 2,

    /// <summary>关爱帮扶小组成员</summary>
    CareGroupMember = 3,

    /// <summary>精神科医师</summary>
    Psychiatrist = 4,

    /// <summary>精防机构人员</summary>
    PreventionOffice = 5,

    /// <summary>系统管理员</summary>
    Administrator = 6,

    /// <summary>The timetable itself, when a job acts.</summary>
    Timetable = 7,
}

/// <summary>A person who works with the system under a name of their own.</summary>
public sealed class StaffMember
{
    public const int CodeMaxLength = 50;

    private StaffMember() { }

    public StaffMember(StaffId id, string code, string name, StaffRole role, string areaCode, InstitutionId institutionId, CareTeamId? careTeamId = null) =>
        (Id, Code, Name, Role, AreaCode, InstitutionId, CareTeamId) = (id, code, name, role, areaCode, institutionId, careTeamId);

    public StaffId Id { get; private set; }

    /// <summary>The short name by which the person is addressed by other systems, unique.</summary>
    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public StaffRole Role { get; private set; }

    public string AreaCode { get; private set; } = "";

    public InstitutionId InstitutionId { get; private set; }

    public CareTeamId? CareTeamId { get; private set; }
}
