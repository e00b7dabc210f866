using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Injections;

/// <summary>A course that was stopped and prescribed again: the patient's last injection counts, whichever course it was recorded in.</summary>
public sealed class TakenUpAgainTests
{
    private static readonly DateOnly Today = new(2027, 6, 1);

    [Theory]
    [InlineData("2026-02-18", AdviceCode.TooEarly, "")] // 9 days after the last dose
    [InlineData("2026-03-09", AdviceCode.Due, "100 DeltoidOrGluteal 2026-03-09")]
    [InlineData("2026-04-20", AdviceCode.MissedReload, "100 Deltoid 2026-04-20; 100 Deltoid 2026-04-27; 100 DeltoidOrGluteal 2026-05-27")] // 10 weeks
    [InlineData("2026-09-15", AdviceCode.MissedRestart, "150 Deltoid 2026-09-15; 100 Deltoid 2026-09-22")] // 7 months
    public void Given_a_stopped_course_When_the_same_product_is_prescribed_again_Then_its_label_counts_from_the_dose_last_given(string startsOn, AdviceCode code, string plan)
    {
        var (managed, course) = Again(DateOnly.Parse(startsOn), new(2026, 1, 5), new(2026, 1, 12), new(2026, 2, 9));

        var advice = Advise(managed, course, DateOnly.Parse(startsOn));

        Assert.Equal((code, plan, new DateOnly(2026, 2, 9)), (advice.Code, Pp1m.Written(advice.Plan), advice.LastOn!.Value));
    }

    [Fact]
    public void Given_only_the_first_start_dose_When_the_course_is_taken_up_nine_days_later_Then_the_second_is_asked_for_and_no_other_first()
    {
        var (managed, course) = Again(new(2026, 1, 14), new DateOnly(2026, 1, 5));

        var advice = Advise(managed, course, new(2026, 1, 14));

        Assert.Equal((AdviceCode.LateInWindow, "100 Deltoid 2026-01-14"), (advice.Code, Pp1m.Written(advice.Plan)));
    }

    [Theory]
    [InlineData("2026-02-18", "2026-03-09", "injection.pp1m.maintenance.1-month")]
    [InlineData("2026-04-20", "2026-04-20", "injection.pp1m.start.day-1")] // long past: nothing is late before the day for which it was planned
    public void Given_a_course_taken_up_again_When_the_case_is_planned_Then_one_task_is_open_and_counts_from_the_last_dose(string startsOn, string dueOn, string basis)
    {
        var (managed, course) = Again(DateOnly.Parse(startsOn), new(2026, 1, 5), new(2026, 1, 12), new(2026, 2, 9));

        var open = managed.Tasks.Single(task => task is { Kind: CareTaskKind.Injection, State: CareTaskState.Open });
        Assert.Equal((new DateOnly(2026, 2, 9), DateOnly.Parse(dueOn), basis), (open.CycleOn, open.DueOn, open.Basis));
        var cover = managed.Tasks.Single(task => task is { Kind: CareTaskKind.CoverageEnd, State: CareTaskState.Open });
        Assert.Equal((new DateOnly(2026, 2, 9), new DateOnly(2026, 3, 23)), (cover.CycleOn, cover.ClosesOn));

        managed.GiveInjection(course.Id, ACase.Dose(DateOnly.Parse(dueOn)), ACase.Standards, Today);
        Assert.Equal(CareTaskState.Done, open.State);
        Assert.Equal(CareTaskState.Done, cover.State);
    }

    [Fact]
    public void Given_a_course_taken_up_again_When_a_forgotten_dose_is_entered_into_the_one_before_Then_everything_counts_from_that()
    {
        var (managed, course) = Again(new(2026, 4, 20), new(2026, 1, 5), new(2026, 1, 12), new(2026, 2, 9));

        managed.GiveInjection(managed.Courses[0].Id, ACase.Dose(new(2026, 2, 10)), ACase.Standards, Today);

        Assert.Equal(new DateOnly(2026, 2, 10), Advise(managed, course, new(2026, 4, 20)).LastOn);
        Assert.Equal(new DateOnly(2026, 2, 10), managed.Tasks.Single(task => task is { Kind: CareTaskKind.Injection, State: CareTaskState.Open }).CycleOn);
    }

    [Fact]
    public void Given_the_only_dose_of_the_course_before_is_cancelled_When_the_new_one_is_asked_about_Then_it_begins_with_the_first_dose()
    {
        var (managed, course) = Again(new(2026, 1, 14), new DateOnly(2026, 1, 5));

        managed.CancelInjection(managed.Courses[0].Id, managed.Courses[0].Injections[0].Id, "记错了人", ACase.Doctor, ACase.Standards, Today);

        Assert.Equal("150 Deltoid 2026-01-14", Pp1m.Written(Advise(managed, course, new(2026, 1, 14)).Plan));
    }

    [Fact]
    public void Given_a_product_that_has_left_the_formulary_When_the_case_changes_Then_its_tasks_stay_and_only_its_own_commands_are_refused()
    {
        var (managed, course) = Again(new(2026, 2, 18), new(2026, 1, 5), new(2026, 1, 12), new(2026, 2, 9));
        var without = ACase.Standards with { Formulary = new Formulary(ACase.Standards.Formulary.Products.Where(product => product.Code != "pp1m-janssen")) };
        var before = Tasks(managed);

        managed.RecordFollowUp(ACase.Visit(new(2026, 2, 20)), ACase.Doctor, without, Today);
        var refused = Assert.Throws<RuleBrokenException>(() => managed.GiveInjection(course.Id, ACase.Dose(new(2026, 3, 9)), without, Today));
        var kept = Assert.Throws<RuleBrokenException>(() => managed.CancelInjection(managed.Courses[0].Id, managed.Courses[0].Injections[^1].Id, "记错了人", ACase.Doctor, without, Today));

        Assert.Equal(before, Tasks(managed));
        Assert.Equal(["injection.product-unknown", "injection.product-unknown"], [refused.Code, kept.Code]);
        Assert.True(managed.Courses[0].Injections[^1].IsValid);
        managed.StopInjectionCourse(course.Id, new(2026, 3, 1), "目录已无此药", ACase.Psychiatrist, without, Today);
        Assert.DoesNotContain(managed.Tasks, task => task is { Kind: CareTaskKind.Injection or CareTaskKind.CoverageEnd, State: CareTaskState.Open });
    }

    [Theory]
    [InlineData("pp3m-janssen", 350)]
    [InlineData("risperidone-consta", 25)]
    public void Given_a_product_before_that_has_left_the_formulary_When_the_next_one_is_asked_about_Then_what_was_given_is_missing_and_no_start_is_planned(string product, decimal dose)
    {
        var (managed, _) = Again(new(2026, 3, 9), new DateOnly(2026, 1, 5));
        managed.StopInjectionCourse(managed.Courses[1].Id, new(2026, 3, 9), "换药", ACase.Psychiatrist, ACase.Standards, Today);
        var without = ACase.Standards with { Formulary = new Formulary(ACase.Standards.Formulary.Products.Where(each => each.Code != "pp1m-janssen")) };

        var course = managed.StartInjectionCourse(ACase.Prescription(new(2026, 3, 12)) with { MaintenanceDose = dose }, Shelf.Of(product), without, Today);

        var advice = course.Advise(Shelf.Of(product), new(2026, 3, 12), EarlierCourse.Of(course, managed.Courses, without.Formulary));
        Assert.Equal((AdviceCode.NeedData, MissingData.EarlierCourse), (advice.Code, Assert.Single(advice.Missing)));
        Assert.Empty(advice.Plan);
    }

    [Fact]
    public void Given_a_later_course_with_doses_When_an_older_one_is_named_as_followed_Then_it_is_refused_and_the_later_one_counts()
    {
        var managed = ACase.Managed();
        var monthly = managed.StartInjectionCourse(ACase.Prescription(new(2026, 1, 5)), ACase.Pp1m, ACase.Standards, Today);
        foreach (var (on, dose) in ((DateOnly, decimal)[])[(new(2026, 1, 5), 150), (new(2026, 1, 12), 100), (new(2026, 2, 9), 100), (new(2026, 3, 9), 100), (new(2026, 4, 9), 100), (new(2026, 5, 9), 100)])
            managed.GiveInjection(monthly.Id, ACase.Dose(on, dose), ACase.Standards, Today);
        managed.StopInjectionCourse(monthly.Id, new(2026, 5, 20), "换用", ACase.Psychiatrist, ACase.Standards, Today);
        var three = managed.StartInjectionCourse(Three(new(2026, 6, 9), monthly.Id), Shelf.Of("pp3m-janssen"), ACase.Standards, Today);
        managed.GiveInjection(three.Id, ACase.Dose(new(2026, 6, 9), 350), ACase.Standards, Today);
        managed.StopInjectionCourse(three.Id, new(2026, 7, 1), "停药", ACase.Psychiatrist, ACase.Standards, Today);

        var refused = Assert.Throws<RuleBrokenException>(() => managed.StartInjectionCourse(Three(new(2026, 9, 1), monthly.Id), Shelf.Of("pp3m-janssen"), ACase.Standards, Today));
        var again = managed.StartInjectionCourse(Three(new(2026, 9, 1), null), Shelf.Of("pp3m-janssen"), ACase.Standards, Today);

        Assert.Equal("injection.switch-not-last", refused.Code);
        var advice = again.Advise(Shelf.Of("pp3m-janssen"), new(2026, 9, 9), EarlierCourse.Of(again, managed.Courses, Shelf.Formulary));
        Assert.Equal((AdviceCode.Due, "350 DeltoidOrGluteal 2026-09-09"), (advice.Code, Shelf.Written(advice.Plan)));

        static InjectionPrescription Three(DateOnly startsOn, InjectionCourseId? from) => ACase.Prescription(startsOn) with { MaintenanceDose = 350, SwitchFrom = from };
    }

    private static List<(CareTaskKind, DateOnly, DateOnly, CareTaskState)> Tasks(ManagedCase managed) =>
        [.. managed.Tasks.Where(task => task.Kind is CareTaskKind.Injection or CareTaskKind.CoverageEnd && task.State != CareTaskState.Withdrawn).Select(task => (task.Kind, task.CycleOn, task.ClosesOn, task.State))];

    private static InjectionAdvice Advise(ManagedCase managed, InjectionCourse course, DateOnly on) =>
        course.Advise(ACase.Pp1m, on, EarlierCourse.Of(course, managed.Courses, Shelf.Formulary));

    /// <summary>150, then 100 each time; stopped a day after the last dose, and prescribed again.</summary>
    private static (ManagedCase, InjectionCourse) Again(DateOnly startsOn, params DateOnly[] given)
    {
        var managed = ACase.Managed();
        var first = managed.StartInjectionCourse(ACase.Prescription(ACase.RegisteredOn), ACase.Pp1m, ACase.Standards, ACase.RegisteredOn).Id;
        foreach (var on in given) managed.GiveInjection(first, ACase.Dose(on, on == given[0] ? 150 : 100), ACase.Standards, Today);
        managed.StopInjectionCourse(first, given[^1].AddDays(1), "家属要求停药", ACase.Psychiatrist, ACase.Standards, Today);

        return (managed, managed.StartInjectionCourse(ACase.Prescription(startsOn), ACase.Pp1m, ACase.Standards, Today));
    }
}
