using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Testing;

/// <summary>A town of two communities, its health centre with two teams, a hospital and an office; every other town is elsewhere.</summary>
public sealed class TestTown
{
    public const string City = "441900";
    public const string Code = "441900003";
    public const string Community = "441900003001";
    public const string OtherCommunity = "441900003002";
    public const string OtherTown = "441900004";
    public const string OtherTownCommunity = "441900004001";

    public Institution Centre { get; } = new(InstitutionId.New(), "东城社区卫生服务中心", InstitutionKind.CommunityHealthCentre, Code);

    public Institution Hospital { get; } = new(InstitutionId.New(), "精神卫生中心", InstitutionKind.SpecialistHospital, City);

    public Institution Office { get; } = new(InstitutionId.New(), "精防办", InstitutionKind.PreventionOffice, City);

    public CareTeam Team { get; private set; } = null!;

    public CareTeam OtherTeam { get; private set; } = null!;

    public StaffMember Doctor { get; private set; } = null!;

    /// <summary>A doctor of the other team.</summary>
    public StaffMember Neighbour { get; private set; } = null!;

    public StaffMember Leader { get; private set; } = null!;

    public StaffMember Psychiatrist { get; private set; } = null!;

    public StaffMember Officer { get; private set; } = null!;

    public StaffMember Administrator { get; private set; } = null!;

    public StaffMember Volunteer { get; private set; } = null!;

    /// <summary>A doctor of another town with a team there; nobody until somebody asks for one.</summary>
    public StaffMember? Stranger { get; private set; }

    public IReadOnlyList<StaffMember> People => [Doctor, Leader, Psychiatrist, Officer, Administrator, Volunteer, .. Stranger is null ? [] : (StaffMember[])[Stranger]];

    public CareGroup Group { get; } = new(CareGroupId.New(), "岗贝关爱帮扶小组", Community);

    public Grid Grid { get; private set; } = null!;

    public Grid SecondGrid { get; private set; } = null!;

    public Grid GridOfOtherTown { get; private set; } = null!;

    public static async Task<TestTown> BuildAsync(Slice slice)
    {
        var town = new TestTown();
        town.Team = new(CareTeamId.New(), "东城第一团队", Code, town.Centre.Id);
        town.OtherTeam = new(CareTeamId.New(), "东城第二团队", Code, town.Centre.Id);
        town.Doctor = new(StaffId.New(), "doctor", "王医生", StaffRole.CareTeamMember, Code, town.Centre.Id, town.Team.Id);
        town.Neighbour = new(StaffId.New(), "neighbour", "林医生", StaffRole.CareTeamMember, Code, town.Centre.Id, town.OtherTeam.Id);
        town.Leader = new(StaffId.New(), "leader", "李组长", StaffRole.TeamLeader, Code, town.Centre.Id, town.Team.Id);
        town.Psychiatrist = new(StaffId.New(), "psychiatrist", "陈主任", StaffRole.Psychiatrist, City, town.Hospital.Id);
        town.Officer = new(StaffId.New(), "office", "赵科员", StaffRole.PreventionOffice, City, town.Office.Id);
        town.Administrator = new(StaffId.New(), "admin", "管理员", StaffRole.Administrator, City, town.Office.Id);
        town.Volunteer = new(StaffId.New(), "volunteer", "周阿姨", StaffRole.CareGroupMember, Community, town.Office.Id);
        town.Grid = new($"{Community}-01", "岗贝第一网格", ["东城大道", "岗贝新村"], town.Team.Id, town.Group.Id, town.Volunteer.Id);
        town.SecondGrid = new($"{Community}-02", "岗贝第二网格", ["莞龙路"], town.Team.Id, town.Group.Id, null);
        town.GridOfOtherTown = new($"{OtherTownCommunity}-01", "别镇网格", [], town.OtherTeam.Id, null, null);

        await slice.Add(
            new CatchmentArea("44", "广东省", null), new CatchmentArea(City, "东莞市", "44"),
            new CatchmentArea(Code, "东城街道", City), new CatchmentArea(Community, "岗贝社区", Code), new CatchmentArea(OtherCommunity, "花园新村社区", Code),
            new CatchmentArea(OtherTown, "南城街道", City), new CatchmentArea(OtherTownCommunity, "鸿福社区", OtherTown),
            town.Centre, town.Hospital, town.Office, town.Team, town.OtherTeam, town.Group,
            new CareTeamCatchment(Code, town.Team.Id),
            town.Doctor, town.Neighbour, town.Leader, town.Psychiatrist, town.Officer, town.Administrator, town.Volunteer,
            new CareGroupMembership(CareGroupMembershipId.New(), town.Group.Id, town.Volunteer.Id, MemberKind.Volunteer, new(2026, 1, 1)),
            town.Grid, town.SecondGrid, town.GridOfOtherTown);
        await TestAccounts.OpenAsync(slice, [.. town.People]);

        return town;
    }

    /// <summary>A doctor of another town comes to work with the system, and can sign in.</summary>
    public async Task AddStrangerAsync(Slice slice)
    {
        var team = new CareTeam(CareTeamId.New(), "南城第一团队", OtherTown, Centre.Id);
        var stranger = new StaffMember(StaffId.New(), "stranger", "外镇医生", StaffRole.CareTeamMember, OtherTown, Centre.Id, team.Id);
        await slice.Add(team, stranger);
        await TestAccounts.OpenAsync(slice, stranger);
        Stranger = stranger;
    }
}
