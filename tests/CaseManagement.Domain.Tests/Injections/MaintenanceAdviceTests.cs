using CaseManagement.Domain.Injections;

namespace CaseManagement.Domain.Tests.Injections;

public sealed class MaintenanceAdviceTests
{
    [Theory]
    [InlineData("2026-02-01", AdviceCode.TooEarly)]
    [InlineData("2026-02-02", AdviceCode.EarlyOk)]
    [InlineData("2026-02-09", AdviceCode.Due)]
    [InlineData("2026-02-16", AdviceCode.LateInWindow)]
    [InlineData("2026-02-17", AdviceCode.MissedSimple)]
    [InlineData("2026-02-23", AdviceCode.MissedSimple)] // day 42 from the second dose
    [InlineData("2026-02-24", AdviceCode.MissedReload)]
    public void Given_both_start_doses_When_the_first_maintenance_is_asked_about_Then_it_is_due_five_weeks_after_the_first(string day, AdviceCode code)
    {
        var advice = Pp1m.Ask(DateOnly.Parse(day), [Pp1m.Dose(new(2026, 1, 5), 150), Pp1m.Dose(new(2026, 1, 12), 100)]);

        Assert.Equal((code, new DateOnly(2026, 2, 9)), (advice.Code, advice.DueOn!.Value));
    }

    [Theory]
    [InlineData("2026-03-01", AdviceCode.TooEarly, "pp1m.maintenance.1-month", "")]
    [InlineData("2026-03-02", AdviceCode.EarlyOk, "pp1m.maintenance.1-month", "100 DeltoidOrGluteal 2026-03-02")]
    [InlineData("2026-03-08", AdviceCode.EarlyOk, "pp1m.maintenance.1-month", "100 DeltoidOrGluteal 2026-03-08")]
    [InlineData("2026-03-09", AdviceCode.Due, "pp1m.maintenance.1-month", "100 DeltoidOrGluteal 2026-03-09")]
    [InlineData("2026-03-10", AdviceCode.LateInWindow, "pp1m.maintenance.1-month", "100 DeltoidOrGluteal 2026-03-10")]
    [InlineData("2026-03-16", AdviceCode.LateInWindow, "pp1m.maintenance.1-month", "100 DeltoidOrGluteal 2026-03-16")]
    [InlineData("2026-03-17", AdviceCode.MissedSimple, "pp1m.maintenance.to-6-weeks", "100 DeltoidOrGluteal 2026-03-17")]
    [InlineData("2026-03-23", AdviceCode.MissedSimple, "pp1m.maintenance.to-6-weeks", "100 DeltoidOrGluteal 2026-03-23")] // day 42
    [InlineData("2026-03-24", AdviceCode.MissedReload, "pp1m.maintenance.over-6-weeks.to-100", "100 Deltoid 2026-03-24; 100 Deltoid 2026-03-31; 100 DeltoidOrGluteal 2026-04-30")]
    [InlineData("2026-08-05", AdviceCode.MissedReload, "pp1m.maintenance.over-6-weeks.to-100", "100 Deltoid 2026-08-05; 100 Deltoid 2026-08-12; 100 DeltoidOrGluteal 2026-09-12")]
    [InlineData("2026-08-13", AdviceCode.MissedRestart, "pp1m.maintenance.over-6-months", "150 Deltoid 2026-08-13; 100 Deltoid 2026-08-20")]
    [InlineData("2029-08-13", AdviceCode.MissedRestart, "pp1m.maintenance.over-6-months", "150 Deltoid 2029-08-13; 100 Deltoid 2029-08-20")]
    public void Given_a_maintenance_dose_on_9_February_When_a_day_is_asked_about_Then_its_row_speaks(string day, AdviceCode code, string row, string plan)
    {
        var advice = Pp1m.Ask(DateOnly.Parse(day), Pp1m.Maintained(100));

        Assert.Equal((code, row, plan), (advice.Code, advice.Rows[0].Row, Pp1m.Written(advice.Plan)));
        Assert.False(advice.Ambiguous);
    }

    [Fact]
    public void Given_150_as_the_stabilised_dose_When_ten_weeks_have_passed_Then_two_doses_of_100_go_before_it()
    {
        var advice = Pp1m.Ask(new(2026, 4, 20), Pp1m.Maintained(150), Pp1m.Terms with { MaintenanceDose = 150 });

        Assert.Equal(AdviceCode.MissedReload, advice.Code);
        Assert.Equal("pp1m.maintenance.over-6-weeks.150", advice.Rows[0].Row);
        Assert.Equal("100 Deltoid 2026-04-20; 100 Deltoid 2026-04-27; 150 DeltoidOrGluteal 2026-05-27", Pp1m.Written(advice.Plan));
    }

    [Theory]
    [InlineData("2026-08-05", AdviceCode.MissedReload, false)]
    [InlineData("2026-08-06", AdviceCode.MissedReload, true)]
    [InlineData("2026-08-09", AdviceCode.MissedReload, true)] // six months to the day
    [InlineData("2026-08-10", AdviceCode.MissedRestart, true)]
    [InlineData("2026-08-12", AdviceCode.MissedRestart, true)]
    [InlineData("2026-08-13", AdviceCode.MissedRestart, false)]
    public void Given_a_dose_on_9_February_When_six_months_are_near_Then_both_rows_are_shown_and_nothing_is_planned(string day, AdviceCode code, bool ambiguous)
    {
        var advice = Pp1m.Ask(DateOnly.Parse(day), Pp1m.Maintained(100));

        Assert.Equal((code, ambiguous), (advice.Code, advice.Ambiguous));
        Assert.Equal(ambiguous ? 2 : 1, advice.Rows.Count);
        Assert.Equal(ambiguous, advice.Plan.Count == 0);
        Assert.All(advice.Rows, row => Assert.NotEmpty(row.Plan));
    }

    [Theory]
    [InlineData("2026-01-31", "2026-02-28")]
    [InlineData("2028-01-31", "2028-02-29")]
    [InlineData("2028-02-29", "2028-03-29")]
    [InlineData("2026-12-31", "2027-01-31")]
    [InlineData("2026-11-30", "2026-12-30")]
    public void Given_a_dose_at_the_end_of_a_month_When_the_next_is_asked_about_Then_a_month_is_a_calendar_month(string last, string due)
    {
        var lastOn = DateOnly.Parse(last);
        List<DoseFact> doses = [Pp1m.Dose(lastOn.AddDays(-35), 150), Pp1m.Dose(lastOn.AddDays(-28), 100), Pp1m.Dose(lastOn, 100)];

        var advice = Pp1m.Ask(DateOnly.Parse(due), doses);

        Assert.Equal((AdviceCode.Due, DateOnly.Parse(due)), (advice.Code, advice.DueOn!.Value));
        Assert.Equal((DateOnly.Parse(due).AddDays(-7), DateOnly.Parse(due).AddDays(7)), (advice.OpensOn!.Value, advice.ClosesOn!.Value));
    }

    [Theory]
    [InlineData("2026-03-30", AdviceCode.TooEarly, "")]
    [InlineData("2026-03-31", AdviceCode.Due, "100 Deltoid 2026-03-31")]
    [InlineData("2026-04-01", AdviceCode.NoLabelRule, "")]
    public void Given_the_first_reloading_dose_When_the_second_is_asked_about_Then_it_is_due_one_week_later(string day, AdviceCode code, string plan)
    {
        var advice = Pp1m.Ask(DateOnly.Parse(day), Pp1m.Maintained(100, new DateOnly(2026, 3, 24)));

        Assert.Equal((code, plan), (advice.Code, Pp1m.Written(advice.Plan)));
        Assert.Equal(InjectionPhase.ReloadFirst, advice.Phase);
    }

    [Fact]
    public void Given_both_reloading_doses_of_a_150_course_When_a_month_has_passed_Then_150_is_due_again()
    {
        List<DoseFact> doses = [.. Pp1m.Maintained(150), Pp1m.Dose(new(2026, 4, 20), 100), Pp1m.Dose(new(2026, 4, 27), 100)];

        var advice = Pp1m.Ask(new(2026, 5, 27), doses, Pp1m.Terms with { MaintenanceDose = 150 });

        Assert.Equal((AdviceCode.Due, "150 DeltoidOrGluteal 2026-05-27"), (advice.Code, Pp1m.Written(advice.Plan)));
    }

    [Theory]
    [InlineData("2026-08-08", 150, InjectionPhase.RestartFirst)] // reload by the calendar, but the psychiatrist chose the restart
    [InlineData("2026-08-08", 100, InjectionPhase.ReloadFirst)]
    [InlineData("2026-08-10", 100, InjectionPhase.ReloadFirst)] // restart by the calendar, but the psychiatrist chose the re-load
    [InlineData("2026-08-10", 150, InjectionPhase.RestartFirst)]
    public void Given_a_choice_near_six_months_When_the_dose_is_given_Then_the_dose_tells_which_row_was_chosen(string day, int dose, InjectionPhase phase)
    {
        List<DoseFact> doses = [.. Pp1m.Maintained(100), Pp1m.Dose(DateOnly.Parse(day), dose)];

        var advice = Pp1m.Ask(DateOnly.Parse(day).AddDays(7), doses);

        Assert.Equal((phase, AdviceCode.Due), (advice.Phase!.Value, advice.Code));
    }

    [Theory]
    [InlineData("2026-03-16", AdviceCode.LateInWindow, 1)]
    [InlineData("2026-04-20", AdviceCode.MissedReload, 3)]
    [InlineData("2026-12-01", AdviceCode.NoLabelRule, 0)] // the restart's doses are those of healthy kidneys
    public void Given_mildly_reduced_kidneys_on_50_When_a_dose_is_late_Then_no_dose_of_healthy_kidneys_is_planned(string day, AdviceCode code, int steps)
    {
        var advice = Pp1m.Ask(DateOnly.Parse(day), Pp1m.Maintained(50), Pp1m.Terms with { Renal = RenalBand.Mild, MaintenanceDose = 50 });

        Assert.Equal((code, steps), (advice.Code, advice.Plan.Count));
    }
}
