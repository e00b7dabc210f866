using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Tests.Cases;

namespace CaseManagement.Domain.Tests.Injections;

/// <summary>A prescription that is changed while the course runs, and the doses that a label lets nobody raise at will.</summary>
public sealed class PrescriptionTests
{
    private static readonly DateOnly Start = new(2026, 1, 5);
    private static readonly DateOnly Today = new(2026, 12, 1);

    [Fact]
    public void Given_another_dose_from_a_day_on_When_days_on_either_side_are_asked_about_Then_each_is_answered_by_what_was_prescribed_then()
    {
        var (managed, course) = Running();

        managed.ChangePrescription(course.Id, new(new(2026, 3, 1), 75, RenalBand.Normal, ACase.Doctor), ACase.Standards, Today);

        Assert.Equal((100m, 75m), (course.Advise(ACase.Pp1m, new(2026, 2, 28)).Plan.FirstOrDefault()?.Dose ?? 100, course.Advise(ACase.Pp1m, new(2026, 3, 9)).Plan[0].Dose));
        Assert.Equal([new PastPrescription(new(2026, 3, 1), 100, null, ACase.Psychiatrist.Value)], course.Past!);
        Assert.Equal((75m, ACase.Doctor), (course.MaintenanceDose, course.PrescribedBy));
    }

    [Fact]
    public void Given_another_interval_When_it_is_prescribed_Then_the_next_dose_moves_and_what_was_done_in_time_stays_so()
    {
        var managed = ACase.Managed();
        var course = managed.StartInjectionCourse(ACase.Prescription(Start) with { MaintenanceDose = 100, IntervalDays = 28 }, Shelf.Of("haloperidol-decanoate"), ACase.Standards, Start);
        foreach (var on in (DateOnly[])[new(2026, 1, 5), new(2026, 2, 2), new(2026, 3, 2)])
            managed.GiveInjection(course.Id, ACase.Dose(on) with { Site = InjectionSite.GlutealLeft }, ACase.Standards, Today);
        var done = Injections(managed, CareTaskState.Done);

        managed.ChangePrescription(course.Id, new(new(2026, 3, 3), 75, RenalBand.Normal, ACase.Psychiatrist, IntervalDays: 21), ACase.Standards, Today);

        Assert.Equal(done, Injections(managed, CareTaskState.Done));
        Assert.Equal(new DateOnly(2026, 3, 23), Assert.Single(Injections(managed, CareTaskState.Open)).Due);
    }

    public static TheoryData<string?, PrescriptionChange> Changes() => new()
    {
        { "injection.strength-not-offered", new(new(2026, 3, 1), 90, RenalBand.Normal, ACase.Doctor) },
        { "injection.dose-above-renal", new(new(2026, 3, 1), 75, RenalBand.Mild, ACase.Doctor) },
        { "injection.change-in-future", new(new(2026, 12, 2), 75, RenalBand.Normal, ACase.Doctor) },
        { "injection.change-before-last", new(new(2026, 2, 14), 75, RenalBand.Normal, ACase.Doctor) },
        { "injection.tolerability-in-future", new(new(2026, 3, 1), 75, RenalBand.Normal, ACase.Doctor, OralToleratedOn: new(2026, 12, 2)) },
        { null, new(new(2026, 3, 1), 150, RenalBand.Mild, ACase.Doctor) }, // a finding alone: recorded, and the advice then gives no dose
        { null, new(new(2026, 3, 1), 50, RenalBand.Mild, ACase.Doctor) },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Given_a_prescription_changed_once_When_it_is_changed_again_Then_the_rules_of_prescribing_hold(string? code, PrescriptionChange change)
    {
        var (managed, course) = Running();
        managed.ChangePrescription(course.Id, new(new(2026, 2, 15), 150, RenalBand.Normal, ACase.Doctor), ACase.Standards, Today);

        var refused = Record.Exception(() => managed.ChangePrescription(course.Id, change, ACase.Standards, Today));

        Assert.Equal(code, (refused as RuleBrokenException)?.Code);
        if (code is null) Assert.Equal(change.MaintenanceDose > 50 ? AdviceCode.NoLabelRule : AdviceCode.Due, course.Advise(ACase.Pp1m, new(2026, 3, 9)).Code);
    }

    [Fact]
    public void Given_a_stopped_course_or_a_closed_case_When_the_prescription_is_changed_Then_it_is_refused()
    {
        var (managed, course) = Running();
        managed.StopInjectionCourse(course.Id, new(2026, 2, 20), "停药", ACase.Psychiatrist, ACase.Standards, Today);

        var refused = Assert.Throws<RuleBrokenException>(() => managed.ChangePrescription(course.Id, new(new(2026, 3, 1), 75, RenalBand.Normal, ACase.Doctor), ACase.Standards, Today));

        Assert.Equal("injection.course-stopped", refused.Code);
    }

    [Theory]
    [InlineData("risperidone-consta", 37.5, "2026-01-05:25", "2026-01-19", AdviceCode.NoLabelRule, true)] // two weeks at 25
    [InlineData("risperidone-consta", 37.5, "2026-01-05:25 2026-01-19:25", "2026-02-02", AdviceCode.Due, false)] // four weeks
    [InlineData("risperidone-consta", 25, "2026-01-05:37.5", "2026-01-19", AdviceCode.Due, false)] // lowered
    [InlineData("risperidone-consta", 50, "2026-01-05:25 2026-01-19:25 2026-02-02:37.5", "2026-02-16", AdviceCode.NoLabelRule, true)]
    [InlineData("risperidone-ruixintuo", 37.5, "2026-01-05:25 2026-01-18:25", "2026-02-01", AdviceCode.TooEarly, true)] // the window still reaches the day
    [InlineData("risperidone-ruixintuo", 37.5, "2026-01-05:25 2026-01-18:25", "2026-02-02", AdviceCode.LateInWindow, false)]
    public void Given_a_dose_above_the_last_one_When_the_label_asks_for_four_weeks_between_Then_it_is_not_planned_before(string product, decimal dose, string given, string day, AdviceCode code, bool said)
    {
        var advice = InjectionAdvisor.Advise(Shelf.Of(product), Shelf.Terms(product, dose, Start), Shelf.Doses(given), DateOnly.Parse(day));

        Assert.Equal((code, said), (advice.Code, advice.Remarks.Any(remark => remark.When == RemarkWhen.Increase)));
        Assert.Equal(code is AdviceCode.Due or AdviceCode.LateInWindow, advice.Plan.Count > 0);
    }

    [Theory]
    [InlineData("2026-01-05:400 2026-02-05:300", "2026-03-10", AdviceCode.NeedData)] // dose 3, late
    [InlineData("2026-01-05:400 2026-02-05:300", "2026-03-05", AdviceCode.Due)]
    [InlineData("2026-01-05:400", "2026-02-07", AdviceCode.MissedSimple)] // nothing to differ from
    [InlineData("2026-01-05:400 2026-01-05:400 2026-02-05:400", "2026-03-10", AdviceCode.MissedSimple)] // two injections at the start are no maintenance dose
    public void Given_the_first_doses_of_aripiprazole_When_the_last_two_differ_Then_a_late_one_has_no_stabilised_dose(string given, string day, AdviceCode code)
    {
        var advice = InjectionAdvisor.Advise(Shelf.Of("aripiprazole-monthly"), Shelf.Terms("aripiprazole-monthly", 300, Start), Shelf.Doses(given), DateOnly.Parse(day));

        Assert.Equal(code, advice.Code);
        Assert.Equal(code == AdviceCode.NeedData ? [MissingData.StabilisedDose] : [], advice.Missing);
    }

    [Theory]
    [InlineData("fluphenazine-decanoate", true)]
    [InlineData("pipotiazine-palmitate", false)]
    [InlineData("pp1m-luye", false)]
    [InlineData("risperidone-ruixintuo", false)]
    [InlineData("pp1m-janssen", false)]
    public void Given_a_product_When_the_site_is_under_the_skin_Then_it_is_allowed_only_where_the_label_says_so(string product, bool allowed)
    {
        var muscles = Shelf.Of(product).Identity.Muscles;

        Assert.Equal((allowed, true), (muscles.Allow(InjectionSite.Subcutaneous), muscles.Allow(InjectionSite.GlutealLeft)));
    }

    private static List<(DateOnly Cycle, DateOnly Due, DateOnly Closes)> Injections(ManagedCase managed, CareTaskState state) =>
        [.. managed.Tasks.Where(task => task.Kind == CareTaskKind.Injection && task.State == state).Select(task => (task.CycleOn, task.DueOn, task.ClosesOn))];

    /// <summary>Both start doses and the first maintenance dose of 100, the next due on 9 March.</summary>
    private static (ManagedCase, InjectionCourse) Running()
    {
        var managed = ACase.Managed();
        var course = managed.StartInjectionCourse(ACase.Prescription(Start), ACase.Pp1m, ACase.Standards, Start);
        foreach (var dose in Pp1m.Maintained(100)) managed.GiveInjection(course.Id, ACase.Dose(dose.On!.Value, dose.Dose!.Value), ACase.Standards, Today);

        return (managed, course);
    }
}
