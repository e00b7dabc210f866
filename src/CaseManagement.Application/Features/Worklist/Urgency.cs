using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.FollowUps;

namespace CaseManagement.Application.Features.Worklist;

/// <summary>Who comes before whom, whatever the day: one order for every list of what is to be done. The lower, the earlier.</summary>
internal enum Urgency
{
    /// <summary>An emergency is open, or the danger is high.</summary>
    Dangerous = 1,

    Unstable = 2,
    Routine = 3,
}

internal static class Urgencies
{
    private static readonly List<RiskLevel> High = [.. Enumerable.Range(RiskLevel.Min, RiskLevel.Max - RiskLevel.Min + 1).Select(level => new RiskLevel(level)).Where(level => level.IsHigh)];

    public static IQueryable<ManagedCase> Dangerous(this IQueryable<ManagedCase> cases, ICaseDb db) => cases.AsNoTracking().IgnoreAutoIncludes().Where(managed =>
        (managed.Risk != null && High.Contains(managed.Risk.Value)) || db.Crises.Any(crisis => EF.Property<ManagedCaseId>(crisis, "CaseId") == managed.Id && crisis.State == CrisisState.Open));

    public static IQueryable<ManagedCase> Unstable(this IQueryable<ManagedCase> cases) => cases.AsNoTracking().IgnoreAutoIncludes().Where(managed => managed.Class == Stability.Unstable);
}
