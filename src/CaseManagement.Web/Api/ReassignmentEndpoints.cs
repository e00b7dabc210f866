using CaseManagement.Application.Features.Batches;
using CaseManagement.Application.Features.Reassignments;
using MediatR;

namespace CaseManagement.Web.Api;

internal static class ReassignmentEndpoints
{
    private const int PageSize = 50;

    public static void MapReassignments(this RouteGroupBuilder api)
    {
        var reassignments = api.MapGroup("admin/reassignments").WithTags("administration");

        reassignments.MapGet("", (Guid? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListReassignments(after, take ?? PageSize), ct)).WithSummary("The reassignments of one's area, the newest first, a page at a time.");

        reassignments.MapPost("preview", (PreviewReassignment query, IMediator mediator, CancellationToken ct) =>
            mediator.Send(query, ct)).WithSummary("What a reassignment would do, with the token for doing exactly that. Changes nothing.");

        reassignments.MapPost("", async (AskReassignment command, IMediator mediator, CancellationToken ct) =>
            BatchEndpoints.Asked(await mediator.Send(command, ct))).Produces<BatchAsked>(StatusCodes.Status202Accepted)
            .WithSummary("Patients go to other teams with everything that is open for them, exactly as it was previewed; how it goes is in its batch.");

        reassignments.MapPost("{id:guid}/undoing", async (Guid id, IMediator mediator, CancellationToken ct) =>
            BatchEndpoints.Asked(await mediator.Send(new AskUndoing(new(id)), ct))).Produces<BatchAsked>(StatusCodes.Status202Accepted)
            .WithSummary("A reassignment goes back within a day, as far as nobody has changed anything since; how it goes is in its batch.");

        var unassigned = api.MapGroup("unassigned").WithTags("worklist");

        unassigned.MapGet("", (string? area, string? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListUnassigned(area, after, take ?? PageSize), ct)).WithSummary("The patients whom no team answers for, the unstable and dangerous first, then who has waited longest, a page at a time.");
    }
}
