using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Injections;

namespace CaseManagement.Application.Features.Injections;

/// <summary>A record of an injection that should not be there is cancelled with a reason; it is kept.</summary>
[Needs(Right.GiveInjection)]
public sealed record CancelInjection(ManagedCaseId CaseId, InjectionCourseId CourseId, InjectionId InjectionId, string Reason, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class CancelInjectionValidator : AbstractValidator<CancelInjection>
{
    public CancelInjectionValidator() => RuleFor(x => x.Reason).Text(Injection.CancelReasonMaxLength);
}

internal sealed class CancelInjectionHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<CancelInjection, CaseChanged>
{
    public async Task<CaseChanged> Handle(CancelInjection command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        if (!managed.Courses.Any(course => course.Id == command.CourseId && course.Injections.Any(injection => injection.Id == command.InjectionId))) throw new NotFoundException("injection");

        managed.CancelInjection(command.CourseId, command.InjectionId, command.Reason, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
