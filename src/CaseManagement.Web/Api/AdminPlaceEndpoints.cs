using CaseManagement.Application.Features.CareGroups;
using CaseManagement.Application.Features.Grids;
using CaseManagement.Application.Features.Institutions;
using CaseManagement.Application.Features.Teams;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Api;

internal static class AdminPlaceEndpoints
{
    private const int PageSize = 50;

    public static void MapAdminPlaces(this RouteGroupBuilder api)
    {
        MapInstitutions(api.MapGroup("admin/institutions").WithTags("administration"));
        MapTeams(api.MapGroup("admin/care-teams").WithTags("administration"));
        MapGroups(api.MapGroup("admin/care-groups").WithTags("administration"));
        MapGrids(api.MapGroup("admin/grids").WithTags("administration"));

        api.MapGet("admin/grid-owners", (string town, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListGridOwners(town), ct)).WithTags("administration").WithSummary("The teams, groups and people of a town who could answer for a grid in it.");
    }

    private static void MapInstitutions(RouteGroupBuilder institutions)
    {
        institutions.MapGet("", (string? area, string? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListInstitutions(area, after, take ?? PageSize), ct)).WithSummary("The institutions of an area, a page at a time.");

        institutions.MapPost("", (AddInstitution command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command, ct)).WithSummary("An institution begins to work with the system.");
    }

    private static void MapTeams(RouteGroupBuilder teams)
    {
        teams.MapGet("", (string? area, bool? closed, bool? leaderless, string? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListTeams(area, closed ?? false, leaderless ?? false, after, take ?? PageSize), ct)).WithSummary("The care teams of an area, a page at a time; or those in which no leader works.");

        teams.MapPost("", (AddTeam command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command, ct)).WithSummary("A care team is set up.");

        teams.MapGet("{id:guid}", (Guid id, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetTeam(new(id)), ct)).WithSummary("One care team: who works in it, where, and how much it has to do.");

        teams.MapPut("{id:guid}", (Guid id, ChangeTeam command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { TeamId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("A team gets another name or area, or answers for other communities.");

        teams.MapPost("{id:guid}/closing", (Guid id, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new CloseTeam(new(id), Seen.Required(ifMatch)), ct)).WithSummary("A team ends.");
    }

    private static void MapGroups(RouteGroupBuilder groups)
    {
        groups.MapGet("", (string? area, bool? closed, bool? unserved, string? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListCareGroups(area, closed ?? false, unserved ?? false, after, take ?? PageSize), ct)).WithSummary("The care groups of an area, a page at a time; or those that have patients and no member.");

        groups.MapPost("", (AddCareGroup command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command, ct)).WithSummary("A care group is set up.");

        groups.MapGet("{id:guid}", (Guid id, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetCareGroup(new(id)), ct)).WithSummary("One care group: where it is, and which grids it serves.");

        groups.MapPut("{id:guid}", (Guid id, ChangeCareGroup command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { GroupId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("A care group gets another name or area.");

        groups.MapPost("{id:guid}/members", (Guid id, AddGroupMember command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { GroupId = new(id) }, ct)).WithSummary("A person serves a care group for a term.");

        groups.MapPost("{id:guid}/members/{membershipId:guid}/end", (Guid id, Guid membershipId, EndMembership command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { GroupId = new(id), MembershipId = new(membershipId) }, ct)).WithSummary("A person's term in a care group ends with a day.");

        groups.MapPost("{id:guid}/closing", (Guid id, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new CloseCareGroup(new(id), Seen.Required(ifMatch)), ct)).WithSummary("A care group ends.");
    }

    private static void MapGrids(RouteGroupBuilder grids)
    {
        grids.MapGet("", (string? area, bool? closed, string? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListGridsOfArea(area, closed ?? false, after, take ?? PageSize), ct)).WithSummary("The grids of an area with who answers for each, a page at a time.");

        grids.MapPost("", (AddGrid command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command, ct)).WithSummary("A grid is drawn in a community.");

        grids.MapGet("{code}", (string code, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetGrid(code), ct)).WithSummary("One grid: its streets, who answers for it, and how many patients live in it.");

        grids.MapPut("{code}", (string code, RedrawGrid command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { Grid = code, ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("A grid gets another name, other streets or other owners.");

        grids.MapPost("{code}/closing", (string code, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new CloseGrid(code, Seen.Required(ifMatch)), ct)).WithSummary("A grid ends.");
    }
}
