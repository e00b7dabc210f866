using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Teams;

/// <summary>A team gets another name or area, or answers for other communities: their patients come with them, except those who have signed.</summary>
/// <param name="Catchment">Every community and town that the team answers for from now on; one that another team had is taken over from it.</param>
/// <param name="TeamPhone">By which care groups call the team; null where there is none.</param>
/// <param name="CaseCap">The most patients it takes over at a reassignment; null for no bound.</param>
[Needs(Right.ManagePlaces)]
public sealed record ChangeTeam(CareTeamId TeamId, string Name, string AreaCode, IReadOnlyList<string> Catchment, long? ExpectedVersion = null, int? CaseCap = null, string? TeamPhone = null) : ICommand<TeamChanged>;

internal sealed class ChangeTeamValidator : AbstractValidator<ChangeTeam>
{
    private const int MostAreas = 200; // a team answers for a town's communities, not for a province's

    public ChangeTeamValidator()
    {
        RuleFor(x => x.Name).Text(CareTeam.NameMaxLength);
        RuleFor(x => x.AreaCode).Text(AreaCode.MaxLength);
        RuleFor(x => x.Catchment).NotNull().As("text.missing").Must(areas => areas is null || areas.Count <= MostAreas).As("list.too-long");
        RuleFor(x => x.TeamPhone).OptionalPhone(CareTeam.PhoneMaxLength);
        RuleFor(x => x.CaseCap).Must(cap => cap is null or >= 0).As("team.cap");
        RuleForEach(x => x.Catchment).NotNull().As("list.empty-row").Matches("^[0-9]{9}([0-9]{3})?$").As("team.catchment-code");
    }
}

internal sealed class ChangeTeamHandler(ICaseDb db, IActor actor, IReassigner reassigner, TimeProvider clock) : IRequestHandler<ChangeTeam, TeamChanged>
{
    public async Task<TeamChanged> Handle(ChangeTeam command, CancellationToken ct)
    {
        var team = (await db.CareTeams.Within(actor, team => team.AreaCode).FindOrThrowAsync(team => team.Id == command.TeamId, "care-team", ct)).AsSeen(command.ExpectedVersion);
        await db.RequireAreaAsync(actor, command.AreaCode, ct);
        var wanted = command.Catchment.Distinct().ToList();
        foreach (var area in wanted) await db.RequireAreaAsync(actor, area, ct);
        Rule.Require(wanted.TrueForAll(area => AreaCode.Contains(command.AreaCode, area)), "team.catchment-outside", "A team answers for communities of its own area.");

        team.Change(command.Name.Trim(), command.AreaCode, command.CaseCap, command.TeamPhone?.Trim() is { Length: > 0 } phone ? phone : null);
        var handover = new AreaHandover(db, actor, reassigner, clock);
        if (await Cover(team, wanted, handover, ct)) await handover.SaveAsync(team.AreaCode, ct);
        else await db.SaveChangesAsync(ct);

        return new TeamChanged(team.Id, team.Version);
    }

    /// <returns>Whether any place changed hands.</returns>
    private async Task<bool> Cover(CareTeam team, List<string> wanted, AreaHandover handover, CancellationToken ct)
    {
        var towns = wanted.Select(area => AreaCode.Town(area)!).ToHashSet();
        var catchments = await db.Catchments.Where(catchment => catchment.CareTeamId == team.Id || wanted.Contains(catchment.AreaCode) || towns.Contains(catchment.AreaCode)).ToDictionaryAsync(catchment => catchment.AreaCode, ct);
        var givenUp = catchments.Values.Where(catchment => catchment.CareTeamId == team.Id && !wanted.Contains(catchment.AreaCode)).ToList();
        var takenOn = wanted.Where(area => catchments.GetValueOrDefault(area)?.CareTeamId != team.Id).ToList();

        await RequireOthersBehind(givenUp, ct);
        if (takenOn.Count > 0) await db.TakeOnAsync(team, ct);
        foreach (var catchment in givenUp)
        {
            handover.Community(catchment.AreaCode, team.Id, null);
            db.Catchments.Remove(catchment);
        }

        foreach (var area in takenOn) handover.Community(area, catchments.GetValueOrDefault(area)?.CareTeamId, team.Id);
        foreach (var area in takenOn)
            if (catchments.GetValueOrDefault(area) is { } others) others.HandTo(team.Id);
            else db.Catchments.Add(new CareTeamCatchment(area, team.Id));

        foreach (var area in takenOn) await Follow(area, team.Id, handover, ct);
        foreach (var catchment in givenUp) await Follow(catchment.AreaCode, await TownsTeam(catchment.AreaCode, ct) ?? team.Id, handover, ct);

        return takenOn.Count + givenUp.Count > 0;
    }

    /// <summary>A community that no team answers for falls to the team of its town; where there is none, somebody must take it over first.</summary>
    private async Task RequireOthersBehind(List<CareTeamCatchment> givenUp, CancellationToken ct)
    {
        var left = LeftBehind.Nobody;
        foreach (var area in givenUp.Select(catchment => catchment.AreaCode))
            if (AreaCode.Community(area) is null || await TownsTeam(area, ct) is null || givenUp.Exists(other => other.AreaCode == AreaCode.Town(area)))
                left = left.And(new LeftBehind(1, [new LeftOne("catchment-area", area, area)]));

        Rule.RequireNobodyLeft(left, "team.covers-areas", "Another team takes these areas over first.");
    }

    private async Task<CareTeamId?> TownsTeam(string area, CancellationToken ct)
    {
        var town = AreaCode.Town(area);
        return (await db.Catchments.FirstOrDefaultAsync(catchment => catchment.AreaCode == town, ct))?.CareTeamId;
    }

    /// <summary>Whoever has a grid belongs to the grid's team; a town's team has those who live in none of the communities that have a team of their own.</summary>
    private async Task Follow(string area, CareTeamId team, AreaHandover handover, CancellationToken ct)
    {
        handover.Follow(area, team);
        if (AreaCode.Community(area) is not null) return;

        var (from, before) = AreaCode.Subtree(area);
        var owned = await db.Catchments.Where(catchment => string.Compare(catchment.AreaCode, from) > 0 && string.Compare(catchment.AreaCode, before) < 0).Select(catchment => catchment.AreaCode).ToListAsync(ct);
        owned.AddRange(db.Catchments.Local.Select(catchment => catchment.AreaCode));
        foreach (var community in await db.Areas.AsNoTracking().Where(place => place.ParentCode == area).Select(place => place.Code).ToListAsync(ct))
            if (!owned.Contains(community)) handover.Follow(community, team);
    }
}
