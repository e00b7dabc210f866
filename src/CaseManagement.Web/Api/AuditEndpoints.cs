using CaseManagement.Application.Features.Audit;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain.Cases;
using MediatR;

namespace CaseManagement.Web.Api;

internal static class AuditEndpoints
{
    private const int PageSize = 50;

    public static void MapAudit(this RouteGroupBuilder api)
    {
        var audit = api.MapGroup("audit").WithTags("audit");

        audit.MapGet("", (string? actor, Guid? caseId, string? request, Coded<AuditKind>? kind, DateOnly? from, DateOnly? to, long? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new SearchAudit(new(actor, caseId is { } id ? new ManagedCaseId(id) : null, request, kind?.Value, from, to), after, take ?? PageSize), ct))
            .WithSummary("Who did or saw what, the latest first, a page at a time.");

        audit.MapPost("verification", (string? head, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new VerifyAudit(head), ct)).WithSummary("Checks that every entry is still there and as it was written.");
    }
}
