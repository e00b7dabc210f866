using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Injections;

namespace CaseManagement.Application.Features.Injections;

/// <summary>A treatment with a long-acting product is prescribed; its first injection becomes due.</summary>
/// <param name="ProductCode">The product, not the molecule, decides every dose and window: a code of the formulary.</param>
/// <param name="StartsOn">The planned day of the first injection.</param>
/// <param name="MaintenanceDose">In the unit of the product; one of the strengths it comes in.</param>
/// <param name="OralToleratedOn">Since when it is documented that the same molecule was tolerated by mouth.</param>
/// <param name="IntervalDays">The interval between two injections, for products whose label leaves it to the prescriber.</param>
/// <param name="SwitchFrom">The stopped course of another product that this one follows; without it nothing is planned after another product.</param>
[Needs(Right.PrescribeInjection)]
public sealed record StartInjectionCourse(
    ManagedCaseId CaseId,
    string ProductCode,
    DateOnly StartsOn,
    decimal MaintenanceDose,
    RenalBand Renal,
    DateOnly? OralToleratedOn,
    string? ToleranceNote = null,
    int? IntervalDays = null,
    InjectionCourseId? SwitchFrom = null,
    long? ExpectedVersion = null) : ICommand<InjectionCourseStarted>, ICaseCommand;

public sealed record InjectionCourseStarted(InjectionCourseId Id, DateOnly FirstDueOn, long Version) : IVersioned;

internal sealed class StartInjectionCourseValidator : AbstractValidator<StartInjectionCourse>
{
    public StartInjectionCourseValidator()
    {
        RuleFor(x => x.ProductCode).Text(InjectionCourse.ProductCodeMaxLength);
        RuleFor(x => x.Renal).Known();
        RuleFor(x => x.MaintenanceDose).GreaterThan(0).As("amount.out-of-range");
        RuleFor(x => x.IntervalDays).GreaterThan(0).As("amount.out-of-range");
        RuleFor(x => x.ToleranceNote).OptionalText(InjectionCourse.ToleranceNoteMaxLength);
    }
}

internal sealed class StartInjectionCourseHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<StartInjectionCourse, InjectionCourseStarted>
{
    public async Task<InjectionCourseStarted> Handle(StartInjectionCourse command, CancellationToken ct)
    {
        var product = standards.Formulary.Find(command.ProductCode);
        Rule.Require(product is not null, "injection.product-unknown", "The formulary has no such product.");
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        if (command.SwitchFrom is { } from && !managed.Courses.Any(course => course.Id == from)) throw new NotFoundException("injection-course");

        var prescription = new InjectionPrescription(command.StartsOn, command.MaintenanceDose, command.Renal, actor.StaffId, command.OralToleratedOn, command.ToleranceNote, command.IntervalDays, command.SwitchFrom);
        var course = managed.StartInjectionCourse(prescription, product, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new InjectionCourseStarted(course.Id, managed.Tasks.First(task => task is { Kind: Domain.CareTasks.CareTaskKind.Injection, State: Domain.CareTasks.CareTaskState.Open }).DueOn, managed.Version);
    }
}
