using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Support;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Api;

internal static class AccessEndpoints
{
    private const int PageSize = 50;

    public static void MapAccess(this RouteGroupBuilder api)
    {
        var access = api.MapGroup("cases/{id:guid}").WithTags("access");

        access.MapGet("access", (Guid id, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetCaseAccess(new(id)), ct)).WithSummary("To whom a case is open beyond its own area, and to whom it can be opened.");

        access.MapPost("care-groups", (Guid id, AssignCareGroup command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("A patient is assigned to a care group until a day.");

        access.MapPost("care-groups/{grantId:guid}/end", (Guid id, Guid grantId, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new EndCareGroupAssignment(new(id), new(grantId), Seen.Required(ifMatch)), ct)).WithSummary("An assignment ends before its day.");

        access.MapPost("specialists", (Guid id, SendToSpecialist command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("A case is sent to a specialist hospital with a question.");

        access.MapPost("specialists/{grantId:guid}/end", (Guid id, Guid grantId, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new EndSpecialistAccess(new(id), new(grantId), Seen.Required(ifMatch)), ct)).WithSummary("A hospital sees the case no more.");
    }

    public static void MapEmergencyAccess(this RouteGroupBuilder api)
    {
        var emergency = api.MapGroup("emergency-access").WithTags("access");

        emergency.MapPost("", (AskEmergencyAccess command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command, ct)).WithSummary("In an emergency somebody else's case is opened for some hours, with a reason.");

        emergency.MapGet("", (string? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListEmergencyAccess(after, take ?? PageSize), ct)).WithSummary("The emergency accesses that the office has not reviewed, the oldest first, a page at a time.");

        emergency.MapPost("{id:guid}/review", (Guid id, ReviewEmergencyAccess command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { GrantId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("The office says whether an emergency access was justified.");
    }

    public static void MapSupported(this RouteGroupBuilder api)
    {
        var supported = api.MapGroup("supported").WithTags("support");

        supported.MapGet("", (IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListSupported(), ct)).WithSummary("The patients assigned to a care-group member: whom to call, and when the team comes next.");

        supported.MapPost("search", (ListSupported query, IMediator mediator, CancellationToken ct) =>
            mediator.Send(query, ct)).WithSummary("Those of them whose name or initials are looked for; sent, so that neither stands in an address.");

        supported.MapPost("{id:guid}/signs", (Guid id, ReportSign command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = null }, ct)).WithSummary("Something is wrong with a patient of the group: an emergency begins, or the team looks into it.");

        supported.MapPost("{id:guid}/signs/taking-back", (Guid id, TakeBackSign command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id) }, ct)).WithSummary("A sign that was given by mistake is taken back within minutes.");
    }
}
