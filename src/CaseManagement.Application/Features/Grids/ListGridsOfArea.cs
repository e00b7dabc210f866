using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Grids;

/// <summary>The grids of the actor's area with who answers for each, by code, a page at a time.</summary>
/// <param name="After">The code of the last row of the page before.</param>
[Needs(Right.ManagePlaces)]
public sealed record ListGridsOfArea(string? AreaCode = null, bool Closed = false, string? After = null, int Take = 50) : IQuery<GridList>;

public sealed record GridList(IReadOnlyList<GridLine> Rows, string? Next);

public sealed record GridLine(string Code, string Name, string? Community, CareTeamId CareTeamId, string? CareTeam, string? CareGroup, string? Worker, DateOnly? ClosedOn);

internal sealed class ListGridsOfAreaValidator : AbstractValidator<ListGridsOfArea>
{
    public ListGridsOfAreaValidator()
    {
        RuleFor(x => x.AreaCode).OptionalArea();
        RuleFor(x => x.After).OptionalArea();
        RuleFor(x => x.Take).PageSize();
    }
}

internal sealed class ListGridsOfAreaHandler(ICaseDb db, IActor actor) : IRequestHandler<ListGridsOfArea, GridList>
{
    public async Task<GridList> Handle(ListGridsOfArea query, CancellationToken ct)
    {
        var grids = db.Grids.AsNoTracking().Within(actor, grid => grid.Code).Within(query.AreaCode, grid => grid.Code)
            .Where(grid => query.Closed ? grid.ClosedOn != null : grid.ClosedOn == null);
        if (query.After is { } after) grids = grids.Where(grid => string.Compare(grid.Code, after) > 0);

        var page = await grids.OrderBy(grid => grid.Code).Take(query.Take + 1)
            .Select(grid => new GridLine(
                grid.Code, grid.Name,
                db.Areas.Where(area => area.Code == grid.CommunityCode).Select(area => area.Name).FirstOrDefault(),
                grid.CareTeamId,
                db.CareTeams.Where(team => team.Id == grid.CareTeamId).Select(team => team.Name).FirstOrDefault(),
                db.CareGroups.Where(group => group.Id == grid.CareGroupId).Select(group => group.Name).FirstOrDefault(),
                db.Staff.Where(staff => staff.Id == grid.WorkerId).Select(staff => staff.Name).FirstOrDefault(),
                grid.ClosedOn))
            .ToListAsync(ct);
        var rows = page.Take(query.Take).ToList();

        return new GridList(rows, page.Count > query.Take ? rows[^1].Code : null);
    }
}
