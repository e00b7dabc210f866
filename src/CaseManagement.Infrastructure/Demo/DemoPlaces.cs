using CaseManagement.Domain;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>Dongguan's real towns and communities, and invented institutions, teams, grids and staff in them.</summary>
internal sealed class DemoPlaces(int seed, DateOnly madeOn)
{
    /// <summary>The town in which the first steps of a newcomer are set.</summary>
    public const string FirstTown = "441900003";
    private const string City = "441900";
    private const int FirstTownsShare = 5;
    private const int CommunitiesPerTeam = 9;
    private const int Psychiatrists = 8;

    private static readonly string[][] GridWords = [["大道", "新村"], ["南路", "花园"], ["北街", "旧围"]];
    private static readonly string[] GridNames = ["第一网格", "第二网格", "第三网格"];

    private readonly Dice _dice = Dice.For(seed, stream: 0, number: 0);
    private readonly List<object> _rows = [];
    private readonly List<DemoCommunity> _communities = [];
    private readonly List<StaffMember> _psychiatrists = [];
    private readonly Dictionary<string, StaffMember> _officers = [];
    private int _made;

    /// <summary>The divisions that ship with the program, the widest first.</summary>
    public static IReadOnlyList<CatchmentArea> Divisions() => ReferenceCsv.Read("dongguan-divisions.csv", row =>
        AreaCode.IsDivision(row.Text("code"))
            ? new CatchmentArea(row.Text("code"), row.Text("name"), row.OptionalText("parent_code"))
            : throw row.Broken($"'{row.Text("code")}' is not the code of a division"));

    public DemoMap Build()
    {
        var areas = Divisions();
        BuildCity();
        foreach (var town in areas.Where(area => area.ParentCode == City))
            BuildTown(town, [.. areas.Where(area => area.ParentCode == town.Code)]);

        return new DemoMap(areas, _communities, _psychiatrists, _officers, _rows);
    }

    private void BuildCity()
    {
        var hospital = Keep(new Institution(new(Id("institution")), "示例市精神卫生中心", InstitutionKind.SpecialistHospital, City));
        for (var i = 1; i <= Psychiatrists; i++)
            _psychiatrists.Add(Person(i == 1 ? "demo-psychiatrist" : $"psychiatrist-{i}", StaffRole.Psychiatrist, City, hospital));

        var office = Keep(new Institution(new(Id("institution")), "示例市精防办", InstitutionKind.PreventionOffice, City));
        Person("demo-office", StaffRole.PreventionOffice, City, office);
        Person("demo-admin", StaffRole.Administrator, City, office);
    }

    private void BuildTown(CatchmentArea town, IReadOnlyList<CatchmentArea> communities)
    {
        var centre = Keep(new Institution(new(Id("institution")), $"{town.Name}社区卫生服务中心", InstitutionKind.CommunityHealthCentre, town.Code));
        _officers[town.Code] = Person($"{town.Code}-office", StaffRole.PreventionOffice, town.Code, centre);

        var count = Math.Max(1, (communities.Count + CommunitiesPerTeam / 2) / CommunitiesPerTeam);
        List<DemoTeam> teams = [.. Enumerable.Range(1, count).Select(number => BuildTeam(town, centre, number))];
        Keep(new CareTeamCatchment(town.Code, teams[0].Team.Id)); // whoever lives in the town and in none of its communities is not unowned

        for (var i = 0; i < communities.Count; i++)
        {
            var team = teams[i * count / communities.Count];
            BuildCommunity(town, communities[i], centre, team, [.. teams.Where(other => other != team)], isFirst: i == 0);
        }
    }

    private DemoTeam BuildTeam(CatchmentArea town, Institution centre, int number)
    {
        var team = Keep(new CareTeam(new(Id("care-team")), $"{town.Name}家庭医生第{number}团队", town.Code, centre.Id));
        team.Change(team.Name, team.AreaCode, null, $"10000{town.Code[^4..]}{number:00}");
        var isFirst = town.Code == FirstTown && number == 1;
        StaffMember Member(string part, StaffRole role, string? known = null) =>
            Person(isFirst && known is not null ? known : $"{town.Code}-{number}-{part}", role, town.Code, centre, team.Id);

        return new(
            team,
            Member("leader", StaffRole.TeamLeader, "demo-leader"),
            Member("doctor", StaffRole.CareTeamMember, "demo-doctor"),
            Member("nurse", StaffRole.CareTeamMember));
    }

    private void BuildCommunity(CatchmentArea town, CatchmentArea area, Institution centre, DemoTeam team, IReadOnlyList<DemoTeam> others, bool isFirst)
    {
        Keep(new CareTeamCatchment(area.Code, team.Team.Id));
        var shortName = ShortName(area.Name);
        var group = Keep(new CareGroup(new(Id("care-group")), $"{shortName}关爱帮扶小组", area.Code));
        var worker = Person($"{area.Code}-worker", StaffRole.CareGroupMember, area.Code, centre);
        var volunteer = Person(isFirst && town.Code == FirstTown ? "demo-volunteer" : $"{area.Code}-volunteer", StaffRole.CareGroupMember, area.Code, centre);
        Keep(new CareGroupMembership(new(Id("member")), group.Id, worker.Id, MemberKind.GridWorker, madeOn));
        Keep(new CareGroupMembership(new(Id("member")), group.Id, volunteer.Id, MemberKind.Volunteer, madeOn));

        var grids = new List<Grid>();
        var count = _dice.Weighted((3, 1), (4, 2), (3, 3));
        for (var i = 0; i < count; i++)
        {
            var words = GridWords[i].Select(word => shortName + word);
            grids.Add(Keep(new Grid($"{area.Code}-{i + 1:00}", shortName + GridNames[i], words, team.Team.Id, group.Id, worker.Id)));
        }

        var weight = _dice.Between(5, 25) * (town.Code == FirstTown ? FirstTownsShare : 1); // whoever signs in for the first time finds work
        _communities.Add(new(area, town, shortName, team, others, grids, weight));
    }

    private StaffMember Person(
        string code, StaffRole role, string area, Institution institution, CareTeamId? careTeamId = null) =>
        Keep(new StaffMember(new(Id("staff")), code, DemoNames.Full(_dice, _dice.Chance(0.45)), role, area, institution.Id, careTeamId));

    private T Keep<T>(T row) where T : class
    {
        _rows.Add(row);
        return row;
    }

    private Guid Id(string part) => DerivedId.Of(Root(seed), part, _made++, madeOn);

    /// <summary>What every id of a demo city is derived from.</summary>
    public static Guid Root(int seed) => new(seed, 0, 0, [0x80, 0, 0, 0, 0, 0, 0, 0]);

    /// <summary>岗贝社区居民委员会 is called 岗贝, as in the names of its streets.</summary>
    private static string ShortName(string name)
    {
        foreach (var ending in (ReadOnlySpan<string>)["居民委员会", "村民委员会", "社区", "村"])
            if (name.Length > ending.Length + 1 && name.EndsWith(ending, StringComparison.Ordinal)) name = name[..^ending.Length];

        return name;
    }
}
