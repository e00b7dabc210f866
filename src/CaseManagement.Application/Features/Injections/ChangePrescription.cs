using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Injections;

namespace CaseManagement.Application.Features.Injections;

/// <summary>In a running course another dose or interval is prescribed, or what is known of kidneys and tolerability is brought up to date.</summary>
/// <param name="ChangedOn">The first day on which it holds; what was given before is judged by what was prescribed then.</param>
/// <param name="MaintenanceDose">In the unit of the product; one of the strengths it comes in.</param>
/// <param name="Renal">As found: also a band that bars the product is taken, and the advice then gives no dose.</param>
/// <param name="IntervalDays">The interval between two injections, for products whose label leaves it to the prescriber.</param>
/// <param name="OralToleratedOn">Since when it is documented that the same molecule was tolerated by mouth; without it what is documented stays.</param>
[Needs(Right.PrescribeInjection)]
public sealed record ChangePrescription(
    ManagedCaseId CaseId,
    InjectionCourseId CourseId,
    DateOnly ChangedOn,
    decimal MaintenanceDose,
    RenalBand Renal,
    int? IntervalDays = null,
    DateOnly? OralToleratedOn = null,
    string? ToleranceNote = null,
    long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class ChangePrescriptionValidator : AbstractValidator<ChangePrescription>
{
    public ChangePrescriptionValidator(TimeProvider clock)
    {
        RuleFor(x => x.ChangedOn).NotAhead(clock, "injection.change-in-future");
        RuleFor(x => x.MaintenanceDose).GreaterThan(0).As("amount.out-of-range");
        RuleFor(x => x.Renal).Known();
        RuleFor(x => x.IntervalDays).GreaterThan(0).As("amount.out-of-range");
        RuleFor(x => x.ToleranceNote).OptionalText(InjectionCourse.ToleranceNoteMaxLength);
    }
}

internal sealed class ChangePrescriptionHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ChangePrescription, CaseChanged>
{
    public async Task<CaseChanged> Handle(ChangePrescription command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        if (!managed.Courses.Any(course => course.Id == command.CourseId)) throw new NotFoundException("injection-course");

        var change = new PrescriptionChange(command.ChangedOn, command.MaintenanceDose, command.Renal, actor.StaffId, command.IntervalDays, command.OralToleratedOn, command.ToleranceNote);
        managed.ChangePrescription(command.CourseId, change, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
