using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Places;

/// <summary>The care teams of an area, for choosing one.</summary>
[Needs(Right.SeePlaces)]
public sealed record ListCareTeams(string AreaCode) : IQuery<IReadOnlyList<CareTeamRow>>;

public sealed record CareTeamRow(CareTeamId Id, string Name, string AreaCode);

internal sealed class ListCareTeamsValidator : AbstractValidator<ListCareTeams>
{
    public ListCareTeamsValidator() => RuleFor(x => x.AreaCode).NotEmpty().As("area.code").Matches("^[0-9][0-9-]*$").As("area.code");
}

internal sealed class CareTeamMap : Profile
{
    public CareTeamMap() => CreateProjection<CareTeam, CareTeamRow>();
}

internal sealed class ListCareTeamsHandler(ICaseDb db, Maps maps) : IRequestHandler<ListCareTeams, IReadOnlyList<CareTeamRow>>
{
    private const int MostTeams = 1000; // a city's teams; a list for choosing, not for reading

    public async Task<IReadOnlyList<CareTeamRow>> Handle(ListCareTeams query, CancellationToken ct)
    {
        return await db.CareTeams.Within(query.AreaCode, team => team.AreaCode).Where(team => team.ClosedOn == null)
            .OrderBy(team => team.AreaCode).ThenBy(team => team.Name).Take(MostTeams).ProjectTo<CareTeamRow>(maps).ToListAsync(ct);
    }
}
