using CaseManagement.Domain.Injections;

namespace CaseManagement.Domain.Tests.Injections;

public sealed class StartRegimenAdviceTests
{
    [Theory]
    [InlineData("2026-01-04", AdviceCode.TooEarly, "")]
    [InlineData("2026-01-05", AdviceCode.Due, "150 Deltoid 2026-01-05")]
    [InlineData("2026-01-06", AdviceCode.Due, "150 Deltoid 2026-01-06")]
    [InlineData("2027-01-06", AdviceCode.Due, "150 Deltoid 2027-01-06")]
    public void Given_no_injection_yet_When_a_day_is_asked_about_Then_the_first_one_is_due_from_the_planned_day(string day, AdviceCode code, string plan)
    {
        var advice = Pp1m.Ask(DateOnly.Parse(day), []);

        Assert.Equal((code, plan), (advice.Code, Pp1m.Written(advice.Plan)));
    }

    [Theory]
    [InlineData(0, AdviceCode.TooEarly, "pp1m.start.day-8", "")]
    [InlineData(2, AdviceCode.TooEarly, "pp1m.start.day-8", "")]
    [InlineData(3, AdviceCode.EarlyOk, "pp1m.start.day-8", "100 Deltoid 2026-01-08")]
    [InlineData(6, AdviceCode.EarlyOk, "pp1m.start.day-8", "100 Deltoid 2026-01-11")]
    [InlineData(7, AdviceCode.Due, "pp1m.start.day-8", "100 Deltoid 2026-01-12")]
    [InlineData(8, AdviceCode.LateInWindow, "pp1m.start.day-8", "100 Deltoid 2026-01-13")]
    [InlineData(11, AdviceCode.LateInWindow, "pp1m.start.day-8", "100 Deltoid 2026-01-16")]
    [InlineData(12, AdviceCode.MissedSimple, "pp1m.second-start.under-4-weeks", "100 Deltoid 2026-01-17; 75 DeltoidOrGluteal 2026-02-09")]
    [InlineData(27, AdviceCode.MissedSimple, "pp1m.second-start.under-4-weeks", "100 Deltoid 2026-02-01; 75 DeltoidOrGluteal 2026-02-09")]
    [InlineData(28, AdviceCode.MissedReload, "pp1m.second-start.4-to-7-weeks", "100 Deltoid 2026-02-02; 100 Deltoid 2026-02-09")]
    [InlineData(49, AdviceCode.MissedReload, "pp1m.second-start.4-to-7-weeks", "100 Deltoid 2026-02-23; 100 Deltoid 2026-03-02")]
    [InlineData(50, AdviceCode.MissedRestart, "pp1m.second-start.over-7-weeks", "150 Deltoid 2026-02-24; 100 Deltoid 2026-03-03")]
    [InlineData(500, AdviceCode.MissedRestart, "pp1m.second-start.over-7-weeks", "150 Deltoid 2027-05-20; 100 Deltoid 2027-05-27")]
    public void Given_the_first_start_dose_When_days_have_passed_Then_the_row_of_that_day_speaks(int days, AdviceCode code, string row, string plan)
    {
        var advice = Pp1m.Ask(new DateOnly(2026, 1, 5).AddDays(days), [Pp1m.Dose(new(2026, 1, 5), 150)]);

        Assert.Equal((code, row, plan), (advice.Code, advice.Rows[0].Row, Pp1m.Written(advice.Plan)));
        Assert.Equal(days, advice.DaysSinceLast);
        Assert.False(advice.Ambiguous);
    }

    [Theory]
    [InlineData("2026-02-08", AdviceCode.TooEarly, "")]
    [InlineData("2026-02-09", AdviceCode.Due, "75 DeltoidOrGluteal 2026-02-09")]
    [InlineData("2026-02-10", AdviceCode.NoLabelRule, "")]
    public void Given_a_second_start_dose_on_day_27_When_the_third_is_asked_about_Then_it_is_75_five_weeks_after_the_first(string day, AdviceCode code, string plan)
    {
        var advice = Pp1m.Ask(DateOnly.Parse(day), [Pp1m.Dose(new(2026, 1, 5), 150), Pp1m.Dose(new(2026, 2, 1), 100)]);

        Assert.Equal((code, plan), (advice.Code, Pp1m.Written(advice.Plan)));
        Assert.Equal(InjectionPhase.StartSecondLate, advice.Phase);
    }

    [Fact]
    public void Given_a_third_start_dose_in_time_When_a_month_has_passed_Then_the_prescribed_dose_is_due()
    {
        List<DoseFact> doses = [Pp1m.Dose(new(2026, 1, 5), 150), Pp1m.Dose(new(2026, 1, 25), 100), Pp1m.Dose(new(2026, 2, 9), 75)];

        var advice = Pp1m.Ask(new(2026, 3, 9), doses);

        Assert.Equal((AdviceCode.Due, "100 DeltoidOrGluteal 2026-03-09"), (advice.Code, Pp1m.Written(advice.Plan)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(60)]
    public void Given_a_first_start_dose_other_than_the_labels_When_the_second_is_asked_about_Then_the_label_has_no_rule(int days)
    {
        var advice = Pp1m.Ask(new DateOnly(2026, 1, 5).AddDays(days), [Pp1m.Dose(new(2026, 1, 5), 100)]);

        Assert.Equal(AdviceCode.NoLabelRule, advice.Code);
        Assert.Empty(advice.Plan);
    }

    [Fact]
    public void Given_mildly_reduced_kidneys_When_the_first_dose_is_asked_about_Then_the_reduced_dose_is_due()
    {
        var advice = Pp1m.Ask(new(2026, 1, 5), [], Pp1m.Terms with { Renal = RenalBand.Mild, MaintenanceDose = 50 });

        Assert.Equal((AdviceCode.Due, "100 Deltoid 2026-01-05"), (advice.Code, Pp1m.Written(advice.Plan)));
        Assert.Equal("pp1m.renal.mild", advice.Rows[0].Row);
    }

    [Fact]
    public void Given_kidneys_below_50_When_the_first_dose_is_asked_about_Then_the_label_has_no_dose()
    {
        var advice = Pp1m.Ask(new(2026, 1, 5), [], Pp1m.Terms with { Renal = RenalBand.Below50 });

        Assert.Equal(AdviceCode.NoLabelRule, advice.Code);
        Assert.Contains(advice.Rows, row => row.Row == "pp1m.renal.below-50");
        Assert.Empty(advice.Plan);
    }

    [Fact]
    public void Given_a_second_start_dose_too_early_for_any_row_When_the_next_is_asked_about_Then_the_label_has_no_rule()
    {
        var advice = Pp1m.Ask(new(2026, 2, 9), [Pp1m.Dose(new(2026, 1, 5), 150), Pp1m.Dose(new(2026, 1, 7), 100)]);

        Assert.Equal((AdviceCode.NoLabelRule, InjectionPhase.Unlabelled), (advice.Code, advice.Phase!.Value));
    }
}
