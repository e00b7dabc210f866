using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Injections;

public sealed class CoverageTests
{
    private static readonly DateOnly Start = new(2026, 1, 5);

    [Theory]
    [InlineData("pp1m-janssen", 100, "2026-01-05:150", "2026-01-16", InjectionPlan.CoverByWindow)] // the second start dose: a later one comes with a third
    [InlineData("pp1m-janssen", 100, "2026-01-05:150 2026-01-12:100", "2026-02-23", InjectionPlan.CoverByMissedRow)] // six weeks after the second
    [InlineData("pp1m-janssen", 100, "2026-01-05:150 2026-01-12:100 2026-02-09:100", "2026-03-23", InjectionPlan.CoverByMissedRow)] // day 42
    [InlineData("pp1m-luye", 100, "2026-01-05:225", "2026-02-16", InjectionPlan.CoverByMissedRow)]
    [InlineData("pp3m-janssen", 350, "2026-01-05:350", "2026-05-04", InjectionPlan.CoverByMissedRow)] // the day before 4 months
    [InlineData("pp6m-janssen", 700, "2026-01-05:700", "2026-07-26", InjectionPlan.CoverByWindow)] // due and three weeks
    [InlineData("aripiprazole-monthly", 400, "2026-01-05:400", "2026-02-08", InjectionPlan.CoverByMissedRow)] // day 34
    [InlineData("aripiprazole-monthly", 400, "2026-01-05:400 2026-02-05:400 2026-03-05:400", "2026-04-15", InjectionPlan.CoverByMissedRow)] // day 41
    [InlineData("risperidone-consta", 25, "2026-01-05:25", "2026-01-19", InjectionPlan.CoverByWindow)]
    [InlineData("risperidone-ruixintuo", 25, "2026-01-05:25", "2026-01-22", InjectionPlan.CoverByWindow)]
    [InlineData("haloperidol-decanoate", 100, "2026-01-05:100", "2026-02-02", InjectionPlan.CoverByWindow)]
    public void Given_the_last_dose_given_When_its_cover_is_derived_Then_it_ends_before_the_label_asks_for_more(string product, decimal dose, string given, string endsOn, string basis)
    {
        var terms = Shelf.Terms(product, dose, Start);

        var cover = InjectionPlan.Coverage(Shelf.Of(product), terms, Shelf.Doses(given), null);

        Assert.Equal((DateOnly.Parse(endsOn), basis), (cover[^1].ClosesOn, cover[^1].Basis));
        Assert.Equal(given.Split(' ').Length + (terms.Before is null ? 0 : 1), cover.Count); // a switch takes the cover of the product before with it
        Assert.All(cover.SkipLast(1), task => Assert.NotNull(task.Settled));
    }

    [Fact]
    public void Given_a_course_before_its_first_dose_When_the_case_is_planned_Then_nothing_covers_and_nothing_runs_out()
    {
        var (managed, _) = Started();

        Assert.DoesNotContain(managed.Tasks, task => task.Kind == CareTaskKind.CoverageEnd);
    }

    [Fact]
    public void Given_two_doses_When_the_second_is_given_Then_the_first_cover_is_settled_and_the_second_is_open()
    {
        var (managed, course) = Started();
        managed.GiveInjection(course, ACase.Dose(new(2026, 1, 5), 150), ACase.Standards, new(2026, 1, 5));

        var second = managed.GiveInjection(course, ACase.Dose(new(2026, 1, 12)), ACase.Standards, new(2026, 1, 12));

        var cover = managed.Tasks.Where(task => task.Kind == CareTaskKind.CoverageEnd).OrderBy(task => task.CycleOn).ToList();
        Assert.Equal([CareTaskState.Done, CareTaskState.Open], cover.Select(task => task.State));
        Assert.Equal((new DateOnly(2026, 1, 12), second.Id.Value), (cover[0].SettledOn!.Value, cover[0].SettledBy!.Value));
        Assert.Equal(new DateOnly(2026, 2, 23), cover[1].ClosesOn);
    }

    [Fact]
    public void Given_an_open_cover_When_the_course_stops_or_the_dose_is_cancelled_Then_it_is_withdrawn()
    {
        var (managed, course) = Started();
        var first = managed.GiveInjection(course, ACase.Dose(new(2026, 1, 5), 150), ACase.Standards, new(2026, 1, 5));
        managed.CancelInjection(course, first.Id, "记错了人", ACase.Doctor, ACase.Standards, new(2026, 1, 6));
        var cancelled = managed.Tasks.Single(task => task.Kind == CareTaskKind.CoverageEnd).State;
        managed.GiveInjection(course, ACase.Dose(new(2026, 1, 7), 150), ACase.Standards, new(2026, 1, 7));

        managed.StopInjectionCourse(course, new(2026, 1, 8), "改为口服药", ACase.Psychiatrist, ACase.Standards, new(2026, 1, 8));

        Assert.Equal(CareTaskState.Withdrawn, cancelled);
        Assert.All(managed.Tasks.Where(task => task.Kind == CareTaskKind.CoverageEnd), task => Assert.Equal(CareTaskState.Withdrawn, task.State));
    }

    [Theory]
    [InlineData(null, null, "injection.observation-required")]
    [InlineData(null, "13:10", "injection.observation-required")]
    [InlineData("10:10", null, "injection.observation-required")]
    [InlineData("10:10", "13:09", "injection.observation-too-short")]
    [InlineData("13:10", "10:10", "injection.observation-before-dose")] // not over midnight
    [InlineData("10:10", "13:10", null)]
    public void Given_a_product_with_an_observation_When_its_time_is_not_recorded_or_too_short_Then_the_dose_is_refused_even_when_confirmed(string? at, string? until, string? code)
    {
        var managed = ACase.Managed();
        var course = managed.StartInjectionCourse(ACase.Prescription(Start) with { MaintenanceDose = 300, IntervalDays = 28 }, Shelf.Of("olanzapine-pamoate"), ACase.Standards, Start);
        var dose = ACase.Dose(Start, 300) with { Site = InjectionSite.GlutealLeft, GivenAt = at is null ? null : TimeOnly.Parse(at), ObservedUntil = until is null ? null : TimeOnly.Parse(until) };

        var refused = Record.Exception(() => managed.GiveInjection(course.Id, dose, ACase.Standards, Start));

        Assert.Equal(code, (refused as RuleBrokenException)?.Code);
        Assert.Equal(code is null ? 1 : 0, course.ValidDoses().Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(10)]
    public void Given_a_product_with_a_prescribed_interval_When_the_label_does_not_know_it_Then_the_course_is_refused(int? interval)
    {
        var refused = Assert.Throws<RuleBrokenException>(() => ACase.Managed().StartInjectionCourse(
            ACase.Prescription(Start) with { MaintenanceDose = 25, IntervalDays = interval }, Shelf.Of("fluphenazine-decanoate"), ACase.Standards, Start));

        Assert.Equal("injection.interval-required", refused.Code);
    }

    private static (ManagedCase, InjectionCourseId) Started()
    {
        var managed = ACase.Managed();
        return (managed, managed.StartInjectionCourse(ACase.Prescription(Start), ACase.Pp1m, ACase.Standards, Start).Id);
    }
}
