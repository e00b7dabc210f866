using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Institutions;

/// <summary>The institutions of the actor's area, a page at a time.</summary>
/// <param name="After">The <c>Next</c> of the page before.</param>
[Needs(Right.ManagePlaces)]
public sealed record ListInstitutions(string? AreaCode = null, string? After = null, int Take = 50) : IQuery<InstitutionPage>;

public sealed record InstitutionPage(IReadOnlyList<InstitutionRow> Rows, string? Next);

public sealed record InstitutionRow(InstitutionId Id, string Name, InstitutionKind Kind, string AreaCode);

internal sealed class InstitutionMap : Profile
{
    public InstitutionMap() => CreateProjection<Institution, InstitutionRow>();
}

internal sealed class ListInstitutionsValidator : AbstractValidator<ListInstitutions>
{
    public ListInstitutionsValidator()
    {
        RuleFor(x => x.AreaCode).OptionalArea();
        RuleFor(x => x.After).OptionalAreaKey();
        RuleFor(x => x.Take).PageSize();
    }
}

internal sealed class ListInstitutionsHandler(ICaseDb db, IActor actor, Maps maps) : IRequestHandler<ListInstitutions, InstitutionPage>
{
    public async Task<InstitutionPage> Handle(ListInstitutions query, CancellationToken ct)
    {
        var institutions = db.Institutions.Within(actor, institution => institution.AreaCode).Within(query.AreaCode, institution => institution.AreaCode);
        if (AreaKey.Of(query.After) is { } after)
        {
            var (area, id) = (after.AreaCode, new InstitutionId(after.Id));
            var name = await db.Institutions.Where(institution => institution.Id == id).Select(institution => institution.Name).FirstOrDefaultAsync(ct) ?? "";
            institutions = institutions.Where(institution => string.Compare(institution.AreaCode, area) > 0 || (institution.AreaCode == area && (string.Compare(institution.Name, name) > 0 || (institution.Name == name && institution.Id > id))));
        }

        var page = await institutions.OrderBy(institution => institution.AreaCode).ThenBy(institution => institution.Name).ThenBy(institution => institution.Id).Take(query.Take + 1).ProjectTo<InstitutionRow>(maps).ToListAsync(ct);
        var rows = page.Take(query.Take).ToList();

        return new InstitutionPage(rows, page.Count > query.Take ? new AreaKey(rows[^1].AreaCode, rows[^1].Id.Value).ToString() : null);
    }
}
