using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Places;

/// <summary>网格 the smallest unit of responsibility, under a community, with its team, care group and grid worker.</summary>
public sealed class Grid : AggregateRoot
{
    public const int KeywordsMaxLength = 500;

    private Grid() { }

    public Grid(string code, string name, IEnumerable<string> keywords, CareTeamId careTeamId, CareGroupId? careGroupId, StaffId? workerId)
    {
        Rule.Require(AreaCode.Community(code) is not null && code.Length > 13 && code[12] == '-', "grid.code", "A grid's code is its community's code, a hyphen and a local part.");

        (Code, Name, CareTeamId, CareGroupId, WorkerId) = (code, name, careTeamId, careGroupId, workerId);
        CommunityCode = code[..12];
        AddressKeywords = Joined(keywords);
    }

    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string CommunityCode { get; private set; } = "";

    /// <summary>Streets, estates and villages by which an address is known to lie here, parted by semicolons.</summary>
    public string AddressKeywords { get; private set; } = "";

    public CareTeamId CareTeamId { get; private set; }

    public CareGroupId? CareGroupId { get; private set; }

    public StaffId? WorkerId { get; private set; }

    /// <summary>The last day of the grid; null while it holds.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>The grid is drawn anew: its name, its streets, and who answers for it.</summary>
    public void Redraw(string name, IEnumerable<string> keywords, CareTeamId careTeamId, CareGroupId? careGroupId, StaffId? workerId)
    {
        RequireOpen();

        (Name, AddressKeywords) = (name, Joined(keywords));
        (CareTeamId, CareGroupId, WorkerId) = (careTeamId, careGroupId, workerId);
        Changed();
    }

    /// <summary>Another team answers for the grid.</summary>
    public void HandTo(CareTeamId careTeamId)
    {
        RequireOpen();

        CareTeamId = careTeamId;
        Changed();
    }

    /// <summary>Another person works in the grid, or nobody does for now.</summary>
    public void WorkedBy(StaffId? workerId)
    {
        RequireOpen();

        WorkerId = workerId;
        Changed();
    }

    public void Close(DateOnly on)
    {
        RequireOpen();

        ClosedOn = on;
        Changed();
    }

    internal void RequireOpen() => Rule.Require(ClosedOn is null, "grid.closed", "This grid is closed.");

    private static string Joined(IEnumerable<string> keywords)
    {
        var joined = string.Join(';', keywords);
        Rule.Require(joined.Length <= KeywordsMaxLength, "grid.keywords-too-long", "The streets of a grid have at most {0} characters.", KeywordsMaxLength);

        return joined;
    }
}
