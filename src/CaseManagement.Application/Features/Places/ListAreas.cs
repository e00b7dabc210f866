using CaseManagement.Domain.Places;

namespace CaseManagement.Application.Features.Places;

/// <summary>The divisions directly under one; without a parent, the top of the tree.</summary>
[Needs(Right.SeePlaces)]
public sealed record ListAreas(string? ParentCode) : IQuery<IReadOnlyList<AreaRow>>;

public sealed record AreaRow(string Code, string Name, string? ParentCode);

internal sealed class AreaMap : Profile
{
    public AreaMap() => CreateProjection<CatchmentArea, AreaRow>();
}

internal sealed class ListAreasHandler(ICaseDb db, Maps maps) : IRequestHandler<ListAreas, IReadOnlyList<AreaRow>>
{
    private const int MostUnderOne = 2000; // no division has more; a wrong tree must not flood a page

    public async Task<IReadOnlyList<AreaRow>> Handle(ListAreas query, CancellationToken ct) =>
        await db.Areas.Where(area => area.ParentCode == query.ParentCode).OrderBy(area => area.Code).Take(MostUnderOne).ProjectTo<AreaRow>(maps).ToListAsync(ct);
}
