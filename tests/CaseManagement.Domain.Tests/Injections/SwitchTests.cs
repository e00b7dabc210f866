using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Injections;

/// <summary>From the monthly product to the three-monthly and the six-monthly one, and back.</summary>
public sealed class SwitchTests
{
    private static readonly DateOnly Today = new(2027, 12, 1);

    [Theory]
    [InlineData(100, 350, "2026-06-01", AdviceCode.TooEarly, "")]
    [InlineData(100, 350, "2026-06-02", AdviceCode.EarlyOk, "350 DeltoidOrGluteal 2026-06-02")]
    [InlineData(100, 350, "2026-06-09", AdviceCode.Due, "350 DeltoidOrGluteal 2026-06-09")]
    [InlineData(100, 350, "2026-06-16", AdviceCode.LateInWindow, "350 DeltoidOrGluteal 2026-06-16")]
    [InlineData(100, 350, "2026-06-17", AdviceCode.NoLabelRule, "")]
    [InlineData(50, 175, "2026-06-09", AdviceCode.Due, "175 DeltoidOrGluteal 2026-06-09")]
    [InlineData(75, 263, "2026-06-09", AdviceCode.Due, "263 DeltoidOrGluteal 2026-06-09")]
    [InlineData(150, 525, "2026-06-09", AdviceCode.Due, "525 DeltoidOrGluteal 2026-06-09")]
    [InlineData(25, 175, "2026-06-09", AdviceCode.NoLabelRule, "")] // 25 has no equivalent
    [InlineData(100, 525, "2026-06-09", AdviceCode.NoLabelRule, "")] // not the dose that follows 100
    public void Given_a_stated_switch_When_the_first_three_monthly_dose_is_asked_about_Then_it_stands_in_for_the_monthly_one(decimal monthly, decimal next, string day, AdviceCode code, string plan)
    {
        var (managed, course) = Switched("pp3m-janssen", next, monthly);

        var advice = Advise(managed, course, DateOnly.Parse(day));

        Assert.Equal((code, plan), (advice.Code, Shelf.Written(advice.Plan)));
        Assert.Contains(advice.Rows, row => row.Row is "pp3m.switch.pp1m" or "pp3m.start.switch");
    }

    [Theory]
    [InlineData("pp6m-janssen", 100, 700, "2026-06-09", AdviceCode.Due)]
    [InlineData("pp6m-janssen", 150, 1000, "2026-06-16", AdviceCode.LateInWindow)]
    [InlineData("pp6m-janssen", 75, 700, "2026-06-09", AdviceCode.NoLabelRule)]
    public void Given_a_stated_switch_to_six_months_When_its_first_dose_is_asked_about_Then_only_the_higher_doses_have_an_equivalent(string product, decimal monthly, decimal next, string day, AdviceCode code)
    {
        var (managed, course) = Switched(product, next, monthly);

        Assert.Equal(code, Advise(managed, course, DateOnly.Parse(day)).Code);
    }

    [Fact]
    public void Given_a_cycle_of_the_three_monthly_product_When_the_six_monthly_one_follows_Then_its_window_is_two_weeks_either_side()
    {
        var (managed, course) = Switched("pp3m-janssen", 350, 100);
        managed.GiveInjection(course.Id, Dose(new(2026, 6, 9), 350), ACase.Standards, Today);
        managed.StopInjectionCourse(course.Id, new(2026, 7, 1), "换用", ACase.Psychiatrist, ACase.Standards, Today);
        var six = managed.StartInjectionCourse(Prescription(700, new(2026, 9, 9), course.Id), Shelf.Of("pp6m-janssen"), ACase.Standards, Today);

        Assert.Equal(AdviceCode.TooEarly, Advise(managed, six, new(2026, 8, 25)).Code);
        Assert.Equal((AdviceCode.EarlyOk, "700 Gluteal 2026-08-26"), (Advise(managed, six, new(2026, 8, 26)).Code, Shelf.Written(Advise(managed, six, new(2026, 8, 26)).Plan)));
        Assert.Equal(AdviceCode.LateInWindow, Advise(managed, six, new(2026, 9, 23)).Code);
        Assert.Equal(AdviceCode.NoLabelRule, Advise(managed, six, new(2026, 9, 24)).Code);
    }

    [Theory]
    [InlineData("2026-05-04", true)] // one day short of four months since the first monthly dose
    [InlineData("2026-05-05", false)]
    public void Given_too_few_months_of_the_monthly_product_When_the_switch_is_prescribed_Then_it_is_refused(string startsOn, bool refused)
    {
        var managed = OnTheMonthly(100, lastMonth: 4);
        var from = managed.Courses[0].Id;
        managed.StopInjectionCourse(from, new(2026, 4, 20), "换用", ACase.Psychiatrist, ACase.Standards, Today);

        var tried = Record.Exception(() => managed.StartInjectionCourse(Prescription(350, DateOnly.Parse(startsOn), from), Shelf.Of("pp3m-janssen"), ACase.Standards, Today));

        Assert.Equal(refused ? "injection.not-eligible" : null, (tried as RuleBrokenException)?.Code);
    }

    [Fact]
    public void Given_two_unequal_last_doses_When_the_switch_is_prescribed_Then_it_is_refused()
    {
        var managed = OnTheMonthly(100, lastMonth: 5, last: 75);
        var from = managed.Courses[0].Id;
        managed.StopInjectionCourse(from, new(2026, 5, 20), "换用", ACase.Psychiatrist, ACase.Standards, Today);

        var refused = Assert.Throws<RuleBrokenException>(() => managed.StartInjectionCourse(Prescription(263, new(2026, 6, 9), from), Shelf.Of("pp3m-janssen"), ACase.Standards, Today));

        Assert.Equal("injection.not-eligible", refused.Code);
    }

    [Theory]
    [InlineData("pp3m-janssen", 350)]
    [InlineData("pp1m-luye", 100)] // the other monthly brand
    [InlineData("risperidone-consta", 25)]
    public void Given_another_product_before_and_no_switch_stated_When_the_first_dose_is_asked_about_Then_that_is_what_is_missing(string product, decimal dose)
    {
        var managed = OnTheMonthly(100, lastMonth: 5);
        managed.StopInjectionCourse(managed.Courses[0].Id, new(2026, 5, 20), "换用", ACase.Psychiatrist, ACase.Standards, Today);
        var course = managed.StartInjectionCourse(Prescription(dose, new(2026, 6, 9), from: null) with { OralToleratedOn = new(2025, 12, 1) }, Shelf.Of(product), ACase.Standards, Today);

        var advice = Advise(managed, course, new(2026, 6, 9));

        Assert.Equal((AdviceCode.NeedData, MissingData.SwitchNotStated), (advice.Code, Assert.Single(advice.Missing)));
        Assert.Empty(advice.Plan);
    }

    [Theory]
    [InlineData("2027-02-25", true)]
    [InlineData("2027-03-25", false)]
    public void Given_a_three_monthly_course_left_for_long_When_the_monthly_one_begins_again_Then_it_may_after_nine_months(string startsOn, bool refused)
    {
        var (managed, course) = Switched("pp3m-janssen", 350, 100);
        managed.GiveInjection(course.Id, Dose(new(2026, 6, 9), 350), ACase.Standards, Today);
        managed.StopInjectionCourse(course.Id, new(2026, 7, 1), "中断", ACase.Psychiatrist, ACase.Standards, Today);

        var tried = Record.Exception(() => managed.StartInjectionCourse(Prescription(100, DateOnly.Parse(startsOn), course.Id), ACase.Pp1m, ACase.Standards, Today));

        Assert.Equal(refused ? "injection.not-eligible" : null, (tried as RuleBrokenException)?.Code);
        if (!refused) Assert.Equal("150 Deltoid 2027-03-25", Shelf.Written(Advise(managed, managed.Courses[^1], new(2027, 3, 25)).Plan));
    }

    [Fact]
    public void Given_a_switch_When_nothing_of_the_new_product_was_given_Then_the_cover_of_the_old_one_still_runs_out()
    {
        var (managed, course) = Switched("pp3m-janssen", 350, 100);

        var cover = managed.Tasks.Single(task => task is { Kind: CareTaskKind.CoverageEnd, State: CareTaskState.Open });
        Assert.Equal((new DateOnly(2026, 5, 9), new DateOnly(2026, 6, 20)), (cover.CycleOn, cover.ClosesOn));

        managed.GiveInjection(course.Id, Dose(new(2026, 6, 9), 350), ACase.Standards, Today);
        Assert.Equal((CareTaskState.Done, new DateOnly(2026, 6, 9)), (cover.State, cover.SettledOn));
        Assert.Equal(new DateOnly(2026, 10, 8), managed.Tasks.Single(task => task is { Kind: CareTaskKind.CoverageEnd, State: CareTaskState.Open }).ClosesOn);
    }

    [Fact]
    public void Given_a_bridging_dose_When_it_is_recorded_Then_it_is_one_of_the_other_product_and_the_plan_goes_on()
    {
        var (managed, course) = Switched("pp3m-janssen", 350, 100);
        managed.GiveInjection(course.Id, Dose(new(2026, 6, 9), 350), ACase.Standards, Today);

        var wrong = Assert.Throws<RuleBrokenException>(() => managed.GiveInjection(course.Id, Dose(new(2026, 11, 2), 75) with { ProductCode = "pp1m-luye" }, ACase.Standards, Today));
        managed.GiveInjection(course.Id, Dose(new(2026, 11, 2), 100) with { ProductCode = "pp1m-janssen" }, ACase.Standards, Today);

        Assert.Equal("injection.strength-not-offered", wrong.Code);
        var next = managed.Tasks.Single(task => task is { Kind: CareTaskKind.Injection, State: CareTaskState.Open });
        Assert.Equal((new DateOnly(2026, 11, 9), "injection.pp3m.bridge.next"), (next.DueOn, next.Basis));
    }

    [Theory] // project reading R26
    [InlineData("pp1m-janssen", 100)]
    [InlineData("pp3m-janssen", 350)]
    public void Given_a_stated_switch_that_no_label_has_When_the_first_dose_is_asked_about_Then_there_is_no_rule_and_nothing_is_missing(string product, decimal dose)
    {
        var last = new DateOnly(2026, 5, 9);
        var before = new EarlierCourse(Shelf.Of("pp1m-luye"), new(new(2026, 1, 5), 100, new(2025, 12, 1), RenalBand.Normal), Shelf.Doses("2026-01-05:225 2026-02-05:100 2026-03-05:100 2026-04-05:100 2026-05-09:100"), IsStated: true);
        var terms = new CourseTerms(last.AddMonths(1), dose, new(2025, 12, 1), RenalBand.Normal, null, before);

        var advice = InjectionAdvisor.Advise(Shelf.Of(product), terms, [], last.AddMonths(1));

        Assert.Equal(AdviceCode.NoLabelRule, advice.Code);
        Assert.Empty(advice.Missing);
        Assert.Empty(advice.Plan);
    }

    private static InjectionAdvice Advise(ManagedCase managed, InjectionCourse course, DateOnly on) =>
        course.Advise(Shelf.Of(course.ProductCode), on, EarlierCourse.Of(course, managed.Courses, Shelf.Formulary));

    private static (ManagedCase, InjectionCourse) Switched(string product, decimal dose, decimal monthly)
    {
        var managed = OnTheMonthly(monthly, lastMonth: 5);
        var from = managed.Courses[0].Id;
        managed.StopInjectionCourse(from, new(2026, 5, 20), "换用长间隔剂型", ACase.Psychiatrist, ACase.Standards, Today);

        return (managed, managed.StartInjectionCourse(Prescription(dose, new(2026, 6, 9), from), Shelf.Of(product), ACase.Standards, Today));
    }

    /// <summary>Started on 5 January 2026, then a dose on the 9th of every month from February on.</summary>
    private static ManagedCase OnTheMonthly(decimal dose, int lastMonth, decimal? last = null)
    {
        var managed = ACase.Managed();
        var course = managed.StartInjectionCourse(Prescription(dose, ACase.RegisteredOn, null) with { OralToleratedOn = new(2025, 12, 1) }, ACase.Pp1m, ACase.Standards, ACase.RegisteredOn).Id;
        managed.GiveInjection(course, Dose(new(2026, 1, 5), 150), ACase.Standards, Today);
        managed.GiveInjection(course, Dose(new(2026, 1, 12), 100), ACase.Standards, Today);
        for (var month = 2; month <= lastMonth; month++) managed.GiveInjection(course, Dose(new(2026, month, 9), month == lastMonth ? last ?? dose : dose), ACase.Standards, Today);

        return managed;
    }

    private static InjectionPrescription Prescription(decimal dose, DateOnly startsOn, InjectionCourseId? from) => new(startsOn, dose, RenalBand.Normal, ACase.Psychiatrist, SwitchFrom: from);

    private static DoseGiven Dose(DateOnly on, decimal dose) => ACase.Dose(on, dose);
}
