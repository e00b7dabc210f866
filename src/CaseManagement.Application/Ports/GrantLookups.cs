using System.Linq.Expressions;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Ports;

/// <summary>The few questions about grants that are asked past the query filter.</summary>
public static class GrantLookups
{
    /// <summary>Who a staff member is at this moment, for the doors that say who acts.</summary>
    public static async Task<Acting> ActingAsync(this ICaseDb db, StaffMember staff, DateTimeOffset now, Guid? sessionId, CancellationToken ct) =>
        Acting.As(staff, sessionId) with { EmergencyCases = await db.EmergencyCasesAsync(staff, now, ct) };

    /// <summary>The cases that are open to a person in an emergency; only whoever works in an area is asked about, all others see by their grants alone.</summary>
    public static async Task<IReadOnlyList<ManagedCaseId>> EmergencyCasesAsync(this ICaseDb db, StaffMember staff, DateTimeOffset now, CancellationToken ct) =>
        staff.Role.WorksInAnArea() ? await db.OpenInEmergency(now).Where(grant => grant.StaffId == staff.Id).Select(grant => grant.CaseId).Distinct().ToListAsync(ct) : [];

    public static IQueryable<CaseGrant> AllGrants(this ICaseDb db) => db.CaseGrants.IgnoreQueryFilters(ScopeFilter.Only);

    /// <summary>For a door that asks everything about the person in one query; whoever is not named yet sees no grant through the filter.</summary>
    public static IQueryable<CaseGrant> OpenInEmergency(this ICaseDb db, DateTimeOffset now) =>
        db.AllGrants().Where(grant => grant.Kind == GrantKind.Emergency && grant.EndedAt == null && grant.FromAt <= now && grant.UntilAt > now);

    /// <summary>The grants that were ever given of a case to one group, hospital or person: the next one is numbered after them.</summary>
    public static Task<List<CaseGrant>> GivenAsync(this ICaseDb db, ManagedCaseId caseId, Expression<Func<CaseGrant, bool>> to, CancellationToken ct) =>
        db.AllGrants().Where(grant => grant.CaseId == caseId).Where(to).ToListAsync(ct);
}
