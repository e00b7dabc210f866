using CaseManagement.Domain.Access;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>Who takes a notice inside the system: asked in the same way when one is written and each night after it, and as the sweep asks it of its alerts.</summary>
/// <remarks>The office is told as well where a leader or a psychiatrist is missed; it would not hear of a patient whose own team has no leader if one of another team counted.</remarks>
internal static class NoticeReaders
{
    public static IQueryable<StaffMember> Leaders(this CaseDb db) => db.Staff.Where(staff => staff.Role == StaffRole.TeamLeader && staff.ClosedOn == null);

    /// <summary>Of these grants those by which a psychiatrist who works here sees the case now.</summary>
    public static IQueryable<CaseGrant> OpenToSpecialists(this CaseDb db, IQueryable<CaseGrant> grants, DateTimeOffset now)
    {
        var psychiatrists = db.Psychiatrists();
        return grants.Where(grant => grant.Kind == GrantKind.Specialist && grant.EndedAt == null && grant.FromAt <= now && (grant.UntilAt == null || grant.UntilAt > now)
            && psychiatrists.Any(staff => staff.InstitutionId == grant.InstitutionId || staff.Id == grant.StaffId));
    }

    /// <summary>The same of grants that are not saved yet.</summary>
    public static async Task<bool> WorksInAnyAsync(this CaseDb db, IEnumerable<CaseGrant> grants, CancellationToken ct)
    {
        var to = grants.ToList();
        var (hospitals, people) = (to.Select(grant => grant.InstitutionId).OfType<InstitutionId>().ToList(), to.Select(grant => grant.StaffId).OfType<StaffId>().ToList());

        return to.Count > 0 && await db.Psychiatrists().AnyAsync(staff => hospitals.Contains(staff.InstitutionId) || people.Contains(staff.Id), ct);
    }

    private static IQueryable<StaffMember> Psychiatrists(this CaseDb db) => db.Staff.Where(staff => staff.Role == StaffRole.Psychiatrist && staff.ClosedOn == null);
}
