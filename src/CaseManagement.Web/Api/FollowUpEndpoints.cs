using CaseManagement.Application.Features.FollowUps;
using CaseManagement.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Api;

internal static class FollowUpEndpoints
{
    public static void MapFollowUps(this RouteGroupBuilder api)
    {
        var followUps = api.MapGroup("cases/{id:guid}/follow-ups").WithTags("follow-ups");

        followUps.MapGet("latest", (Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new GetLastFollowUp(new(id)), ct)).WithSummary("What was found when the patient was last seen.");

        followUps.MapPost("", (Guid id, RecordFollowUp command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("Records a contact and what was found.");

        followUps.MapGet("{followUpId:guid}/print", (Guid id, Guid followUpId, int? edition, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetFollowUpPrint(new(id), new(followUpId), (FormEdition)(edition ?? (int)FormEdition.Norm2018)), ct)).WithSummary("The record as the paper form of 2018, or of 2017, shows it.");

        followUps.MapPut("{followUpId:guid}", (Guid id, Guid followUpId, CorrectFollowUp command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), FollowUpId = new(followUpId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Replaces a mistaken record; the mistaken one is kept.");

        followUps.MapPost("{followUpId:guid}/cancellation", (Guid id, Guid followUpId, CancelFollowUp command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), FollowUpId = new(followUpId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Cancels a record that should not be there; it is kept.");
    }
}
