using CaseManagement.Application.Features.Injections;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Api;

internal static class InjectionEndpoints
{
    public static void MapInjections(this RouteGroupBuilder api)
    {
        var courses = api.MapGroup("cases/{id:guid}/injection-courses").WithTags("injections");

        courses.MapPost("", (Guid id, StartInjectionCourse command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("Prescribes a course of long-acting injections.");

        courses.MapGet("{courseId:guid}/advice", (Guid id, Guid courseId, DateOnly? on, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetInjectionAdvice(new(id), new(courseId), on), ct)).WithSummary("What the label says of an injection on a day.");

        courses.MapPut("{courseId:guid}/prescription", (Guid id, Guid courseId, ChangePrescription command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), CourseId = new(courseId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Changes what is prescribed, or what is known of the patient, in a running course.");

        courses.MapPost("{courseId:guid}/stop", (Guid id, Guid courseId, StopInjectionCourse command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), CourseId = new(courseId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Ends a course.");

        courses.MapPost("{courseId:guid}/injections", (Guid id, Guid courseId, GiveInjection command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), CourseId = new(courseId), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("Records an injection that was given.");

        courses.MapPut("{courseId:guid}/injections/{injectionId:guid}", (Guid id, Guid courseId, Guid injectionId, CorrectInjection command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), CourseId = new(courseId), InjectionId = new(injectionId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Replaces a mistaken record; the mistaken one is kept.");

        courses.MapPost("{courseId:guid}/injections/{injectionId:guid}/cancellation", (Guid id, Guid courseId, Guid injectionId, CancelInjection command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), CourseId = new(courseId), InjectionId = new(injectionId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Cancels a record that should not be there; it is kept.");
    }
}
