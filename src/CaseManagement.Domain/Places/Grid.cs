using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Places;

/// <summary>网格 the smallest unit of responsibility, under a community, with its team, care group and grid worker.</summary>
public sealed class Grid
{
    public const int KeywordsMaxLength = 500;

    private Grid() { }

    public Grid(string code, string name, IEnumerable<string> keywords, CareTeamId careTeamId, CareGroupId? careGroupId, StaffId? workerId)
    {
        Rule.Require(AreaCode.Community(code) is not null && code.Length > 13 && code[12] == '-', "grid.code", "A grid's code is its community's code, a hyphen and a local part.");

        (Code, Name, CareTeamId, CareGroupId, WorkerId) = (code, name, careTeamId, careGroupId, workerId);
        CommunityCode = code[..12];
        AddressKeywords = string.Join(';', keywords);
    }

    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string CommunityCode { get; private set; } = "";

    /// <summary>Streets, estates and villages by which an address is known to lie here, parted by semicolons.</summary>
    public string AddressKeywords { get; private set; } = "";

    public CareTeamId CareTeamId { get; private set; }

    public CareGroupId? CareGroupId { get; private set; }

    public StaffId? WorkerId { get; private set; }
}
