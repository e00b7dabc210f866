using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.CareGroups;

/// <summary>One care group: where it is, who serves it as what and for which term, and which grids it serves.</summary>
[Needs(Right.ManagePlaces)]
public sealed record GetCareGroup(CareGroupId GroupId) : IQuery<CareGroupDetail>;

/// <param name="Unserved">Patients are assigned to it, and nobody serves it today.</param>
public sealed record CareGroupDetail(CareGroupId Id, long Version, string Name, string AreaCode, DateOnly? ClosedOn, IReadOnlyList<GroupMember> Members, IReadOnlyList<GroupGrid> Grids, bool Unserved) : IVersioned;

public sealed record GroupMember(CareGroupMembershipId Id, StaffId StaffId, string Name, MemberKind Kind, DateOnly FromOn, DateOnly? UntilOn);

public sealed record GroupGrid(string Code, string Name);

internal sealed class GetCareGroupHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<GetCareGroup, CareGroupDetail>
{
    public async Task<CareGroupDetail> Handle(GetCareGroup query, CancellationToken ct)
    {
        var group = await db.CareGroups.AsNoTracking().Within(actor, group => group.AreaCode).FindOrThrowAsync(group => group.Id == query.GroupId, "care-group", ct);
        var grids = await db.Grids.Where(grid => grid.CareGroupId == group.Id && grid.ClosedOn == null).OrderBy(grid => grid.Code).Select(grid => new GroupGrid(grid.Code, grid.Name)).ToListAsync(ct);
        var members = await (
            from member in db.Memberships
            where member.CareGroupId == @group.Id
            join staff in db.Staff on member.StaffId equals staff.Id
            orderby member.FromOn, staff.Code
            select new GroupMember(member.Id, member.StaffId, staff.Name, member.Kind, member.FromOn, member.UntilOn)).ToListAsync(ct);

        var unserved = await db.Unserved(db.CareGroups.Where(one => one.Id == group.Id), clock.Today(), clock.GetUtcNow()).AnyAsync(ct);

        return new CareGroupDetail(group.Id, group.Version, group.Name, group.AreaCode, group.ClosedOn, members, grids, unserved);
    }
}
