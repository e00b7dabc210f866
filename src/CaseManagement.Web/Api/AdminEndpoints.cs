using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Features.People;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Api;

internal static class AdminEndpoints
{
    private const int PageSize = 50;

    public static void MapAdmin(this RouteGroupBuilder api)
    {
        MapPeople(api.MapGroup("admin/staff").WithTags("administration"));
        MapJobs(api.MapGroup("admin").WithTags("administration"));
    }

    private static IResult Started(JobStarted started) => TypedResults.Accepted($"{Endpoints.Root}/admin/jobs/{started.Job}/runs", started);

    private static void MapPeople(RouteGroupBuilder staff)
    {
        staff.MapGet("", (string? area, Coded<StaffRole>? role, string? code, bool? closed, string? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListStaff(area, role?.Value, code, closed ?? false, after, take ?? PageSize), ct)).WithSummary("The people who work in an area, a page at a time.");

        staff.MapPost("", (AddStaffMember command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command, ct)).WithSummary("A person begins to work with the system; answers the first password, once.");

        staff.MapGet("{id:guid}", (Guid id, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetStaffMember(new(id)), ct)).WithSummary("One person: where they work, and what they have in hand.");

        staff.MapPut("{id:guid}/place", (Guid id, MoveStaffMember command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { StaffMemberId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("A person goes to another team or area, or takes up another role.");

        staff.MapPost("{id:guid}/closing", (Guid id, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new CloseStaffMember(new(id), Seen.Required(ifMatch)), ct)).WithSummary("A person no longer works here.");

        staff.MapPost("{id:guid}/password-reset", (Guid id, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ResetPassword(new(id)), ct)).WithSummary("A first password again; answered once.");

        staff.MapPost("{id:guid}/second-factor-reset", (Guid id, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ResetSecondFactor(new(id)), ct)).WithSummary("The second factor is set up anew at the next sign-in.");

        staff.MapPost("{id:guid}/unlocking", (Guid id, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new UnlockAccount(new(id)), ct)).WithSummary("Whoever wrong passwords locked out may try again at once.");
    }

    private static void MapJobs(RouteGroupBuilder admin)
    {
        admin.MapGet("jobs", (IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListJobs(), ct)).WithSummary("What runs by the clock: the last run of each, and the next.");

        admin.MapGet("jobs/{job}/runs", (string job, long? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListJobRuns(job, after, take ?? PageSize), ct)).WithSummary("The runs of a job, the latest first, a page at a time.");

        admin.MapPost("jobs/{job}/runs", async (string job, IMediator mediator, CancellationToken ct) =>
            Started(await mediator.Send(new RunJob(job), ct))).Produces<JobStarted>(StatusCodes.Status202Accepted).WithSummary("Starts a job now; how it goes is in its runs.");

        admin.MapGet("quarantine", (bool? cleared, long? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListQuarantine(cleared ?? false, after, take ?? PageSize), ct)).WithSummary("The rows that jobs set aside, the oldest first, a page at a time.");

        admin.MapPost("quarantine/{id:long}/clearing", (long id, ClearQuarantined command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { QuarantinedId = id }, ct)).WithSummary("An operator has seen to a row that was set aside.");
    }
}
