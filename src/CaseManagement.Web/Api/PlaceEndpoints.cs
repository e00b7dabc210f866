using CaseManagement.Application.Features.Injections;
using CaseManagement.Application.Features.Places;
using MediatR;

namespace CaseManagement.Web.Api;

internal static class PlaceEndpoints
{
    public static void MapPlaces(this RouteGroupBuilder api)
    {
        var places = api.MapGroup("").WithTags("places");

        places.MapGet("areas", (string? parent, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListAreas(parent), ct)).WithSummary("The divisions directly under one; without a parent, the top of the tree.");

        places.MapGet("grids", (string community, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListGrids(community), ct)).WithSummary("The grids of a community, with who answers for each.");

        places.MapGet("psychiatrists", (IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListPsychiatrists(), ct)).WithSummary("Who may confirm the dose of an injection.");

        places.MapGet("care-teams", (string area, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListCareTeams(area), ct)).WithSummary("The care teams of an area.");
    }
}
