using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Teams;

/// <summary>A family-doctor team is set up; it takes on communities and grids once somebody works in it.</summary>
[Needs(Right.ManagePlaces)]
public sealed record AddTeam(string Name, string AreaCode, InstitutionId InstitutionId) : ICommand<TeamChanged>;

/// <summary>The team as it now stands.</summary>
public sealed record TeamChanged(CareTeamId Id, long Version) : IVersioned;

internal sealed class AddTeamValidator : AbstractValidator<AddTeam>
{
    public AddTeamValidator()
    {
        RuleFor(x => x.Name).Text(CareTeam.NameMaxLength);
        RuleFor(x => x.AreaCode).Text(AreaCode.MaxLength);
    }
}

internal sealed class AddTeamHandler(ICaseDb db, IActor actor) : IRequestHandler<AddTeam, TeamChanged>
{
    public async Task<TeamChanged> Handle(AddTeam command, CancellationToken ct)
    {
        await db.RequireAreaAsync(actor, command.AreaCode, ct);
        var institution = await db.Institutions.Within(actor, institution => institution.AreaCode).FindOrThrowAsync(institution => institution.Id == command.InstitutionId, "institution", ct);
        Rule.Require(institution.Kind != InstitutionKind.SpecialistHospital, "team.specialist-hospital", "A family-doctor team works at a centre of primary care, not at a specialist hospital.");

        var team = new CareTeam(CareTeamId.New(), command.Name.Trim(), command.AreaCode, command.InstitutionId);
        db.CareTeams.Add(team);

        await db.SaveChangesAsync(ct);
        return new TeamChanged(team.Id, team.Version);
    }
}
