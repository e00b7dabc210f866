namespace CaseManagement.Domain.Places;

/// <summary>The grid proposed for an address and why; a person confirms it.</summary>
/// <param name="GridCode">Null when the address does not decide: the patient stays in the queue of the unassigned.</param>
/// <param name="Reason"><c>grid.only-one</c>, <c>grid.keyword</c>, <c>grid.ambiguous</c> or <c>grid.none</c>.</param>
/// <param name="Keywords">The words of the address that led there.</param>
public sealed record GridProposal(string? GridCode, string Reason, IReadOnlyList<string> Keywords)
{
    /// <summary>Deterministic: the community's only grid, else the one grid whose keywords cover most of the address.</summary>
    /// <remarks>Source: product design, "proposed from the address (community code, then address keywords of the grid)". A tie proposes nothing.</remarks>
    public static GridProposal For(string communityCode, string address, IEnumerable<Grid> grids)
    {
        var candidates = grids
            .Where(grid => grid.CommunityCode == communityCode)
            .Select(grid => (grid.Code, Found: grid.AddressKeywords.Split(';', StringSplitOptions.RemoveEmptyEntries).Where(word => address.Contains(word, StringComparison.Ordinal)).ToList()))
            .OrderByDescending(candidate => candidate.Found.Sum(word => word.Length))
            .ThenBy(candidate => candidate.Code, StringComparer.Ordinal)
            .ToList();

        return candidates switch
        {
            [] => new(null, "grid.none", []),
            [var only] => new(only.Code, "grid.only-one", only.Found),
            [{ Found: [] }, ..] => new(null, "grid.ambiguous", []),
            [var best, var next, ..] when Covered(best.Found) == Covered(next.Found) => new(null, "grid.ambiguous", best.Found),
            [var best, ..] => new(best.Code, "grid.keyword", best.Found),
        };

        static int Covered(List<string> words) => words.Sum(word => word.Length);
    }
}
