using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Pipeline;

/// <summary>Which cases nothing but an emergency access opens to whoever acts, for holding commands back and for saying so on lists and pages.</summary>
internal static class OnlyInAnEmergency
{
    /// <summary>Whoever else sees a case sees it for longer, and need not be asked about.</summary>
    public static bool MayBeInAnEmergency(this Acting acting) => acting.EmergencyCases.Count > 0 || acting.Role == StaffRole.Psychiatrist;

    /// <returns>Of these cases, those that are open in an emergency only, each with the instant at which that ends. A case that does not exist for them is not among them.</returns>
    public static async Task<IReadOnlyDictionary<ManagedCaseId, DateTimeOffset>> OnlyInEmergenciesAsync(
        this ICaseDb db, Acting acting, IReadOnlyCollection<ManagedCaseId> cases, TimeProvider clock, CancellationToken ct)
    {
        if (!acting.MayBeInAnEmergency() || cases.Count == 0) return Nothing;

        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var grants = (await db.CaseGrants.AsNoTracking().Where(grant => cases.Contains(grant.CaseId)).ToListAsync(ct)).ToLookup(grant => grant.CaseId);
        if (grants.Count == 0) return Nothing;

        var opened = grants.Select(grant => grant.Key).ToList();
        var asked = await db.Cases.AsNoTracking().IgnoreAutoIncludes().Where(managed => opened.Contains(managed.Id)).Select(managed => new { managed.Id, managed.AreaCode, managed.CareTeamId, managed.OfferedAreaCode, managed.OfferedCareTeamId }).ToListAsync(ct);

        return asked
            .Where(managed => CaseScope.IsOnlyInAnEmergency(acting.Viewer, managed.AreaCode, managed.CareTeamId, [.. grants[managed.Id]], now, today, CaseOffer.Of(managed.OfferedAreaCode, managed.OfferedCareTeamId)))
            .ToDictionary(managed => managed.Id, managed => grants[managed.Id].Where(grant => CaseScope.IsEmergencyOf(acting.Viewer, grant) && grant.IsActive(now)).Max(grant => grant.UntilAt!.Value));
    }

    private static readonly Dictionary<ManagedCaseId, DateTimeOffset> Nothing = [];
}
