using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Api;

internal static class CaseEndpoints
{
    public static void MapCases(this RouteGroupBuilder api)
    {
        api.MapGet("cases/names", (Guid[] id, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new NameCases([.. id.Select(one => new ManagedCaseId(one))]), ct)).WithTags("cases").WithSummary("The patients' names of a few cases.");

        var cases = api.MapGroup("cases/{id:guid}").WithTags("cases");

        cases.MapGet("", async (Guid id, IMediator mediator, Why why, CancellationToken ct) =>
            why.Explain(await mediator.Send(new GetCase(new(id)), ct))).WithSummary("The whole story of one case.");

        cases.MapPost("identity-reveals", (Guid id, RevealIdentity command, HttpContext context, IMediator mediator, CancellationToken ct) =>
        {
            context.Response.NeverKeep();
            return mediator.Send(command with { CaseId = new(id) }, ct);
        }).WithSummary("Shows the numbers and the address of a person in plain, for a reason that is written down.");

        cases.MapPost("document", (Guid id, RecordDocument command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Adds the number of a document for a patient who was registered without one.");
        cases.MapGet("papers", (Guid id, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetPapers(new(id)), ct)).WithSummary("Every consent, every agreement and every grid of one case.");

        cases.MapGet("findings-over-time", (Guid id, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetFindingsOverTime(new(id)), ct)).WithSummary("How class, danger, adherence and weight went from visit to visit.");

        cases.MapPost("consents", (Guid id, RecordConsent command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("The patient or the guardian agrees to community management, or refuses it.");

        cases.MapPost("agreements", (Guid id, SignAgreement command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("A service agreement is signed with a care team.");

        cases.MapPost("agreements/{agreementId:guid}/termination", (Guid id, Guid agreementId, EndAgreement command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), AgreementId = new(agreementId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("An agreement ends before its time.");

        cases.MapGet("supplementary-form", (Guid id, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetSupplementaryForm(new(id)), ct)).WithSummary("The supplementary form: its answers, those that were replaced, and how the paper shows it.");

        cases.MapPut("supplementary-form", (Guid id, FillInSupplementaryForm command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("The supplementary form is filled in or corrected, as a whole.");

        cases.MapGet("grid-proposal", (Guid id, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ProposeGrid(new(id)), ct)).WithSummary("The grid in which the patient's address lies, and why.");

        cases.MapPut("grid", (Guid id, ConfirmGrid command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("A person confirms the grid.");

        cases.MapPost("facts/{factId:guid}/cancellation", (Guid id, Guid factId, CancelFact command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), FactId = factId, ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Something that settled a duty was recorded by mistake; it is kept, and what it had settled is owed again.");

        cases.MapPost("advice", (Guid id, RecordAdvice command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("A psychiatrist advises.");
    }
}
