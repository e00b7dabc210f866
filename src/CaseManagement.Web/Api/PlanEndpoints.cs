using CaseManagement.Application.Features.CasePlans;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Api;

internal static class PlanEndpoints
{
    public static void MapPlans(this RouteGroupBuilder api)
    {
        var plans = api.MapGroup("cases/{id:guid}/plans").WithTags("plans");

        plans.MapGet("", (Guid id, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetCasePlan(new(id)), ct)).WithSummary("The plans of a case: the one that holds with its goals and what came of them, and those that ended.");

        plans.MapPost("", (Guid id, BeginCasePlan command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("A plan is agreed with the patient or the guardian.");

        plans.MapPut("{planId:guid}", (Guid id, Guid planId, ChangeCasePlan command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), PlanId = new(planId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Another version takes the place of the one that holds; the former is kept.");

        plans.MapPost("{planId:guid}/measures", (Guid id, Guid planId, AddPlanMeasure command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), PlanId = new(planId), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("A psychiatrist adds a measure to a goal of medicine.");

        plans.MapPost("{planId:guid}/reviews", (Guid id, Guid planId, ReviewCasePlan command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), PlanId = new(planId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("The plan was looked at again, goal by goal; it may be entered late.");

        plans.MapPost("{planId:guid}/reviews/{reviewId:guid}/cancellation", (Guid id, Guid planId, Guid reviewId, CancelPlanReview command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), PlanId = new(planId), ReviewId = reviewId, ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("A mistaken review is cancelled with a reason; it stays to be read.");

        plans.MapPost("{planId:guid}/ending", (Guid id, Guid planId, EndCasePlan command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), PlanId = new(planId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("The plan ends, for a coded reason.");
    }
}
