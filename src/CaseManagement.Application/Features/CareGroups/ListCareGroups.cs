using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.CareGroups;

/// <summary>The care groups of the actor's area, by area, a page at a time.</summary>
/// <param name="Unserved">Only groups that patients are assigned to and that have no member today.</param>
/// <param name="After">The <c>Next</c> of the page before.</param>
[Needs(Right.ManagePlaces)]
public sealed record ListCareGroups(string? AreaCode = null, bool Closed = false, bool Unserved = false, string? After = null, int Take = 50) : IQuery<CareGroupList>;

/// <param name="Unserved">How many groups of the area have patients and no member.</param>
public sealed record CareGroupList(IReadOnlyList<CareGroupRow> Rows, string? Next, int Unserved);

/// <param name="Grids">Grids that the group serves.</param>
public sealed record CareGroupRow(CareGroupId Id, string Name, string AreaCode, string? Area, int Grids, DateOnly? ClosedOn);

internal sealed class ListCareGroupsValidator : AbstractValidator<ListCareGroups>
{
    public ListCareGroupsValidator()
    {
        RuleFor(x => x.AreaCode).OptionalArea();
        RuleFor(x => x.After).OptionalAreaKey();
        RuleFor(x => x.Take).PageSize();
    }
}

internal sealed class ListCareGroupsHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<ListCareGroups, CareGroupList>
{
    public async Task<CareGroupList> Handle(ListCareGroups query, CancellationToken ct)
    {
        var all = db.CareGroups.AsNoTracking().Within(actor, group => group.AreaCode).Within(query.AreaCode, group => group.AreaCode);
        var unserved = db.Unserved(all, clock.Today(), clock.GetUtcNow());
        var groups = query.Unserved ? unserved : all.Where(group => query.Closed ? group.ClosedOn != null : group.ClosedOn == null);
        if (AreaKey.Of(query.After) is { } after)
        {
            var (area, id) = (after.AreaCode, new CareGroupId(after.Id));
            var name = await db.CareGroups.Where(group => group.Id == id).Select(group => group.Name).FirstOrDefaultAsync(ct) ?? "";
            groups = groups.Where(group => string.Compare(group.AreaCode, area) > 0 || (group.AreaCode == area && (string.Compare(group.Name, name) > 0 || (group.Name == name && group.Id > id))));
        }

        var page = await groups.OrderBy(group => group.AreaCode).ThenBy(group => group.Name).ThenBy(group => group.Id).Take(query.Take + 1)
            .Select(group => new CareGroupRow(
                group.Id, group.Name, group.AreaCode,
                db.Areas.Where(area => area.Code == group.AreaCode).Select(area => area.Name).FirstOrDefault(),
                db.Grids.Count(grid => grid.CareGroupId == group.Id && grid.ClosedOn == null), group.ClosedOn))
            .ToListAsync(ct);
        var rows = page.Take(query.Take).ToList();

        return new CareGroupList(rows, page.Count > query.Take ? new AreaKey(rows[^1].AreaCode, rows[^1].Id.Value).ToString() : null, await unserved.CountAsync(ct));
    }
}
