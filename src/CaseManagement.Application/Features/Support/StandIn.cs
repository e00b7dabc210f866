using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Support;

/// <summary>A team of the same town that is called for a patient whose own team cannot be.</summary>
/// <remarks>Where the town has none, the hotline is left. Source: the seed's action plan of Dongguan 2025–2027 (S27): hotline 12356, linked with 110, 119 and 120.</remarks>
public sealed record StandIn(string Name, string Phone)
{
    public const string Hotline = "12356";
    public const string Police = "110";
    public const string Ambulance = "120";
}

internal static class StandIns
{
    /// <summary>The team that answers for the area, else any of the town that has a phone; null where the town has none.</summary>
    /// <param name="own">The reader's own team, which they do not call.</param>
    public static Task<StandIn?> StandInAsync(this ICaseDb db, string areaCode, CancellationToken ct, CareTeamId? own = null)
    {
        var (community, town) = (AreaCode.Community(areaCode), AreaCode.Town(areaCode) ?? areaCode);
        var teams = db.CareTeams.AsNoTracking().Where(team => team.ClosedOn == null && team.Phone != null);
        if (own is { } mine) teams = teams.Where(team => team.Id != mine);

        return teams.Within(town, team => team.AreaCode)
            .OrderBy(team => db.Catchments.Any(catchment => catchment.CareTeamId == team.Id && (catchment.AreaCode == community || catchment.AreaCode == town)) ? 0 : 1).ThenBy(team => team.Id)
            .Select(team => new StandIn(team.Name, team.Phone!)).FirstOrDefaultAsync(ct);
    }
}
