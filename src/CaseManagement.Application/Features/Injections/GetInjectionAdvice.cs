using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Injections;

namespace CaseManagement.Application.Features.Injections;

/// <summary>What does the label say of an injection on a day?</summary>
/// <param name="On">Today when not given.</param>
[Needs(Right.SeeCase)]
public sealed record GetInjectionAdvice(ManagedCaseId CaseId, InjectionCourseId CourseId, DateOnly? On = null) : IRecordQuery<InjectionAdvice>;

internal sealed class GetInjectionAdviceValidator : AbstractValidator<GetInjectionAdvice>
{
    public GetInjectionAdviceValidator() => RuleFor(x => x.On).OfOurTime();
}

internal sealed class GetInjectionAdviceHandler(ICaseDb db, Standards standards, TimeProvider clock) : IRequestHandler<GetInjectionAdvice, InjectionAdvice>
{
    public async Task<InjectionAdvice> Handle(GetInjectionAdvice query, CancellationToken ct)
    {
        var courses = await db.Cases.AsNoTracking().Where(managed => managed.Id == query.CaseId).SelectMany(managed => managed.Courses)
            .ToListAsync(ct);
        var course = courses.SingleOrDefault(course => course.Id == query.CourseId) ?? throw new NotFoundException("injection-course");
        var on = query.On ?? clock.Today();
        Rule.Require(course.StoppedOn is null || on <= course.StoppedOn, "injection.course-stopped", "The course has been stopped.");
        Rule.Require(!await db.Cases.AnyAsync(managed => managed.Id == query.CaseId && managed.DiedOn < on, ct), "case.closed", "This case is closed.");
        var product = standards.Formulary.Find(course.ProductCode)?.On(on);

        return InjectionAdvisor.Advise(product, course.Terms(EarlierCourse.Of(course, courses, standards.Formulary)), course.ValidDoses(), on);
    }
}
