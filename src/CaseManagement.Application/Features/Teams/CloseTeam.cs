using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Teams;

/// <summary>A team ends; everything that it answered for is in other hands by then.</summary>
[Needs(Right.ManagePlaces)]
public sealed record CloseTeam(CareTeamId TeamId, long? ExpectedVersion = null) : ICommand<TeamChanged>;

internal sealed class CloseTeamValidator : AbstractValidator<CloseTeam>
{
    public CloseTeamValidator() => RuleFor(x => x.TeamId).NotEqual(default(CareTeamId)).As("text.missing");
}

internal sealed class CloseTeamHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<CloseTeam, TeamChanged>
{
    public async Task<TeamChanged> Handle(CloseTeam command, CancellationToken ct)
    {
        var (id, today) = (command.TeamId, clock.Today());
        var team = (await db.CareTeams.Within(actor, team => team.AreaCode).FindOrThrowAsync(team => team.Id == id, "care-team", ct)).AsSeen(command.ExpectedVersion);
        Rule.RequireNobodyLeft(await db.CasesOfTeamAsync(id, ct), "team.has-patients", "The team answers for patients.");
        Rule.RequireNobodyLeft(await db.AgreementsOfTeamAsync(id, today, ct), "team.has-agreements", "Patients have signed with the team.");
        Rule.RequireNobodyLeft(await db.TasksOfTeamAsync(id, ct), "team.has-tasks", "The team has open tasks.");
        Rule.RequireNobodyLeft(await db.AlertsOfTeamAsync(id, ct), "team.has-alerts", "The team has open alerts.");
        Rule.RequireNobodyLeft(await db.CluesLeftByTeamAsync(id, ct), "team.has-clues", "The team has clues to look into.");
        Rule.RequireNobodyLeft(await db.WaitingOffersToTeamAsync(id, ct), "team.has-offers", "Patients who move wait for the team's answer.");
        Rule.RequireNobodyLeft(await db.GridsOfTeamAsync(id, ct), "team.has-grids", "The team answers for grids.");
        Rule.RequireNobodyLeft(await db.AreasOfTeamAsync(id, ct), "team.covers-areas", "Another team takes these areas over first.");
        Rule.RequireNobodyLeft(await db.MembersOfTeamAsync(id, ct), "team.has-members", "People work in the team.");

        team.Close(today);

        await db.SaveChangesAsync(ct);
        return new TeamChanged(team.Id, team.Version);
    }
}
