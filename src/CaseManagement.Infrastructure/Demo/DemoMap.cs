using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>A care team and the three people of it who appear in the records.</summary>
internal sealed record DemoTeam(CareTeam Team, StaffMember Leader, StaffMember Doctor, StaffMember Nurse);

/// <summary>A community in which patients live.</summary>
/// <param name="ShortName">The bare name, as addresses say it.</param>
/// <param name="OtherTeams">The other teams of the town, with which a few patients sign.</param>
/// <param name="Weight">How many patients live here beside the other communities.</param>
internal sealed record DemoCommunity(
    CatchmentArea Area, CatchmentArea Town, string ShortName, DemoTeam Team, IReadOnlyList<DemoTeam> OtherTeams, IReadOnlyList<Grid> Grids, int Weight);

/// <summary>The city before anybody lives in it.</summary>
/// <param name="Rows">Everything to be kept, in the order in which it refers to each other; areas apart.</param>
internal sealed record DemoMap(
    IReadOnlyList<CatchmentArea> Areas,
    IReadOnlyList<DemoCommunity> Communities,
    IReadOnlyList<StaffMember> Psychiatrists,
    IReadOnlyDictionary<string, StaffMember> OfficerOfTown,
    IReadOnlyList<object> Rows)
{
    private readonly int[] _upTo = UpTo(Communities);

    /// <summary>Where a patient lives, by the weights.</summary>
    public DemoCommunity Home(Dice dice)
    {
        var thrown = dice.Below(_upTo[^1]);
        var at = Array.BinarySearch(_upTo, thrown + 1);
        return Communities[at >= 0 ? at : ~at];
    }

    private static int[] UpTo(IReadOnlyList<DemoCommunity> communities)
    {
        var sum = 0;
        return [.. communities.Select(community => sum += community.Weight)];
    }
}
