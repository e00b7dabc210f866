using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Teams;

/// <summary>One care team: who works in it, where, and how much it has to do.</summary>
[Needs(Right.ManagePlaces)]
public sealed record GetTeam(CareTeamId TeamId) : IQuery<TeamDetail>;

public sealed record TeamDetail(
    CareTeamId Id,
    long Version,
    string Name,
    string AreaCode,
    InstitutionId InstitutionId,
    string? Institution,
    DateOnly? ClosedOn,
    IReadOnlyList<TeamMember> Members,
    IReadOnlyList<CoveredArea> Catchment,
    IReadOnlyList<TeamGrid> Grids,
    TeamLoad Load,
    int? CaseCap,
    string? TeamPhone) : IVersioned;

public sealed record TeamMember(StaffId Id, string Code, string Name, StaffRole Role);

public sealed record CoveredArea(string Code, string? Name);

public sealed record TeamGrid(string Code, string Name);

/// <summary>How much a team has to do; each number of tasks and alerts is that of the worklist of the team.</summary>
/// <param name="Cases">Patients whom the team answers for, the dead left out.</param>
public sealed record TeamLoad(int Cases, IReadOnlyDictionary<DueBand, int> Tasks, int Alerts)
{
    public int OpenTasks => Tasks.Values.Sum();

    public int LateTasks => Tasks[DueBand.Late];
}

internal sealed class GetTeamHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<GetTeam, TeamDetail>
{
    public async Task<TeamDetail> Handle(GetTeam query, CancellationToken ct)
    {
        var team = await db.CareTeams.AsNoTracking().Within(actor, team => team.AreaCode).FindOrThrowAsync(team => team.Id == query.TeamId, "care-team", ct);
        var institution = await db.Institutions.Where(institution => institution.Id == team.InstitutionId).Select(institution => institution.Name).FirstOrDefaultAsync(ct);
        var members = await db.Members(team.Id).OrderBy(staff => staff.Code).Select(staff => new TeamMember(staff.Id, staff.Code, staff.Name, staff.Role)).ToListAsync(ct);
        var catchment = await db.Catchments.Where(catchment => catchment.CareTeamId == team.Id).OrderBy(catchment => catchment.AreaCode)
            .Select(catchment => new CoveredArea(catchment.AreaCode, db.Areas.Where(area => area.Code == catchment.AreaCode).Select(area => area.Name).FirstOrDefault())).ToListAsync(ct);
        var grids = await db.Grids.Where(grid => grid.CareTeamId == team.Id && grid.ClosedOn == null).OrderBy(grid => grid.Code).Select(grid => new TeamGrid(grid.Code, grid.Name)).ToListAsync(ct);

        return new TeamDetail(
            team.Id, team.Version, team.Name, team.AreaCode, team.InstitutionId, institution, team.ClosedOn, members, catchment, grids, await Load(team.Id, ct), team.CaseCap, team.Phone);
    }

    private async Task<TeamLoad> Load(CareTeamId team, CancellationToken ct)
    {
        var (cases, alerts) = await db.LoadOfTeamAsync(team, ct);
        var tasks = new Dictionary<DueBand, int>();
        foreach (var band in Enum.GetValues<DueBand>())
            tasks[band] = await db.CountTasksAsync(new WorklistFilter(band, CareTeamId: team), clock.Today(), standards.Settings.DueSoonDays, ct);

        return new TeamLoad(cases, tasks, alerts);
    }
}
