using CaseManagement.Application.Ports;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>What becomes of the grants of a case when the case changes, in the same transaction: they move with it, and a review that falls due, a referral or an emergency opens it to the hospital.</summary>
/// <remarks>A review, a referral and an emergency each keep a grant of their own, so that the end of the one takes nothing from the others. All grants of the case follow, also those that whoever changes the case does not see. A case is saved by one person at a time, so no hospital is given it twice.</remarks>
internal sealed class GrantsOfCases(CaseDb db, IActor actor, AccessSettings access)
{
    public async Task FollowAsync(CancellationToken ct)
    {
        var moved = db.ChangeTracker.Entries<ManagedCase>().Where(entry => entry.State == EntityState.Modified
            && (entry.Property(managed => managed.AreaCode).IsModified || entry.Property(managed => managed.CareTeamId).IsModified)).Select(entry => entry.Entity.Id).ToHashSet();
        var wasTaken = db.ChangeTracker.Entries<ManagedCase>().Where(entry => moved.Contains(entry.Entity.Id) && entry.Property(managed => managed.OfferedAreaCode) is { IsModified: true, CurrentValue: null })
            .Select(entry => entry.Entity.Id).ToHashSet(); // the group of the old home does not follow
        var reviewed = db.ChangeTracker.Entries<CareTask>().Where(IsTurnOfReview).Select(entry => entry.Entity.CaseId).ToHashSet();
        var referred = db.ChangeTracker.Entries<ManagedCase>().Where(entry => entry.State is EntityState.Added or EntityState.Modified && entry.Entity.Referrals.Count > 0).Select(entry => entry.Entity.Id).ToHashSet();
        var inDanger = db.ChangeTracker.Entries<CrisisResponse>().Where(entry => entry.State == EntityState.Added || (entry.State == EntityState.Modified && entry.Property(crisis => crisis.State).IsModified))
            .Select(entry => entry.Property<ManagedCaseId>(ModelRules.CaseId).CurrentValue).ToHashSet();
        inDanger.UnionWith(db.ChangeTracker.Entries<ManagedCase>().Where(entry => moved.Contains(entry.Entity.Id) && entry.Property(managed => managed.AreaCode).IsModified && entry.Entity.Crises.Any(crisis => crisis.State == CrisisState.Open)).Select(entry => entry.Entity.Id));
        if (moved.Count + reviewed.Count + referred.Count + inDanger.Count == 0) return;

        var ids = moved.Union(reviewed).Union(referred).Union(inDanger).ToList();
        var grants = (await db.CaseGrants.IgnoreQueryFilters(ScopeFilter.Only).Where(grant => ids.Contains(grant.CaseId)).ToListAsync(ct)).ToLookup(grant => grant.CaseId);
        var hospitals = reviewed.Count + inDanger.Count == 0 ? [] : await db.Institutions.Where(institution => institution.Kind == InstitutionKind.SpecialistHospital)
            .Select(institution => new Hospital(
                institution.Id, institution.AreaCode, db.Staff.Any(staff => staff.InstitutionId == institution.Id && staff.Role == StaffRole.Psychiatrist && staff.ClosedOn == null)))
            .ToListAsync(ct);
        foreach (var managed in db.ChangeTracker.Entries<ManagedCase>().Select(entry => entry.Entity).Where(managed => ids.Contains(managed.Id)).ToList())
        {
            if (moved.Contains(managed.Id))
                foreach (var grant in grants[managed.Id]) grant.BelongTo(managed);
            if (wasTaken.Contains(managed.Id))
                foreach (var grant in grants[managed.Id].Where(grant => grant is { Kind: GrantKind.CareGroup, EndedAt: null })) grant.End(db.Now, actor.StaffId);
            var given = grants[managed.Id].ToList();
            if (reviewed.Contains(managed.Id)) OpenToTheHospital(managed, given, hospitals);
            if (referred.Contains(managed.Id)) FollowReferrals(managed, given);
            if (inDanger.Contains(managed.Id)) FollowCrises(managed, given, hospitals);
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
        if (Covering(managed, hospitals) is not { } covering) return;

        var given = grants.Where(grant => grant.InstitutionId == covering.Id).ToList();
        if (given.Exists(grant => grant is { EndedAt: null, UntilAt: null, AnsweredAt: null, IsForAnAnswer: true })) return;

        if (given.Find(grant => grant.Reason == GrantReason.ReviewDue && grant.IsActive(db.Now)) is { } ending) ending.KeepUntil(null);
        else Add(grants, CaseGrant.ToHospitalForReview(GrantTarget.Of(managed), covering.Id, given.Count, fromAt, Acting.Timetable.StaffId));
    }

    private static Hospital? Covering(ManagedCase managed, List<Hospital> hospitals) => hospitals.Where(hospital => AreaCode.Contains(hospital.AreaCode, managed.AreaCode))
        .OrderByDescending(hospital => hospital.HasPsychiatrist).ThenByDescending(hospital => AreaCode.Prefix(hospital.AreaCode).Length).ThenBy(hospital => hospital.Id.Value).FirstOrDefault();

    /// <summary>While an emergency is handled the hospital of the place sees the case, so that whoever is told there can read it, and for some days more; of one that was withdrawn it sees nothing. Where the patient moves meanwhile, the hospital of the new place does, and the old one no longer: one that treats the patient has a grant of its own. Where no hospital covers the new place, the old one keeps it, so that a psychiatrist still sees the patient who was told of them.</summary>
    private void FollowCrises(ManagedCase managed, List<CaseGrant> grants, List<Hospital> hospitals)
    {
        var active = grants.Where(grant => grant.Reason == GrantReason.InEmergency && grant.IsActive(db.Now)).ToList();
        if (managed.Crises.Where(crisis => crisis.State == CrisisState.Open).MinBy(crisis => crisis.StartedOn) is not { } open)
        {
            foreach (var grant in active.Where(grant => grant.UntilAt is null))
                if (managed.Crises.All(crisis => crisis.State == CrisisState.Withdrawn)) grant.End(db.Now, actor.StaffId);
                else grant.KeepUntil(Clock.EndOf(db.Today.AddDays(access.SpecialistKeepsDays)));
        }
        else if (Covering(managed, hospitals) is { } covering)
        {
            foreach (var left in active.Where(grant => grant.InstitutionId != covering.Id)) left.End(db.Now, actor.StaffId);
            if (active.Find(grant => grant.InstitutionId == covering.Id) is { } ending) ending.KeepUntil(null);
            else Add(grants, CaseGrant.ToHospitalInEmergency(GrantTarget.Of(managed), covering.Id, grants.Count(grant => grant.InstitutionId == covering.Id), db.Entry(managed).State == EntityState.Added ? Clock.StartOf(open.StartedOn) : db.Now, Acting.Timetable.StaffId));
        }
    }

    /// <summary>The hospital of a referral sees the case while the referral waits or the patient is its inpatient, and for some days more.</summary>
    private void FollowReferrals(ManagedCase managed, List<CaseGrant> grants)
    {
        foreach (var hospital in managed.Referrals.Select(referral => referral.HospitalId).Distinct().ToList())
        {
            var given = grants.Where(grant => grant.InstitutionId == hospital).ToList();
            var active = given.Find(grant => grant.Reason == GrantReason.Referred && grant.IsActive(db.Now));
            if (!managed.IsWithHospital(hospital))
            {
                if (active is { UntilAt: null }) active.KeepUntil(Clock.EndOf(db.Today.AddDays(access.SpecialistKeepsDays)));
            }
            else if (active is not null) active.KeepUntil(null);
            else Add(grants, CaseGrant.ToHospitalOfReferral(GrantTarget.Of(managed), hospital, given.Count, OpensAt(managed, hospital), Acting.Timetable.StaffId));
        }
    }

    /// <summary>At once; where a case comes in with its referrals, from the day on which the last of them was recorded.</summary>
    private DateTimeOffset OpensAt(ManagedCase managed, InstitutionId hospital) => db.Entry(managed).State != EntityState.Added ? db.Now
        : Clock.StartOf(managed.Referrals.Where(referral => referral.HospitalId == hospital).Max(referral => referral.Steps[0].RecordedOn));

    /// <summary>The next one of the same save is numbered after it.</summary>
    private void Add(List<CaseGrant> grants, CaseGrant grant)
    {
        db.CaseGrants.Add(grant);
        grants.Add(grant);
    }

    private sealed record Hospital(InstitutionId Id, string AreaCode, bool HasPsychiatrist);
}
