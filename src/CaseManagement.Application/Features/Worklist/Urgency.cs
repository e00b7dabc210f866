using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Staff;

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
    /// <summary>As many as are asked for by their ids.</summary>
    private const int Few = 500;

    private static readonly List<RiskLevel> High = [.. Enumerable.Range(RiskLevel.Min, RiskLevel.Max - RiskLevel.Min + 1).Select(level => new RiskLevel(level)).Where(level => level.IsHigh)];

    public static IQueryable<ManagedCase> Dangerous(this IQueryable<ManagedCase> cases, ICaseDb db) => cases.AsNoTracking().IgnoreAutoIncludes().Where(managed =>
        (managed.Risk != null && High.Contains(managed.Risk.Value)) || db.Crises.Any(crisis => EF.Property<ManagedCaseId>(crisis, "CaseId") == managed.Id && crisis.State == CrisisState.Open));

    /// <summary>Who is in an emergency or dangerous, where they are few; null where they are many, so that a list meets one of them soon, and for whoever answers for a whole city.</summary>
    /// <remarks>The tasks of a few are found by their cases: nobody reads all that is late to learn that none of it is theirs. Who they are is read from the cases of the reader's own area, a town's.</remarks>
    public static async Task<IReadOnlyCollection<ManagedCaseId>?> FewDangerousAsync(this ICaseDb db, IActor actor, CancellationToken ct)
    {
        if (actor.Role == StaffRole.PreventionOffice) return null;

        var risky = await FirstAsync(db.Cases.AsNoTracking().IgnoreAutoIncludes().Where(managed => managed.Risk != null && High.Contains(managed.Risk.Value)).Select(managed => managed.Id));
        var inEmergency = risky is null ? null : await FirstAsync(db.Crises.Where(crisis => crisis.State <= CrisisState.Watched && crisis.State == CrisisState.Open).Select(crisis => EF.Property<ManagedCaseId>(crisis, "CaseId"))); // the first bound is that of the index

        return inEmergency is null ? null : [.. risky!.Union(inEmergency)];

        async Task<List<ManagedCaseId>?> FirstAsync(IQueryable<ManagedCaseId> cases) => await cases.OrderBy(id => id).Take(Few + 1).ToListAsync(ct) is { Count: <= Few } few ? few : null;
    }

    public static IQueryable<ManagedCase> Unstable(this IQueryable<ManagedCase> cases) => cases.AsNoTracking().IgnoreAutoIncludes().Where(managed => managed.Class == Stability.Unstable);
}
