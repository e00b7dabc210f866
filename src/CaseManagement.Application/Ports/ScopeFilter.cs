namespace CaseManagement.Application.Ports;

/// <summary>The query filter by which a stranger's record does not exist. A test holds the list of files that may go past it.</summary>
public static class ScopeFilter
{
    public const string Name = "scope";

    /// <summary>For <c>IgnoreQueryFilters</c>: this filter and no other.</summary>
    public static readonly string[] Only = [Name];
}
