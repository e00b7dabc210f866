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
        ActingOf(staff, sessionId, await db.OpenInEmergency(now).AnyAsync(grant => grant.StaffId == staff.Id, ct));

    /// <param name="isOpenToThem">Whether a case is open to them in an emergency; it counts only for those who work in an area.</param>
    public static Acting ActingOf(StaffMember staff, Guid? sessionId, bool isOpenToThem) => Acting.As(staff, sessionId) with { HasEmergencyGrant = isOpenToThem && staff.Role.WorksInAnArea() };

    public static IQueryable<CaseGrant> AllGrants(this ICaseDb db) => db.CaseGrants.IgnoreQueryFilters(ScopeFilter.Only);

    /// <summary>For a door that asks everything about the person in one query; whoever is not named yet sees no grant through the filter.</summary>
    public static IQueryable<CaseGrant> OpenInEmergency(this ICaseDb db, DateTimeOffset now) =>
        db.AllGrants().Where(grant => grant.Kind == GrantKind.Emergency && grant.EndedAt == null && grant.FromAt <= now && grant.UntilAt > now);

    /// <summary>The grants that were ever given of a case to one group, hospital or person: the next one is numbered after them.</summary>
    public static Task<List<CaseGrant>> GivenAsync(this ICaseDb db, ManagedCaseId caseId, Expression<Func<CaseGrant, bool>> to, CancellationToken ct) =>
        db.AllGrants().Where(grant => grant.CaseId == caseId).Where(to).ToListAsync(ct);
}
