namespace CaseManagement.Domain.Places;

/// <summary>How the codes of the area tree nest: a code begins with what its parent's code says.</summary>
/// <remarks>
/// Province 2 digits, city 4 or 6, district 6 (GB/T 2260), town 9 (GB/T 10114), community 12 (statistics bureau), grid = community, hyphen, local part.
/// Depth varies: Dongguan has no district. A 6-digit code that ends in 00 speaks for its first 4 digits, one that ends in 0000 for its first 2.
/// Grid codes have no national standard (to be confirmed locally).
/// </remarks>
public static class AreaCode
{
    public const int MaxLength = 20;

    /// <summary>How long prefixes are, from the province down.</summary>
    public static readonly IReadOnlyList<int> Depths = [2, 4, 6, TownLength, CommunityLength];

    private const int CityLength = 4;
    private const int TownLength = 9;

    /// <summary>Of a community; what is longer is a grid of it.</summary>
    public const int CommunityLength = 12;

    /// <summary>What every code at or below the area begins with.</summary>
    public static string Prefix(string code)
    {
        var prefix = code;
        while (prefix.Length is 6 or 4 && prefix.EndsWith("00", StringComparison.Ordinal)) prefix = prefix[..^2];

        return prefix;
    }

    /// <summary>The subtree as a range that an index can seek: from inclusive, before exclusive, in binary order.</summary>
    public static (string From, string Before) Subtree(string code)
    {
        var prefix = Prefix(code);
        return (prefix, prefix[..^1] + (char)(prefix[^1] + 1));
    }

    public static bool Contains(string area, string code) => code.StartsWith(Prefix(area), StringComparison.Ordinal);

    /// <summary>Whether one area can lie directly or further up above another: its prefix begins the other's, and is shorter.</summary>
    /// <remarks>Prefixes grow from parent to child, so no line of parents can come back to where it began.</remarks>
    public static bool IsAbove(string parent, string code) =>
        Prefix(code).Length > Prefix(parent).Length && code.StartsWith(Prefix(parent), StringComparison.Ordinal);

    /// <summary>Whether an area needs none above it: a province, written with 2 digits or with 6.</summary>
    public static bool IsTop(string code) => Prefix(code).Length == 2;

    /// <summary>The town (9 digits) that a community or grid lies in; null above the town.</summary>
    public static string? Town(string code) => code.Length >= TownLength ? code[..TownLength] : null;

    /// <summary>The city (4 digits) that an area lies in; the area itself above the city.</summary>
    public static string City(string code) => code.Length > CityLength ? code[..CityLength] : code;

    /// <summary>The community (12 digits) that a grid lies in; null above the community.</summary>
    public static string? Community(string code) => code.Length >= CommunityLength ? code[..CommunityLength] : null;

    /// <summary>2, 4, 6, 9 or 12 digits: what a file of divisions may hold.</summary>
    public static bool IsDivision(string code) => code.Length is 2 or 4 or 6 or TownLength or CommunityLength && code.All(char.IsAsciiDigit);
}
