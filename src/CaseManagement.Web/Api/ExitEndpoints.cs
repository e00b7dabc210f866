using CaseManagement.Application.Features.Exits;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Api;

internal static class ExitEndpoints
{
    public static void MapExits(this RouteGroupBuilder api)
    {
        api.MapGet("departures", (Coded<DepartureView>? view, Guid? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListDepartures(view?.Value ?? DepartureView.Lost, after, take ?? 50), ct)).WithTags("exits").WithSummary("Who is proposed as lost, who is lost, and who is offered to another team.");

        var cases = api.MapGroup("cases/{id:guid}").WithTags("exits");

        cases.MapGet("exits", (Guid id, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetCaseExits(new(id)), ct)).WithSummary("How a patient was looked for, every way out that was proposed, and who was told.");

        cases.MapPost("contact-attempts", (Guid id, RecordContactAttempt command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("Somebody tried to reach the patient, or asked where the patient is.");

        cases.MapPost("loss", (Guid id, ProposeLoss command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("Proposes to count the patient as lost.");

        cases.MapPost("loss/decision", (Guid id, DecideLoss command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("A second person confirms the loss, or declines it.");

        cases.MapPost("loss/return", (Guid id, RecordFound command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("A lost patient was found.");

        cases.MapPost("told", (Guid id, RecordTold command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("Somebody outside was told of the patient.");

        cases.MapPost("transfer", (Guid id, OfferTransfer command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("Offers a patient who moves to the team there.");

        cases.MapPost("transfer/answer", (Guid id, DecideTransfer command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("The other side takes the patient over, or sends the offer back.");

        cases.MapPost("transfer/withdrawal", (Guid id, WithdrawTransfer command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("The patient stays after all.");

        cases.MapPost("deaths", (Guid id, RecordDeath command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("A death, recorded without a visit.");

        cases.MapPost("deaths/{deathId:guid}/cancellation", (Guid id, Guid deathId, CancelDeath command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), DeathId = deathId, ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("A death that was recorded by mistake is taken back.");

        cases.MapPost("closure", (Guid id, CloseCase command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("A registration by mistake is closed, and kept.");

        cases.MapPost("reopening", (Guid id, ReopenCase command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("A closed case is looked after again.");
    }
}
