using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Domain.Crises;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Api;

internal static class CrisisEndpoints
{
    private const int PageSize = 50;

    public static void MapCrises(this RouteGroupBuilder api)
    {
        api.MapGet("crises", (Coded<CrisisState>? state, string? area, string? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListCrises(state?.Value, after, take ?? PageSize, area), ct)).WithTags("crises").WithSummary("The emergencies that somebody must still do something about, a page at a time: those being handled first, then the oldest.");

        var crises = api.MapGroup("cases/{id:guid}/crises").WithTags("crises");

        crises.MapPost("", (Guid id, StartCrisis command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("There is an emergency: it begins, or joins the one that is open.");

        crises.MapGet("{crisisId:guid}", (Guid id, Guid crisisId, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetCrisis(new(id), new(crisisId)), ct)).WithSummary("One emergency: why, who was told and who was not, the record, and what follows.");

        crises.MapPost("{crisisId:guid}/told", (Guid id, Guid crisisId, TellOfCrisis command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), CrisisId = new(crisisId), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("Somebody was told, or was tried to be told.");

        crises.MapPut("{crisisId:guid}/record", (Guid id, Guid crisisId, RecordCrisis command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), CrisisId = new(crisisId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Writes the record, or corrects it with a reason; what it corrects is kept.");

        crises.MapPost("{crisisId:guid}/ending", (Guid id, Guid crisisId, EndCrisis command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), CrisisId = new(crisisId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("The handling ends with an outcome, and with the day of the first closer visit.");

        crises.MapPost("{crisisId:guid}/visits", (Guid id, Guid crisisId, PlanCrisisVisit command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), CrisisId = new(crisisId), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("A clinician chooses the day of the next closer visit.");

        crises.MapPost("{crisisId:guid}/closing", (Guid id, Guid crisisId, CloseCrisis command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), CrisisId = new(crisisId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("A clinician ends the closer visits and closes the emergency.");
    }

    public static void MapClues(this RouteGroupBuilder api)
    {
        var clues = api.MapGroup("clues").WithTags("clues");

        clues.MapGet("", (string? area, string? after, int? take, Guid? caseId, bool? ended, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListClues(area, after, take ?? PageSize, caseId is { } id ? new(id) : null, ended ?? false), ct)).WithSummary("The clues of one's area that have no end yet, a page at a time: what sounds like an emergency first, then what is due soonest; or those that have ended, the latest first.");

        clues.MapPost("", (ReportClue command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command, ct)).WithSummary("Something was heard of somebody whom nobody knows here.");

        clues.MapPost("{id:guid}/check", (Guid id, CheckClue command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { ClueId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Somebody has looked into it and says what they found.");

        clues.MapPost("{id:guid}/diagnosis", (Guid id, SendForDiagnosis command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { ClueId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Whoever a checked clue is about is sent to a hospital for a diagnosis, or the hospital has confirmed one.");

        clues.MapPost("{id:guid}/ending", (Guid id, EndClue command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { ClueId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("What becomes of a checked clue: matched to a patient, handed on, settled, or dismissed for a coded reason.");

        clues.MapPost("{id:guid}/reopening", (Guid id, ReopenClue command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { ClueId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("A clue that came to a wrong end, or was matched to the wrong patient, is looked into again.");
    }
}
