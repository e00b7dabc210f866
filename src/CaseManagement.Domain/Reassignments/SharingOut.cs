using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Reassignments;

/// <summary>A team that takes patients over.</summary>
/// <param name="AreaCode">Only those who live here; null for all. Where several areas hold a patient, the narrowest decides.</param>
public sealed record Taker(CareTeamId CareTeamId, string? AreaCode = null);

/// <summary>How much a team has to do.</summary>
/// <param name="Cap">The most patients it takes; null where nobody has set a bound.</param>
public sealed record Load(int Cases, int? Cap)
{
    public int Room => Cap is { } cap ? Math.Max(0, cap - Cases) : int.MaxValue;
}

/// <summary>Of the patients of one area, in the order of their ids, the rows that one team takes.</summary>
/// <param name="FromRow">The first row, counted from 1.</param>
/// <param name="UntilRow">The last row, inclusive.</param>
/// <param name="CareTeamId">Null where no team has room, or none takes the area.</param>
public sealed record Share(string AreaCode, int FromRow, int UntilRow, CareTeamId? CareTeamId)
{
    public int Cases => UntilRow - FromRow + 1;
}

/// <summary>Shares patients out among teams: the same question always has the same answer, and no team gets more than its cap.</summary>
/// <remarks>
/// Area by area in the order of their codes, and within an area by id, so that neighbours stay together: an area goes whole to the team that has least to do, as far as it has room, and the rest of it to the next.
/// Source: a rule of this project; no document fixes a caseload, so a team without a cap takes all.
/// </remarks>
public static class SharingOut
{
    /// <param name="areas">How many patients live in each area.</param>
    /// <param name="takers">In the order of preference among teams that have equally much to do.</param>
    /// <param name="loads">What each team has before.</param>
    public static IReadOnlyList<Share> Of(IReadOnlyDictionary<string, int> areas, IReadOnlyList<Taker> takers, IReadOnlyDictionary<CareTeamId, Load> loads)
    {
        var shares = new List<Share>();
        var now = loads.ToDictionary();
        foreach (var (area, cases) in areas.OrderBy(area => area.Key, StringComparer.Ordinal))
        {
            var teams = TakersOf(area, takers);
            for (var done = 0; done < cases;)
            {
                var team = teams.Where(team => now[team].Room > 0).OrderBy(team => now[team].Cases).Select(team => (CareTeamId?)team).FirstOrDefault();
                var taken = team is { } taker ? Math.Min(now[taker].Room, cases - done) : cases - done;
                shares.Add(new Share(area, done + 1, done + taken, team));
                if (team is { } loaded) now[loaded] = now[loaded] with { Cases = now[loaded].Cases + taken };
                done += taken;
            }
        }

        return shares;
    }

    /// <summary>How far each team takes over so that the load gets more even: nobody ends above the level at which the giving team would stand no lower than they.</summary>
    /// <param name="giver">How many patients the giving team has before.</param>
    /// <returns>The same loads with that level for a cap, where it is lower; a team that stands above it takes nobody.</returns>
    public static IReadOnlyDictionary<CareTeamId, Load> Evened(int giver, IReadOnlyDictionary<CareTeamId, Load> loads)
    {
        var level = giver;
        while (loads.Values.Sum(load => Math.Max(0, Math.Min(load.Cap ?? level, level) - load.Cases)) > giver - level) level--;

        return loads.ToDictionary(team => team.Key, team => team.Value with { Cap = Math.Min(team.Value.Cap ?? level, level) });
    }

    /// <summary>The teams that take the patients of an area: those who were named for the narrowest area around it.</summary>
    public static IReadOnlyList<CareTeamId> TakersOf(string area, IReadOnlyList<Taker> takers)
    {
        var around = takers.Where(taker => taker.AreaCode is not { } wide || AreaCode.Contains(wide, area)).ToList();
        var narrowest = around.Select(Narrowness).DefaultIfEmpty().Max();

        return [.. around.Where(taker => Narrowness(taker) == narrowest).Select(taker => taker.CareTeamId).Distinct()];

        static int Narrowness(Taker taker) => taker.AreaCode is { } code ? AreaCode.Prefix(code).Length : 0;
    }
}
