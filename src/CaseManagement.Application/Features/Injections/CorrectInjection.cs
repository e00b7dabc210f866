using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Injections;

/// <summary>A mistaken record of an injection is replaced by a right one, with a reason; the mistaken one is kept.</summary>
[Needs(Right.GiveInjection)]
public sealed record CorrectInjection(
    ManagedCaseId CaseId,
    InjectionCourseId CourseId,
    InjectionId InjectionId,
    string Reason,
    DateOnly GivenOn,
    decimal Dose,
    InjectionSite Site,
    string BatchNumber,
    DateOnly? ExpiresOn = null,
    TimeOnly? ObservedUntil = null,
    StaffId? ConfirmedBy = null,
    string? ProductCode = null,
    TimeOnly? GivenAt = null,
    SiteDeviation? SiteDeviation = null,
    bool? AcuteReaction = null,
    string? ReactionNote = null,
    long? ExpectedVersion = null) : ICommand<InjectionGiven>, ICaseCommand, IDoseForm, IReasoned
{
    string? IReasoned.AuditReason => SiteDeviation is { } why ? Kebab.Of(why) : null;
}

internal sealed class CorrectInjectionValidator : AbstractValidator<CorrectInjection>
{
    public CorrectInjectionValidator(TimeProvider clock)
    {
        Include(new DoseFormValidator(clock));
        RuleFor(x => x.Reason).Text(Injection.CancelReasonMaxLength);
    }
}

internal sealed class CorrectInjectionHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<CorrectInjection, InjectionGiven>
{
    public async Task<InjectionGiven> Handle(CorrectInjection command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        if (!managed.Courses.Any(course => course.Id == command.CourseId && course.Injections.Any(injection => injection.Id == command.InjectionId))) throw new NotFoundException("injection");
        await db.RequirePsychiatrist(command.ConfirmedBy, ct);

        var dose = ((IDoseForm)command).By(actor.StaffId);
        var injection = managed.CorrectInjection(command.CourseId, command.InjectionId, dose, command.Reason, actor.StaffId, standards, clock.Today(), clock.Now());

        await db.SaveChangesAsync(ct);
        return InjectionGiven.Of(injection, managed);
    }
}
