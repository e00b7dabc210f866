using CaseManagement.Application.Ports;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>What becomes of the grants of a case when the case changes, in the same transaction: they move with it, and a review that falls due opens it to the hospital.</summary>
/// <remarks>All grants of the case follow, also those that whoever changes the case does not see. A case is saved by one person at a time, so no hospital is given it twice.</remarks>
internal sealed class GrantsOfCases(CaseDb db, IActor actor, AccessSettings access)
{
    public async Task FollowAsync(CancellationToken ct)
    {
        var moved = db.ChangeTracker.Entries<ManagedCase>().Where(entry => entry.State == EntityState.Modified
            && (entry.Property(managed => managed.AreaCode).IsModified || entry.Property(managed => managed.CareTeamId).IsModified)).Select(entry => entry.Entity.Id).ToHashSet();
        var wasTaken = db.ChangeTracker.Entries<ManagedCase>().Where(entry => moved.Contains(entry.Entity.Id) && entry.Property(managed => managed.OfferedAreaCode) is { IsModified: true, CurrentValue: null })
            .Select(entry => entry.Entity.Id).ToHashSet(); // the group of the old home does not follow
        var reviewed = db.ChangeTracker.Entries<CareTask>().Where(IsTurnOfReview).Select(entry => entry.Entity.CaseId).ToHashSet();
        if (moved.Count + reviewed.Count == 0) return;

        var ids = moved.Union(reviewed).ToList();
        var grants = (await db.CaseGrants.IgnoreQueryFilters(ScopeFilter.Only).Where(grant => ids.Contains(grant.CaseId)).ToListAsync(ct)).ToLookup(grant => grant.CaseId);
        var hospitals = reviewed.Count == 0 ? [] : await db.Institutions.Where(institution => institution.Kind == InstitutionKind.SpecialistHospital)
            .Select(institution => new Hospital(
                institution.Id, institution.AreaCode, db.Staff.Any(staff => staff.InstitutionId == institution.Id && staff.Role == StaffRole.Psychiatrist && staff.ClosedOn == null)))
            .ToListAsync(ct);
        foreach (var managed in db.ChangeTracker.Entries<ManagedCase>().Select(entry => entry.Entity).Where(managed => ids.Contains(managed.Id)).ToList())
        {
            if (moved.Contains(managed.Id))
                foreach (var grant in grants[managed.Id]) grant.BelongTo(managed);
            if (wasTaken.Contains(managed.Id))
                foreach (var grant in grants[managed.Id].Where(grant => grant is { Kind: GrantKind.CareGroup, EndedAt: null })) grant.End(db.Now, actor.StaffId);
            if (reviewed.Contains(managed.Id)) OpenToTheHospital(managed, [.. grants[managed.Id]], hospitals);
        }
    }

    private static bool IsTurnOfReview(Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry<CareTask> entry) => entry.Entity.Kind == CareTaskKind.SpecialistReview && entry.State switch
    {
        EntityState.Added => entry.Entity.State == CareTaskState.Open,
        EntityState.Modified => entry.Property(task => task.State).IsModified,
        _ => false,
    };

    private void OpenToTheHospital(ManagedCase managed, List<CaseGrant> grants, List<Hospital> hospitals)
    {
        var reviews = managed.Tasks.Where(task => task.Kind == CareTaskKind.SpecialistReview).ToList();
        if (reviews.Where(task => task.State == CareTaskState.Open).MinBy(task => task.EnteredOn) is { } open) Open(managed, Clock.StartOf(open.EnteredOn), grants, hospitals);
        else if (reviews.Max(task => task.ClosedEnteredOn) is { } settledOn)
            foreach (var grant in grants.Where(grant => grant is { Reason: GrantReason.ReviewDue, EndedAt: null, UntilAt: null })) grant.KeepUntil(Clock.EndOf(settledOn.AddDays(access.SpecialistKeepsDays)));
    }

    /// <summary>To the hospital whose own area is the narrowest that covers the case, among those where a psychiatrist works; where nobody works in any of them, to the narrowest; where none covers it, nobody is told and the review stays the office's to arrange.</summary>
    private void Open(ManagedCase managed, DateTimeOffset fromAt, List<CaseGrant> grants, List<Hospital> hospitals)
    {
        var covering = hospitals.Where(hospital => AreaCode.Contains(hospital.AreaCode, managed.AreaCode))
            .OrderByDescending(hospital => hospital.HasPsychiatrist).ThenByDescending(hospital => AreaCode.Prefix(hospital.AreaCode).Length).ThenBy(hospital => hospital.Id.Value).FirstOrDefault();
        if (covering is null) return;

        var given = grants.Where(grant => grant.InstitutionId == covering.Id).ToList();
        if (given.Exists(grant => grant is { EndedAt: null, UntilAt: null })) return;

        if (given.Find(grant => grant.Reason == GrantReason.ReviewDue && grant.IsActive(db.Now)) is { } ending) ending.KeepUntil(null);
        else db.CaseGrants.Add(CaseGrant.ToHospital(GrantTarget.Of(managed), covering.Id, given.Count, fromAt, question: null, Acting.Timetable.StaffId));
    }

    private sealed record Hospital(InstitutionId Id, string AreaCode, bool HasPsychiatrist);
}
