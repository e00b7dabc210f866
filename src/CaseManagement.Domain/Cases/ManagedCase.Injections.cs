using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

public sealed partial class ManagedCase
{
    private readonly List<InjectionCourse> _courses = [];

    public IReadOnlyList<InjectionCourse> Courses => _courses;

    /// <summary>A treatment with a long-acting product begins; there is one at a time.</summary>
    public InjectionCourse StartInjectionCourse(InjectionPrescription prescription, Product product, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.StartCourse);
        Rule.Require(_courses.TrueForAll(course => course.StoppedOn is not null), "injection.course-running", "Another course is running; stop it first.");
        Rule.Require(_courses.TrueForAll(course => course.StoppedOn < prescription.StartsOn), "injection.course-overlaps", "A course starts after the one before it was stopped.");
        Rule.Require(prescription.StartsOn >= RegisteredOn, "injection.course-before-registration", "A course does not start before the registration.");

        if (prescription.SwitchFrom is { } from) prescription = RequireSwitch(CourseOrThrow(from), prescription, product, standards);

        Rule.Require(prescription.OralToleratedOn is not null, "injection.tolerability-not-documented", "Before the first long-acting injection it must be documented that the same molecule was tolerated by mouth.");
        Rule.Require(prescription.Renal != RenalBand.Unknown || product.Renal.Count == 0, "injection.kidney-function-unknown", "Before a long-acting product is prescribed the kidney function is known.");

        var course = new InjectionCourse(new(PartId("course", _courses.Count, prescription.StartsOn)), prescription, product);
        _courses.Add(course);
        Replan(standards, today);

        return course;
    }

    /// <param name="at">The instant at which it is entered, in the service's zone, for the clock of an emergency; the first one of the day where it is not known.</param>
    public Injection GiveInjection(InjectionCourseId courseId, DoseGiven dose, Standards standards, DateOnly today, DateTimeOffset? at = null)
    {
        RequireMay(CaseAct.GiveInjection, dose.GivenOn);

        var course = CourseOrThrow(courseId);
        var sightings = SightingsOnTheDayOfTheLoss();
        var injection = course.Give(NextInjectionId(course, dose), dose, ProductOf(course, standards), today, Before(course, standards));
        FindIfSeenSince(sightings, dose.GivenBy);
        CrisesFollow(course, injection, dose.GivenBy, at ?? FirstOf(today), standards);
        Replan(standards, today);

        return injection;
    }

    public Injection CorrectInjection(InjectionCourseId courseId, InjectionId mistaken, DoseGiven dose, string reason, StaffId by, Standards standards, DateOnly today, DateTimeOffset? at = null)
    {
        RequireMay(CaseAct.CorrectInjection, dose.GivenOn);
        var course = CourseOrThrow(courseId);
        RequireInjection(course, mistaken);
        var sightings = SightingsOnTheDayOfTheLoss();
        var injection = course.Correct(mistaken, NextInjectionId(course, dose), dose, reason, by, ProductOf(course, standards), today, Before(course, standards));
        FindIfSeenSince(sightings, by);
        CrisesFollow(course, injection, by, at ?? FirstOf(today), standards);
        Replan(standards, today);

        return injection;
    }

    /// <summary>Another dose or interval from a day on, or what has been found of kidneys and tolerability.</summary>
    public void ChangePrescription(InjectionCourseId courseId, PrescriptionChange change, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.ChangePrescription);

        var course = CourseOrThrow(courseId);
        course.Change(change, ProductOf(course, standards), today);
        Replan(standards, today);
    }

    public void CancelInjection(InjectionCourseId courseId, InjectionId id, string reason, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.CancelInjection);
        var course = CourseOrThrow(courseId);
        RequireInjection(course, id);
        RequireLabel(course, standards); // what is due is counted anew from the dose before, and without a label it would stay as if this one had been given
        course.Cancel(id, reason, by, today);
        CrisesFollow(course, course.Injections.First(injection => injection.Id == id), by, FirstOf(today), standards);
        Replan(standards, today);
    }

    public void StopInjectionCourse(InjectionCourseId courseId, DateOnly on, string reason, StaffId by, Standards standards, DateOnly today)
    {
        RequireMay(CaseAct.StopCourse);
        CourseOrThrow(courseId).Stop(on, reason, by, today);
        Replan(standards, today);
    }

    private IEnumerable<PlannedTask> PlanInjections(Standards standards)
    {
        var known = _courses.Select(course => (Course: course, Product: standards.Formulary.Find(course.ProductCode)!, Before: Before(course, standards))).Where(each => each.Product is not null).ToList();
        var classOn = ClassesSeen();

        return known.SelectMany(each => each.Course.PlanTasks(each.Product, each.Before))
            .Concat(known
                .SelectMany(each => each.Course.PlanCoverage(each.Product, each.Before))
                .DistinctBy(planned => planned.CycleOn)) // two courses may both follow the same one, whose cover ends once
            .Select(planned => planned with { Class = classOn(planned.Settled?.On.AddDays(-1) ?? DateOnly.MaxValue) }); // what was done is not judged by what was found since
    }

    /// <summary>A task of a course whose product has left the formulary: nothing can plan it anew, and it must not fall away for that.</summary>
    private bool IsOfAnUnknownProduct(CareTask task, Standards standards) =>
        task.Kind is CareTaskKind.Injection or CareTaskKind.CoverageEnd
        && _courses.Exists(course => standards.Formulary.Find(course.ProductCode) is null
            && (task.State == CareTaskState.Done || (task.State == CareTaskState.Open && course.StoppedOn is null && DiedOn is null))
            && task.CycleOn >= CountsFrom(course) && (course.StoppedOn is null || task.CycleOn <= course.StoppedOn));

    // The eve of its first day, or the last dose of the courses before it, from which a switch counts.
    private DateOnly CountsFrom(InjectionCourse course) => _courses
        .Where(other => other.StartsOn < course.StartsOn).SelectMany(other => other.ValidDoses()).Max(dose => dose.On) ?? course.StartsOn.AddDays(-1);

    private EarlierCourse? Before(InjectionCourse course, Standards standards) => EarlierCourse.Of(course, _courses, standards.Formulary);

    /// <summary>The label lets this product follow the other one: long enough, and with the doses it asks for (project reading R42).</summary>
    /// <returns>The prescription, with what the course before already shows of tolerability.</returns>
    private InjectionPrescription RequireSwitch(InjectionCourse from, InjectionPrescription prescription, Product product, Standards standards)
    {
        Rule.Require(!_courses.Exists(other => other.StartsOn > from.StartsOn && other.ValidDoses().Count > 0), "injection.switch-not-last", "Something was given in a later course than the one named.");
        var before = new EarlierCourse(standards.Formulary.Find(from.ProductCode), from.Terms(Before(from, standards)), from.ValidDoses(), IsStated: true);
        if (product.SwitchFrom(from.ProductCode) is { } row)
        {
            var terms = new CourseTerms(prescription.StartsOn, prescription.MaintenanceDose, prescription.OralToleratedOn, prescription.Renal, prescription.IntervalDays, before);
            Rule.Require(SwitchAnswer.For(product, terms) is { IsEligible: true }, "injection.not-eligible",
                "By its label this product follows the earlier one only after {0} calendar months of it, and after two equal doses where the label asks for them.", row.Months);
        }

        return prescription with { OralToleratedOn = prescription.OralToleratedOn ?? from.OralToleratedOn };
    }

    private static void RequireLabel(InjectionCourse course, Standards standards) => ProductOf(course, standards);

    private static Product ProductOf(InjectionCourse course, Standards standards)
    {
        var product = standards.Formulary.Find(course.ProductCode);
        Rule.Require(product is not null, "injection.product-unknown", "The formulary has no such product.");

        return product;
    }

    private InjectionId NextInjectionId(InjectionCourse course, DoseGiven dose) =>
        new(DerivedId.InTurn(course.Id.Value, "injection", course.Injections.Count, dose.GivenOn));

    private InjectionCourse CourseOrThrow(InjectionCourseId id)
    {
        var course = _courses.Find(course => course.Id == id);
        Rule.Require(course is not null, "injection.course-unknown", "This case has no such course.");

        return course;
    }

    private static void RequireInjection(InjectionCourse course, InjectionId id) =>
        Rule.Require(course.Injections.Any(injection => injection.Id == id), "injection.unknown", "This course has no such injection.");
}
