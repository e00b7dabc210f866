using CaseManagement.Application.Features.Alerts;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Api;

internal static class AlertEndpoints
{
    private const int PageSize = 50;

    public static void MapAlerts(this RouteGroupBuilder api)
    {
        var alerts = api.MapGroup("alerts").WithTags("alerts");

        alerts.MapGet("", (bool? open, Guid? team, string? area, Coded<ToldRole>? tells, Guid? caseId, Coded<Severity>? severity, Coded<CareTaskKind>? kind, Coded<AlertHands>? hands, long? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListAlerts(Filter(open, team, area, tells, caseId, severity, kind, hands), after, take ?? PageSize), ct)).WithSummary("The alerts that somebody must still answer, the oldest first, a page at a time.");

        alerts.MapGet("counts", (bool? open, Guid? team, string? area, Coded<ToldRole>? tells, Guid? caseId, Coded<Severity>? severity, Coded<CareTaskKind>? kind, Coded<AlertHands>? hands, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new CountAlerts(Filter(open, team, area, tells, caseId, severity, kind, hands)), ct)).WithSummary("How many alerts a list of the same filter has, and how many by whom they tell, weight, kind and hands.");

        api.MapGet("cases/{id:guid}/alerts/{alertId:long}", (Guid id, long alertId, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetAlert(new(id), alertId), ct)).WithTags("alerts").WithSummary("One alert: its next step, what was done about it by whom, and to whom it can be handed over.");

        alerts.MapPost("{id:long}/claim", (long id, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ClaimAlert(id, Seen.Required(ifMatch)), ct)).WithSummary("A named person takes an alert.");

        alerts.MapPost("{id:long}/answer", (long id, AnswerAlert command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { AlertId = id, ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("That person says why the task is late and what is being done.");

        alerts.MapPost("{id:long}/resolution", (long id, ResolveAlert command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { AlertId = id, ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("That person closes the alert with a result.");

        alerts.MapPost("{id:long}/hand-over", (long id, HandOverAlert command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { AlertId = id, ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("An alert passes to a named colleague who may answer it.");

        alerts.MapPost("{id:long}/dismissal", (long id, DismissAlert command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { AlertId = id, ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Somebody says why nothing is done about an alert; it returns while the task stays late.");
    }

    private static AlertFilter Filter(
        bool? open, Guid? team, string? area, Coded<ToldRole>? tells, Guid? caseId, Coded<Severity>? severity, Coded<CareTaskKind>? kind, Coded<AlertHands>? hands) =>
        new(open ?? true, team is { } teamId ? new CareTeamId(teamId) : null, area, tells?.Value, caseId is { } id ? new ManagedCaseId(id) : null, severity?.Value, kind?.Value, hands?.Value);
}
