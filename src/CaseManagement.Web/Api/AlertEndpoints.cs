using CaseManagement.Application.Features.Alerts;
using CaseManagement.Domain.Alerts;
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

        alerts.MapGet("", (bool? open, Guid? team, string? area, Coded<ToldRole>? tells, Guid? caseId, long? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListAlerts(Filter(open, team, area, tells, caseId), after, take ?? PageSize), ct)).WithSummary("The alerts that somebody must still answer, the oldest first, a page at a time.");

        alerts.MapPost("{id:long}/claim", (long id, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ClaimAlert(id, Seen.Required(ifMatch)), ct)).WithSummary("A named person takes an alert.");

        alerts.MapPost("{id:long}/answer", (long id, AnswerAlert command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { AlertId = id, ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("That person says why the task is late and what is being done.");

        alerts.MapPost("{id:long}/resolution", (long id, ResolveAlert command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { AlertId = id, ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("That person closes the alert with a result.");
    }

    private static AlertFilter Filter(bool? open, Guid? team, string? area, Coded<ToldRole>? tells, Guid? caseId) =>
        new(open ?? true, team is { } teamId ? new CareTeamId(teamId) : null, area, tells?.Value, caseId is { } id ? new ManagedCaseId(id) : null);
}
