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
public sealed class StaffMember : AggregateRoot
{
    public const int CodeMaxLength = 50;

    private StaffMember() { }

    public StaffMember(StaffId id, string code, string name, StaffRole role, string areaCode, InstitutionId institutionId, CareTeamId? careTeamId = null)
    {
        RequireTeamFor(role, careTeamId);

        (Id, Code, Name, Role, AreaCode, InstitutionId, CareTeamId) = (id, code, name, role, areaCode, institutionId, careTeamId);
    }

    public StaffId Id { get; private set; }

    /// <summary>The short name by which the person is addressed by other systems, unique.</summary>
    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public StaffRole Role { get; private set; }

    public string AreaCode { get; private set; } = "";

    public InstitutionId InstitutionId { get; private set; }

    public CareTeamId? CareTeamId { get; private set; }

    /// <summary>The last day of work here; null while the person works.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Whether people of a role are members of a care team.</summary>
    public static bool IsOfTeam(StaffRole role) => role is StaffRole.CareTeamMember or StaffRole.TeamLeader;

    /// <summary>Whether a move takes the person away from the patients and alerts they had: another team, another area, or another kind of work.</summary>
    public bool Leaves(StaffRole role, string areaCode, CareTeamId? careTeamId) =>
        CareTeamId != careTeamId || AreaCode != areaCode || (Role != role && !(IsOfTeam(Role) && IsOfTeam(role)));

    /// <summary>Whether a case that goes from one place and team to another is no more this person's to act on: of a team, where another answers; of an office, outside its area. Hospitals and care groups go by what is open to them.</summary>
    public bool Loses((string AreaCode, CareTeamId? Team) from, (string AreaCode, CareTeamId? Team) to) => Role switch
    {
        _ when IsOfTeam(Role) => from.Team != to.Team && CareTeamId != to.Team,
        StaffRole.PreventionOffice => !Places.AreaCode.Contains(AreaCode, to.AreaCode),
        _ => false,
    };

    /// <summary>The person takes up another role, works in another area, or belongs to another team.</summary>
    public void MoveTo(StaffRole role, string areaCode, CareTeamId? careTeamId)
    {
        RequireOpen();
        RequireTeamFor(role, careTeamId);

        (Role, AreaCode, CareTeamId) = (role, areaCode, careTeamId);
        Changed();
    }

    /// <summary>The person no longer works here; what they recorded stays under their name.</summary>
    public void Close(DateOnly on)
    {
        RequireOpen();

        ClosedOn = on;
        Changed();
    }

    /// <summary>Somebody else leaves what only the two of them do; whoever closes this person meanwhile saves too late.</summary>
    public void Touch()
    {
        RequireOpen();

        Changed();
    }

    private void RequireOpen() => Rule.Require(ClosedOn is null, "staff-member.closed", "This person no longer works here.");

    private static void RequireTeamFor(StaffRole role, CareTeamId? careTeamId)
    {
        Rule.Require(!IsOfTeam(role) || careTeamId is not null, "staff-member.team-missing", "A doctor, a nurse or a leader belongs to a care team.");
        Rule.Require(IsOfTeam(role) || careTeamId is null, "staff-member.team-not-for-role", "Only a doctor, a nurse or a leader belongs to a care team.");
    }
}
