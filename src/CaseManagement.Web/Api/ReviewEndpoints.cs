using CaseManagement.Application.Features.Reviews;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Api;

internal static class ReviewEndpoints
{
    private const int PageSize = 50;

    public static void MapReviews(this RouteGroupBuilder api)
    {
        api.MapGet("reviews", async (string? after, int? take, IMediator mediator, Why why, CancellationToken ct) =>
            why.Explain(await mediator.Send(new ListReviews(after, take ?? PageSize), ct))).WithTags("reviews").WithSummary("The cases that were sent to the psychiatrist and are not answered yet, a page at a time: the urgent ones first, then the oldest.");

        var reviews = api.MapGroup("cases/{id:guid}").WithTags("reviews");

        reviews.MapGet("review", async (Guid id, IMediator mediator, Why why, CancellationToken ct) =>
            why.Explain(await mediator.Send(new GetReview(new(id)), ct))).WithSummary("The whole case on one page for whoever advises on it.");

        reviews.MapPost("advice/{adviceId:guid}/done", (Guid id, Guid adviceId, FollowAdvice command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), AdviceId = adviceId, ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("The team has read an advice and seen to it.");

        reviews.MapPost("guidance-sessions", (Guid id, RecordGuidance command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("A talk is logged in which a psychiatrist guided a doctor of the team from afar.");
    }
}
