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
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("A plan is agreed with the patient or the guardian.").WithMetadata(Begin);

        plans.MapPut("{planId:guid}", (Guid id, Guid planId, ChangeCasePlan command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), PlanId = new(planId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Another version takes the place of the one that holds; the former is kept.").WithMetadata(Change);

        plans.MapPost("{planId:guid}/measures", (Guid id, Guid planId, AddPlanMeasure command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), PlanId = new(planId), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("A psychiatrist adds a measure to a goal of medicine.").WithMetadata(Measure);

        plans.MapPost("{planId:guid}/reviews", (Guid id, Guid planId, ReviewCasePlan command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), PlanId = new(planId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("The plan was looked at again, goal by goal; it may be entered late.").WithMetadata(Review);

        plans.MapPost("{planId:guid}/reviews/{reviewId:guid}/cancellation", (Guid id, Guid planId, Guid reviewId, CancelPlanReview command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), PlanId = new(planId), ReviewId = reviewId, ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("A mistaken review is cancelled with a reason; it stays to be read.");

        plans.MapPost("{planId:guid}/ending", (Guid id, Guid planId, EndCasePlan command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), PlanId = new(planId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("The plan ends, for a coded reason.").WithMetadata(Ending);
    }

    private const string Signed = """{ "signer": "guardian", "signerName": "示例", "relation": "母亲", "signedOn": "2026-03-02" }""";
    private const string Carried = """[{ "name": "示例医生", "role": "家庭医生", "institution": "社区卫生服务中心" }, { "name": "示例社工", "role": "社会工作者" }]""";

    private static readonly RequestExample Begin = new($$"""
        {
          "plan": {
            "situation": "病情稳定，独居，低保",
            "members": {{Carried}},
            "goals": [{ "area": "medicine", "text": "规律服药", "measures": [{ "what": "每月电话提醒", "who": 1, "byOn": "2026-05-02" }] }]
          },
          "agreed": {{Signed}}, "nextReviewOn": "2026-04-15"
        }
        """);

    private static readonly RequestExample Change = new($$"""
        {
          "plan": {
            "members": {{Carried}},
            "goals": [
              { "no": 1, "area": "medicine", "text": "规律服药", "measures": [{ "no": 1, "what": "每月电话提醒", "who": 1, "byOn": "2026-05-02" }] },
              { "area": "rehabilitation", "text": "参加日间康复", "measures": [{ "what": "联系康复站", "who": 2, "byOn": "2026-06-01" }] }
            ]
          },
          "agreed": {{Signed}}, "reason": "增加康复目标"
        }
        """);

    private static readonly RequestExample Measure = new("""{ "goal": 1, "what": "复查血药浓度", "who": 1, "byOn": "2026-06-01", "reason": "加量后" }""");

    private static readonly RequestExample Review = new("""
        { "on": "2026-04-15", "goals": [{ "goal": 1, "progress": "能按时服药", "decision": "continue", "results": [{ "measure": 1, "result": "已提醒两次" }] }] }
        """);

    private static readonly RequestExample Ending = new("""{ "on": "2026-06-01", "reason": "goals-reached" }""");
}
