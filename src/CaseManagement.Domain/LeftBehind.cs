using CaseManagement.Domain.Cases;

namespace CaseManagement.Domain;

/// <summary>One of those whom a change would leave without an owner: what it is, its id, where it lies, and the case it is about.</summary>
/// <param name="Kind">In kebab-case: <c>managed-case</c>, <c>care-task</c>, <c>alert</c>, <c>service-agreement</c>, <c>grid</c>, <c>catchment-area</c>, <c>staff-member</c> …</param>
/// <param name="Id">The id or the code; never a name.</param>
public sealed record LeftOne(string Kind, string Id, string AreaCode, ManagedCaseId? CaseId = null);

/// <summary>Whom a change would leave without an owner: how many, and the first of them.</summary>
public sealed record LeftBehind(int Total, IReadOnlyList<LeftOne> First)
{
    /// <summary>More are counted, not named one by one.</summary>
    public const int MostNamed = 50;

    public static LeftBehind Nobody { get; } = new(0, []);

    public LeftBehind And(LeftBehind others) => new(Total + others.Total, [.. First.Concat(others.First).Take(MostNamed)]);
}

/// <summary>A change that is refused because it would leave somebody without an owner; it says whom, in ids only.</summary>
public sealed class LeavesBehindException(LeftBehind left, string code, string message) : RuleBrokenException(code, message, left.Total)
{
    public LeftBehind Left { get; } = left;
}
