using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Teams;

/// <summary>The care teams of the actor's area, by area, a page at a time.</summary>
/// <param name="Leaderless">Only open teams in which no leader works: what climbs to their leader goes to the office.</param>
/// <param name="After">The <c>Next</c> of the page before.</param>
[Needs(Right.ManagePlaces)]
public sealed record ListTeams(string? AreaCode = null, bool Closed = false, bool Leaderless = false, string? After = null, int Take = 50) : IQuery<TeamList>;

/// <param name="Leaderless">How many open teams of the area have no leader.</param>
public sealed record TeamList(IReadOnlyList<TeamRow> Rows, string? Next, int Leaderless);

/// <param name="Members">People who work in it today.</param>
public sealed record TeamRow(CareTeamId Id, string Name, string AreaCode, string? Area, string? Institution, int Members, DateOnly? ClosedOn);

internal sealed class ListTeamsValidator : AbstractValidator<ListTeams>
{
    public ListTeamsValidator()
    {
        RuleFor(x => x.AreaCode).OptionalArea();
        RuleFor(x => x.After).OptionalAreaKey();
        RuleFor(x => x.Take).PageSize();
    }
}

internal sealed class ListTeamsHandler(ICaseDb db, IActor actor) : IRequestHandler<ListTeams, TeamList>
{
    public async Task<TeamList> Handle(ListTeams query, CancellationToken ct)
    {
        var all = db.CareTeams.AsNoTracking().Within(actor, team => team.AreaCode).Within(query.AreaCode, team => team.AreaCode);
        var leaderless = all.Where(team => team.ClosedOn == null && !db.Staff.Any(staff => staff.CareTeamId == team.Id && staff.Role == StaffRole.TeamLeader && staff.ClosedOn == null));
        var teams = query.Leaderless ? leaderless : all.Where(team => query.Closed ? team.ClosedOn != null : team.ClosedOn == null);
        if (AreaKey.Of(query.After) is { } after)
        {
            var (area, id) = (after.AreaCode, new CareTeamId(after.Id));
            var name = await db.CareTeams.Where(team => team.Id == id).Select(team => team.Name).FirstOrDefaultAsync(ct) ?? "";
            teams = teams.Where(team => string.Compare(team.AreaCode, area) > 0 || (team.AreaCode == area && (string.Compare(team.Name, name) > 0 || (team.Name == name && team.Id > id))));
        }

        var page = await teams.OrderBy(team => team.AreaCode).ThenBy(team => team.Name).ThenBy(team => team.Id).Take(query.Take + 1)
            .Select(team => new TeamRow(
                team.Id, team.Name, team.AreaCode,
                db.Areas.Where(area => area.Code == team.AreaCode).Select(area => area.Name).FirstOrDefault(),
                db.Institutions.Where(institution => institution.Id == team.InstitutionId).Select(institution => institution.Name).FirstOrDefault(),
                db.Staff.Count(staff => staff.CareTeamId == team.Id && staff.ClosedOn == null), team.ClosedOn))
            .ToListAsync(ct);
        var rows = page.Take(query.Take).ToList();

        return new TeamList(rows, page.Count > query.Take ? new AreaKey(rows[^1].AreaCode, rows[^1].Id.Value).ToString() : null, await leaderless.CountAsync(ct));
    }
}
