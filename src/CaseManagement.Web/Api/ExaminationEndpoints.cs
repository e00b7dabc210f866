using CaseManagement.Application.Features.Examinations;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Api;

internal static class ExaminationEndpoints
{
    public static void MapExaminations(this RouteGroupBuilder api)
    {
        var examinations = api.MapGroup("cases/{id:guid}/examinations").WithTags("examinations");

        examinations.MapPost("", (Guid id, RecordPhysicalExamination command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("Records a yearly examination that was done, refused or not possible.");

        examinations.MapPut("{examinationId:guid}", (Guid id, Guid examinationId, CorrectPhysicalExamination command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExaminationId = new(examinationId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Replaces a mistaken record; the mistaken one is kept.");

        examinations.MapPost("{examinationId:guid}/cancellation", (Guid id, Guid examinationId, CancelPhysicalExamination command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExaminationId = new(examinationId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Cancels a record that should not be there; it is kept.");
    }
}
