using CaseManagement.Application.Features.Desk;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Staff;
using MediatR;

namespace CaseManagement.Web.Api;

internal static class WorklistEndpoints
{
    private const int PageSize = 50;

    public static void MapWorklist(this RouteGroupBuilder api)
    {
        var worklist = api.MapGroup("worklist").WithTags("worklist");

        worklist.MapGet("", async (Coded<DueBand>? band, Coded<CareTaskKind>? kind, Guid? team, string? area, bool? closesSoon, bool? urgentFirst, string? after, int? take, IMediator mediator, Why why, CancellationToken ct) =>
            why.Explain(await mediator.Send(new ListWorklist(Filter(band, kind, team, area) with { ClosesSoon = closesSoon }, after, take ?? PageSize, urgentFirst), ct))).WithSummary("Who is to be seen, the longest late first, a page at a time.");

        worklist.MapGet("counts", (Coded<DueBand>? band, Coded<CareTaskKind>? kind, Guid? team, string? area, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new CountWorklist(Filter(band, kind, team, area)), ct)).WithSummary("How many tasks there are in each band; each number opens into the list of the same filter.");

        api.MapGet("desk", (IMediator mediator, CancellationToken ct) =>
            mediator.Send(new CountDesk(), ct)).WithTags("worklist").WithSummary("How much waits for the reader beside the worklist and the alerts: emergencies, referrals, departures, and what their role answers for.");

        api.MapGet("desk/towns", (string? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListTownsByLateness(after, take ?? PageSize), ct)).WithTags("worklist").WithSummary("The places one level below the reader's own, those with most late tasks first; each number opens into the list that is narrowed to the place.");
    }

    private static WorklistFilter Filter(Coded<DueBand>? band, Coded<CareTaskKind>? kind, Guid? team, string? area) =>
        new(band?.Value, kind?.Value, team is { } id ? new CareTeamId(id) : null, area);
}
