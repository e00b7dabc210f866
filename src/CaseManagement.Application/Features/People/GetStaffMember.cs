using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.People;

/// <summary>One person: where they work, and what they have in hand.</summary>
[Needs(Right.ManagePeople)]
public sealed record GetStaffMember(StaffId StaffMemberId) : IQuery<StaffDetail>;

/// <param name="AlertsHeld">Open alerts that the person has taken.</param>
/// <param name="GridsWorked">Grids whose worker the person is.</param>
public sealed record StaffDetail(
    StaffId Id,
    long Version,
    string Code,
    string Name,
    StaffRole Role,
    string AreaCode,
    InstitutionId InstitutionId,
    string? Institution,
    CareTeamId? CareTeamId,
    string? CareTeam,
    DateOnly? ClosedOn,
    int AlertsHeld,
    int GridsWorked) : IVersioned;

internal sealed class GetStaffMemberHandler(ICaseDb db, IActor actor) : IRequestHandler<GetStaffMember, StaffDetail>
{
    public async Task<StaffDetail> Handle(GetStaffMember query, CancellationToken ct)
    {
        var staff = await db.Staff.AsNoTracking().Within(actor, staff => staff.AreaCode).FindOrThrowAsync(staff => staff.Id == query.StaffMemberId, "staff-member", ct);
        var institution = await db.Institutions.Where(institution => institution.Id == staff.InstitutionId).Select(institution => institution.Name).FirstOrDefaultAsync(ct);
        var team = await db.CareTeams.Where(team => team.Id == staff.CareTeamId).Select(team => team.Name).FirstOrDefaultAsync(ct);

        return new StaffDetail(
            staff.Id, staff.Version, staff.Code, staff.Name, staff.Role, staff.AreaCode, staff.InstitutionId, institution, staff.CareTeamId, team, staff.ClosedOn,
            (await db.AlertsHeldByAsync(staff.Id, ct)).Total, (await db.GridsWorkedByAsync(staff.Id, ct)).Total);
    }
}
