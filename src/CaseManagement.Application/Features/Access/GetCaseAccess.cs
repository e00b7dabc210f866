using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Access;

/// <summary>To whom a case is open beyond its own area, and to whom it can be opened.</summary>
[Needs(Right.SeeCase)]
public sealed record GetCaseAccess(ManagedCaseId CaseId) : IRecordQuery<CaseAccess>;

/// <param name="Grants">What holds now, the latest first; whoever sees the case by a grant sees their own ones.</param>
/// <param name="CareGroups">Of the patient's town.</param>
/// <param name="Hospitals">Those whose area covers the patient.</param>
public sealed record CaseAccess(IReadOnlyList<GrantRow> Grants, IReadOnlyList<CareGroupChoice> CareGroups, IReadOnlyList<HospitalChoice> Hospitals);

/// <param name="To">The name of the group, hospital or person.</param>
public sealed record GrantRow(CaseGrantId Id, long Version, GrantKind Kind, string? To, DateTimeOffset FromAt, DateTimeOffset? UntilAt, GrantReason Reason, string? Note);

public sealed record CareGroupChoice(CareGroupId Id, string Name);

/// <param name="AnswersHere">A psychiatrist of the hospital works with the system.</param>
public sealed record HospitalChoice(InstitutionId Id, string Name, bool AnswersHere);

internal sealed class GetCaseAccessHandler(ICaseDb db, TimeProvider clock) : IRequestHandler<GetCaseAccess, CaseAccess>
{
    public async Task<CaseAccess> Handle(GetCaseAccess query, CancellationToken ct)
    {
        var area = await db.Cases.Where(managed => managed.Id == query.CaseId).Select(managed => managed.AreaCode).FirstOrDefaultAsync(ct) ?? throw new NotFoundException("managed-case");
        var now = clock.GetUtcNow();

        var grants = await db.CaseGrants.Where(grant => grant.CaseId == query.CaseId && grant.EndedAt == null && (grant.UntilAt == null || grant.UntilAt > now))
            .OrderByDescending(grant => grant.FromAt)
            .Select(grant => new GrantRow(
                grant.Id, grant.Version, grant.Kind,
                db.CareGroups.Where(group => group.Id == grant.CareGroupId).Select(group => group.Name).FirstOrDefault()
                    ?? db.Institutions.Where(hospital => hospital.Id == grant.InstitutionId).Select(hospital => hospital.Name).FirstOrDefault()
                    ?? db.Staff.Where(person => person.Id == grant.StaffId).Select(person => person.Name).FirstOrDefault(),
                grant.FromAt, grant.UntilAt, grant.Reason, grant.Note))
            .ToListAsync(ct);
        var groups = await db.CareGroups.Within(AreaCode.Town(area)!, group => group.AreaCode)
            .OrderBy(group => group.AreaCode).ThenBy(group => group.Name).Select(group => new CareGroupChoice(group.Id, group.Name)).ToListAsync(ct);
        var hospitals = await db.Institutions.AsNoTracking().Where(institution => institution.Kind == InstitutionKind.SpecialistHospital).ToListAsync(ct);

        var covering = hospitals.ConvertAll(hospital => hospital.Id);
        var answering = covering.Count == 0 ? [] : await db.Staff.Where(staff => covering.Contains(staff.InstitutionId) && staff.Role == StaffRole.Psychiatrist && staff.ClosedOn == null).Select(staff => staff.InstitutionId).Distinct().ToListAsync(ct);

        return new CaseAccess(
            grants, groups,
            [.. hospitals.Where(hospital => AreaCode.Contains(hospital.AreaCode, area)).OrderByDescending(hospital => AreaCode.Prefix(hospital.AreaCode).Length).Select(hospital => new HospitalChoice(hospital.Id, hospital.Name, answering.Contains(hospital.Id)))]);
    }
}
