using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Places;

/// <summary>The grids of a community, with who answers for each.</summary>
[Needs(Right.SeePlaces)]
public sealed record ListGrids(string CommunityCode) : IQuery<IReadOnlyList<GridRow>>;

public sealed record GridRow(string Code, string Name, string AddressKeywords, CareTeamId CareTeamId, CareGroupId? CareGroupId, StaffId? WorkerId);

internal sealed class GridMap : Profile
{
    public GridMap() => CreateProjection<Grid, GridRow>();
}

internal sealed class ListGridsHandler(ICaseDb db, Maps maps) : IRequestHandler<ListGrids, IReadOnlyList<GridRow>>
{
    public async Task<IReadOnlyList<GridRow>> Handle(ListGrids query, CancellationToken ct) =>
        await db.Grids.Where(grid => grid.CommunityCode == query.CommunityCode && grid.ClosedOn == null).OrderBy(grid => grid.Code).ProjectTo<GridRow>(maps).ToListAsync(ct);
}
