using CaseManagement.Application.Features.Batches;
using MediatR;

namespace CaseManagement.Web.Api;

internal static class BatchEndpoints
{
    private const int PageSize = 50;

    public static void MapBatches(this RouteGroupBuilder api)
    {
        api.MapPost("admin/area-imports", async (AskAreaImport command, IMediator mediator, CancellationToken ct) =>
            Asked(await mediator.Send(command, ct))).WithTags("administration").Produces<BatchAsked>(StatusCodes.Status202Accepted)
            .WithSummary("A file of divisions, as base64, is taken into the area tree; how it goes is in its batch.");

        var batches = api.MapGroup("batches").WithTags("administration");

        batches.MapGet("", (Guid? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListBatches(after, take ?? PageSize), ct)).WithSummary("The long work that was asked for in one's area, the newest first, a page at a time.");

        batches.MapGet("{id:guid}", (Guid id, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetBatch(new(id)), ct)).WithSummary("How far long work has come, and what came of it.");

        batches.MapGet("{id:guid}/report", async (Guid id, Texts texts, IMediator mediator, CancellationToken ct) =>
            Results.File(BatchCsv.Of(await mediator.Send(new GetBatchReport(new(id)), ct), texts), BatchCsv.Type, BatchCsv.Name(id))).Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .WithSummary("The report of long work that is done, row by row, as CSV.");
    }

    public static IResult Asked(BatchAsked asked) => TypedResults.Accepted($"{Endpoints.Root}/batches/{asked.Id.Value}", asked);
}
