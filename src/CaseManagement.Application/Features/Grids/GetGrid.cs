using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Grids;

/// <summary>One grid: its streets, who answers for it, and how many patients live in it.</summary>
[Needs(Right.ManagePlaces)]
public sealed record GetGrid(string Code) : IQuery<GridDetail>;

public sealed record GridDetail(
    string Code,
    long Version,
    string Name,
    string CommunityCode,
    string AddressKeywords,
    CareTeamId CareTeamId,
    string? CareTeam,
    CareGroupId? CareGroupId,
    string? CareGroup,
    StaffId? WorkerId,
    string? Worker,
    int Cases,
    DateOnly? ClosedOn) : IVersioned;

internal sealed class GetGridHandler(ICaseDb db, IActor actor) : IRequestHandler<GetGrid, GridDetail>
{
    public async Task<GridDetail> Handle(GetGrid query, CancellationToken ct)
    {
        var grid = await db.Grids.AsNoTracking().Within(actor, grid => grid.Code).FindOrThrowAsync(grid => grid.Code == query.Code, "grid", ct);

        return new GridDetail(
            grid.Code, grid.Version, grid.Name, grid.CommunityCode, grid.AddressKeywords,
            grid.CareTeamId, await db.CareTeams.Where(team => team.Id == grid.CareTeamId).Select(team => team.Name).FirstOrDefaultAsync(ct),
            grid.CareGroupId, await db.CareGroups.Where(group => group.Id == grid.CareGroupId).Select(group => group.Name).FirstOrDefaultAsync(ct),
            grid.WorkerId, await db.Staff.Where(staff => staff.Id == grid.WorkerId).Select(staff => staff.Name).FirstOrDefaultAsync(ct),
            await db.CountInGridAsync(grid.Code, ct), grid.ClosedOn);
    }
}
