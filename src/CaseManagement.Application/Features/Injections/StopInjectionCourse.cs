using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Injections;

namespace CaseManagement.Application.Features.Injections;

/// <summary>A treatment with a long-acting product ends, with a reason; no further injection is due.</summary>
[Needs(Right.PrescribeInjection)]
public sealed record StopInjectionCourse(ManagedCaseId CaseId, InjectionCourseId CourseId, DateOnly StoppedOn, string Reason, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class StopInjectionCourseValidator : AbstractValidator<StopInjectionCourse>
{
    public StopInjectionCourseValidator(TimeProvider clock)
    {
        RuleFor(x => x.StoppedOn).NotAhead(clock, "injection.stop-in-future");
        RuleFor(x => x.Reason).Text(InjectionCourse.StopReasonMaxLength);
    }
}

internal sealed class StopInjectionCourseHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<StopInjectionCourse, CaseChanged>
{
    public async Task<CaseChanged> Handle(StopInjectionCourse command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        if (!managed.Courses.Any(course => course.Id == command.CourseId)) throw new NotFoundException("injection-course");

        managed.StopInjectionCourse(command.CourseId, command.StoppedOn, command.Reason, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
