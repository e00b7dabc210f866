using CaseManagement.Application.Features.Cards;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Api;

internal static class CardEndpoints
{
    private const int PageSize = 50;

    public static void MapCards(this RouteGroupBuilder api)
    {
        api.MapGet("national-cards", (Coded<CardState>? state, Coded<CardKind>? kind, Guid? team, Guid? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListCards(state?.Value, kind?.Value, after, take ?? PageSize, team is { } id ? new CareTeamId(id) : null), ct)).WithTags("national-cards").WithSummary("The cards for the national platform with which somebody or the job has still something to do, or those of one state, a page at a time, the oldest first.");

        var cards = api.MapGroup("cases/{id:guid}/national-cards").WithTags("national-cards");

        cards.MapGet("", (Guid id, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetCaseCards(new(id)), ct)).WithSummary("What one case owes the national platform: its report card and every card that was put together.");

        cards.MapGet("{cardId:guid}", (Guid id, Guid cardId, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetCard(new(id), new(cardId)), ct)).WithSummary("One card: every field, what its check finds and where that is put right, and how far it has come.");

        cards.MapPost("{cardId:guid}/check", (Guid id, Guid cardId, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new CheckCard(new(id), new(cardId), Seen.Required(ifMatch)), ct)).WithSummary("Checks a card that has not left again.");

        cards.MapPost("{cardId:guid}/dropping", (Guid id, Guid cardId, DropCard command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), CardId = new(cardId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("A card that came back cannot be mended: it does not go, for a reason.");

        cards.MapPost("{cardId:guid}/taking-up", (Guid id, Guid cardId, TakeUpCard command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), CardId = new(cardId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("A card was put aside by mistake: it goes on from where it was, for a reason.");

        cards.MapPost("{cardId:guid}/resending", (Guid id, Guid cardId, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ResendCard(new(id), new(cardId), Seen.Required(ifMatch)), ct)).WithSummary("Puts another card in the place of one that the platform refused, or lets one that got no answer go again.");

        var report = api.MapGroup("cases/{id:guid}/report-card").WithTags("national-cards");

        report.MapPut("", (Guid id, FileReportCard command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Files the report card or enters it from paper; or corrects it with a reason, perhaps with another diagnosis, and keeps what it corrects.");

        report.MapPost("paper", (Guid id, TakePaperReport command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("A report card arrived on paper and waits to be entered.");

        report.MapPost("found", (Guid id, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new FindReportCard(new(id), Seen.Optional(ifMatch)), ct)).WithSummary("A report card of another institution was found: none is owed from here.");

        report.MapPost("cancellation", (Guid id, CancelReportCard command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Cancels the report card with a reason and keeps it; the platform is told.");
    }
}
