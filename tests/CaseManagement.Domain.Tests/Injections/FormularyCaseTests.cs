using CaseManagement.Domain.Injections;

namespace CaseManagement.Domain.Tests.Injections;

/// <summary>The cases that the rules sheet itself lists for its products, and both sides of every bound.</summary>
public sealed class FormularyCaseTests
{
    private static readonly DateOnly Start = new(2026, 1, 5);

    [Theory]
    // PP1M Luye: one start dose, and the same again after more than six months
    [InlineData("pp1m-luye", 100, "", "2026-01-05", AdviceCode.Due, "luye.start.day-1", "225 Deltoid 2026-01-05")]
    [InlineData("pp1m-luye", 100, "2026-01-05:225", "2026-01-28", AdviceCode.TooEarly, "luye.first-maintenance", "")]
    [InlineData("pp1m-luye", 100, "2026-01-05:225", "2026-02-05", AdviceCode.Due, "luye.first-maintenance", "100 None 2026-02-05")]
    [InlineData("pp1m-luye", 100, "2026-01-05:225", "2026-02-16", AdviceCode.MissedSimple, "luye.maintenance.to-6-weeks", "100 None 2026-02-16")] // day 42
    [InlineData("pp1m-luye", 100, "2026-01-05:225", "2026-02-17", AdviceCode.MissedReload, "luye.maintenance.over-6-weeks.to-100", "100 None 2026-02-17; 100 None 2026-02-24")]
    [InlineData("pp1m-luye", 150, "2026-01-05:225", "2026-02-17", AdviceCode.MissedReload, "luye.maintenance.over-6-weeks.150", "100 None 2026-02-17; 100 None 2026-02-24")]
    [InlineData("pp1m-luye", 100, "2026-01-05:225 2026-02-05:100", "2026-09-01", AdviceCode.MissedRestart, "luye.maintenance.over-6-months", "225 Deltoid 2026-09-01")]
    [InlineData("pp1m-luye", 100, "2026-01-05:150", "2026-02-05", AdviceCode.NoLabelRule, "luye.first-maintenance", "")]
    // PP3M
    [InlineData("pp3m-janssen", 350, "2026-01-05:350", "2026-03-21", AdviceCode.TooEarly, "pp3m.first-maintenance", "")]
    [InlineData("pp3m-janssen", 350, "2026-01-05:350", "2026-03-22", AdviceCode.EarlyOk, "pp3m.first-maintenance", "350 DeltoidOrGluteal 2026-03-22")]
    [InlineData("pp3m-janssen", 350, "2026-01-05:350", "2026-04-19", AdviceCode.LateInWindow, "pp3m.first-maintenance", "350 DeltoidOrGluteal 2026-04-19")]
    [InlineData("pp3m-janssen", 350, "2026-01-05:350", "2026-04-20", AdviceCode.MissedSimple, "pp3m.under-4-months", "350 DeltoidOrGluteal 2026-04-20")]
    [InlineData("pp3m-janssen", 350, "2026-01-05:350", "2026-05-01", AdviceCode.MissedSimple, "pp3m.under-4-months", "350 DeltoidOrGluteal 2026-05-01")]
    [InlineData("pp3m-janssen", 175, "2026-01-05:175", "2026-05-09", AdviceCode.MissedReload, "pp3m.4-to-9-months.175", "pp1m-janssen 50 Deltoid 2026-05-09; pp1m-janssen 50 Deltoid 2026-05-16; 175 DeltoidOrGluteal 2026-06-16")]
    [InlineData("pp3m-janssen", 263, "2026-01-05:263", "2026-05-09", AdviceCode.MissedReload, "pp3m.4-to-9-months.263", "pp1m-janssen 75 Deltoid 2026-05-09; pp1m-janssen 75 Deltoid 2026-05-16; 263 DeltoidOrGluteal 2026-06-16")]
    [InlineData("pp3m-janssen", 525, "2026-01-05:525", "2026-05-09", AdviceCode.MissedReload, "pp3m.4-to-9-months.525", "pp1m-janssen 100 Deltoid 2026-05-09; pp1m-janssen 100 Deltoid 2026-05-16; 525 DeltoidOrGluteal 2026-06-16")]
    [InlineData("pp3m-janssen", 350, "2026-01-05:350", "2026-10-09", AdviceCode.MissedRestart, "pp3m.over-9-months", "pp1m-janssen 150 Deltoid 2026-10-09; pp1m-janssen 100 Deltoid 2026-10-16")]
    [InlineData("pp3m-janssen", 350, "2026-01-05:350 2026-05-09:100:pp1m-janssen 2026-05-16:100:pp1m-janssen", "2026-06-16", AdviceCode.Due, "pp3m.bridge.back", "350 DeltoidOrGluteal 2026-06-16")]
    [InlineData("pp3m-janssen", 350, "2026-01-05:350 2026-05-09:100:pp1m-janssen", "2026-05-16", AdviceCode.Due, "pp3m.bridge.next", "pp1m-janssen 100 Deltoid 2026-05-16")]
    [InlineData("pp3m-janssen", 350, "2026-01-05:350 2026-05-09:350", "2026-08-09", AdviceCode.NoLabelRule, "pp3m.no-label-rule", "")] // the own dose where the label bridges
    // PP6M
    [InlineData("pp6m-janssen", 700, "2026-01-05:700", "2026-06-20", AdviceCode.TooEarly, "pp6m.first-maintenance", "")]
    [InlineData("pp6m-janssen", 700, "2026-01-05:700", "2026-06-21", AdviceCode.EarlyOk, "pp6m.first-maintenance", "700 Gluteal 2026-06-21")]
    [InlineData("pp6m-janssen", 700, "2026-01-05:700", "2026-07-26", AdviceCode.LateInWindow, "pp6m.first-maintenance", "700 Gluteal 2026-07-26")] // 6 months + 21 days
    [InlineData("pp6m-janssen", 700, "2026-01-05:700", "2026-07-27", AdviceCode.MissedReload, "pp6m.under-8-months.700", "pp1m-janssen 100 Deltoid 2026-07-27; 700 Gluteal 2026-08-27")]
    [InlineData("pp6m-janssen", 1000, "2026-01-05:1000", "2026-07-27", AdviceCode.MissedReload, "pp6m.under-8-months.1000", "pp1m-janssen 150 Deltoid 2026-07-27; 1000 Gluteal 2026-08-27")]
    [InlineData("pp6m-janssen", 1000, "2026-01-05:1000", "2026-09-09", AdviceCode.MissedReload, "pp6m.8-to-11-months", "pp1m-janssen 100 Deltoid 2026-09-09; pp1m-janssen 100 Deltoid 2026-09-16; 1000 Gluteal 2026-10-16")]
    [InlineData("pp6m-janssen", 700, "2026-01-05:700", "2026-12-09", AdviceCode.MissedRestart, "pp6m.over-11-months", "pp1m-janssen 150 Deltoid 2026-12-09; pp1m-janssen 100 Deltoid 2026-12-16")]
    [InlineData("pp6m-janssen", 700, "2026-01-05:700 2026-07-27:100:pp1m-janssen 2026-08-27:700", "2027-02-27", AdviceCode.Due, "pp6m.maintenance", "700 Gluteal 2027-02-27")]
    // microspheres: no rule after the window
    [InlineData("risperidone-consta", 37.5, "2026-01-05:37.5", "2026-01-18", AdviceCode.TooEarly, "consta.second", "")]
    [InlineData("risperidone-consta", 37.5, "2026-01-05:37.5", "2026-01-19", AdviceCode.Due, "consta.second", "37.5 DeltoidOrGluteal 2026-01-19")]
    [InlineData("risperidone-consta", 37.5, "2026-01-05:37.5", "2026-02-23", AdviceCode.NoLabelRule, "consta.second", "")] // five weeks late
    [InlineData("risperidone-ruixintuo", 25, "2026-01-05:25", "2026-01-15", AdviceCode.TooEarly, "ruixintuo.second", "")]
    [InlineData("risperidone-ruixintuo", 25, "2026-01-05:25", "2026-01-16", AdviceCode.EarlyOk, "ruixintuo.second", "25 None 2026-01-16")]
    [InlineData("risperidone-ruixintuo", 25, "2026-01-05:25", "2026-01-22", AdviceCode.LateInWindow, "ruixintuo.second", "25 None 2026-01-22")] // due + 3 days
    [InlineData("risperidone-ruixintuo", 25, "2026-01-05:25", "2026-01-23", AdviceCode.NoLabelRule, "ruixintuo.second", "")]
    [InlineData("risperidone-rykindo", 12.5, "2026-01-05:12.5", "2026-01-19", AdviceCode.Due, "rykindo.second", "12.5 Gluteal 2026-01-19")]
    [InlineData("risperidone-rykindo", 12.5, "2026-01-05:12.5", "2026-01-20", AdviceCode.NoLabelRule, "rykindo.second", "")]
    // aripiprazole, by the number of the dose
    [InlineData("aripiprazole-monthly", 400, "", "2026-01-05", AdviceCode.Due, "aripiprazole.start.day-1", "400 DeltoidOrGluteal 2026-01-05")]
    [InlineData("aripiprazole-monthly", 400, "2026-01-05:400", "2026-01-30", AdviceCode.TooEarly, "aripiprazole.second", "")] // day 25
    [InlineData("aripiprazole-monthly", 400, "2026-01-05:400", "2026-01-31", AdviceCode.EarlyOk, "aripiprazole.second", "400 DeltoidOrGluteal 2026-01-31")]
    [InlineData("aripiprazole-monthly", 400, "2026-01-05:400", "2026-02-05", AdviceCode.Due, "aripiprazole.second", "400 DeltoidOrGluteal 2026-02-05")]
    [InlineData("aripiprazole-monthly", 400, "2026-01-05:400 2026-02-05:400", "2026-03-11", AdviceCode.MissedSimple, "aripiprazole.2nd-or-3rd.under-5-weeks", "400 DeltoidOrGluteal 2026-03-11")] // day 34
    [InlineData("aripiprazole-monthly", 400, "2026-01-05:400 2026-02-05:400", "2026-03-13", AdviceCode.MissedRestart, "aripiprazole.2nd-or-3rd.over-5-weeks", "400 DeltoidOrGluteal 2026-03-13")]
    [InlineData("aripiprazole-monthly", 400, "2026-01-05:800", "2026-02-05", AdviceCode.Due, "aripiprazole.second", "400 DeltoidOrGluteal 2026-02-05")] // start B: two on one day
    [InlineData("aripiprazole-monthly", 400, "2026-01-05:400 2026-02-05:400 2026-03-05:400", "2026-04-15", AdviceCode.MissedSimple, "aripiprazole.4th-or-later.under-6-weeks", "400 DeltoidOrGluteal 2026-04-15")] // day 41
    [InlineData("aripiprazole-monthly", 400, "2026-01-05:400 2026-02-05:400 2026-03-05:400", "2026-04-17", AdviceCode.MissedRestart, "aripiprazole.4th-or-later.over-6-weeks", "400 DeltoidOrGluteal 2026-04-17")]
    [InlineData("aripiprazole-monthly", 300, "2026-01-05:300 2026-02-05:300 2026-03-05:300", "2026-04-17", AdviceCode.MissedRestart, "aripiprazole.4th-or-later.over-6-weeks", "")] // the restart names no dose for 300
    // prescribed intervals
    [InlineData("olanzapine-pamoate", 405, "2026-01-05:405", "2026-02-02", AdviceCode.Due, "olanzapine.second", "405 Gluteal 2026-02-02")]
    [InlineData("olanzapine-pamoate", 405, "2026-01-05:405", "2026-02-03", AdviceCode.NoLabelRule, "olanzapine.second", "")]
    [InlineData("haloperidol-decanoate", 450, "2026-01-05:100", "2026-02-01", AdviceCode.TooEarly, "haloperidol.second", "")]
    [InlineData("haloperidol-decanoate", 450, "2026-01-05:100", "2026-02-02", AdviceCode.Due, "haloperidol.second", "450 Gluteal 2026-02-02")] // the maximum itself is allowed
    [InlineData("haloperidol-decanoate", 100, "2026-01-05:100", "2026-02-09", AdviceCode.NoLabelRule, "haloperidol.second", "")]
    [InlineData("fluphenazine-decanoate", 25, "2026-01-05:25", "2026-02-02", AdviceCode.Due, "fluphenazine.second", "25 OrSubcutaneous 2026-02-02")]
    [InlineData("zuclopenthixol-decanoate", 200, "", "2026-01-05", AdviceCode.Due, "zuclopenthixol.start.day-1", "100 GlutealOrThigh 2026-01-05")] // the test dose
    [InlineData("zuclopenthixol-decanoate", 200, "2026-01-05:100", "2026-01-11", AdviceCode.TooEarly, "zuclopenthixol.second", "")]
    [InlineData("zuclopenthixol-decanoate", 200, "2026-01-05:100", "2026-01-12", AdviceCode.EarlyOk, "zuclopenthixol.second", "200 GlutealOrThigh 2026-01-12")]
    [InlineData("flupentixol-decanoate", 40, "", "2026-01-05", AdviceCode.Due, "flupentixol.start.day-1", "20 GlutealOrThigh 2026-01-05")]
    [InlineData("pipotiazine-palmitate", 100, "2026-01-05:25 2026-02-02:100", "2026-03-02", AdviceCode.Due, "pipotiazine.maintenance", "100 None 2026-03-02")]
    public void Given_a_product_s_doses_When_a_day_is_asked_about_Then_its_own_row_speaks(string product, decimal dose, string given, string day, AdviceCode code, string row, string plan)
    {
        var advice = InjectionAdvisor.Advise(Shelf.Of(product), Shelf.Terms(product, dose, Start), Shelf.Doses(given), DateOnly.Parse(day));

        Assert.Equal((code, row, plan), (advice.Code, advice.Rows[0].Row, Shelf.Written(advice.Plan)));
        Assert.False(advice.Ambiguous);
    }

    [Theory]
    [InlineData("pp3m-janssen", 350, "2026-05-01", AdviceCode.MissedSimple, false)]
    [InlineData("pp3m-janssen", 350, "2026-05-02", AdviceCode.MissedSimple, true)]
    [InlineData("pp3m-janssen", 350, "2026-05-04", AdviceCode.MissedSimple, true)] // the day before 4 months
    [InlineData("pp3m-janssen", 350, "2026-05-05", AdviceCode.MissedReload, true)] // 4 months to the day
    [InlineData("pp3m-janssen", 350, "2026-05-08", AdviceCode.MissedReload, true)]
    [InlineData("pp3m-janssen", 350, "2026-10-05", AdviceCode.MissedReload, true)] // 9 months to the day
    [InlineData("pp3m-janssen", 350, "2026-10-06", AdviceCode.MissedRestart, true)]
    [InlineData("pp6m-janssen", 700, "2026-09-05", AdviceCode.MissedReload, true)] // 8 months to the day
    [InlineData("pp6m-janssen", 700, "2026-12-05", AdviceCode.MissedReload, true)] // 11 months to the day
    [InlineData("pp6m-janssen", 700, "2026-12-06", AdviceCode.MissedRestart, true)]
    [InlineData("pp1m-luye", 100, "2026-07-06", AdviceCode.MissedRestart, true)] // 6 months and a day
    public void Given_a_boundary_in_bare_months_When_it_is_near_Then_both_rows_are_shown_and_nothing_is_planned(string product, decimal dose, string day, AdviceCode code, bool ambiguous)
    {
        var first = product == "pp1m-luye" ? 225 : dose;

        var advice = InjectionAdvisor.Advise(Shelf.Of(product), Shelf.Terms(product, dose, Start), [Shelf.Dose(Start, first)], DateOnly.Parse(day));

        Assert.Equal((code, ambiguous), (advice.Code, advice.Ambiguous));
        Assert.Equal((ambiguous ? 2 : 1, ambiguous), (advice.Rows.Count, advice.Plan.Count == 0));
    }

    [Theory]
    [InlineData("2026-01-05:400 2026-02-05:400", "2026-03-12", 35)] // dose 3 at exactly 5 weeks
    [InlineData("2026-01-05:400 2026-02-05:400 2026-03-05:400 2026-04-05:400", "2026-05-17", 42)] // dose 5 at exactly 6 weeks
    public void Given_a_day_that_the_label_leaves_out_When_it_is_asked_about_Then_the_course_starts_again_and_both_rows_are_shown(string given, string day, int since)
    {
        var advice = InjectionAdvisor.Advise(Shelf.Of("aripiprazole-monthly"), Shelf.Terms("aripiprazole-monthly", 400, Start), Shelf.Doses(given), DateOnly.Parse(day));

        Assert.Equal((AdviceCode.MissedRestart, true, since), (advice.Code, advice.Ambiguous, advice.DaysSinceLast!.Value));
        Assert.Equal([AdviceCode.MissedRestart, AdviceCode.MissedSimple], advice.Rows.Select(row => row.Code));
        Assert.Equal((400m, 14), (Assert.Single(advice.Plan).Dose, advice.OralCoverDays!.Value));
    }

    [Theory]
    [InlineData("haloperidol-decanoate", 451, 28, MissingData.MaintenanceDoseNotOffered)]
    [InlineData("haloperidol-decanoate", 300, 14, MissingData.MaintenanceDoseNotOffered)] // 600 in four weeks
    [InlineData("haloperidol-decanoate", 100, 0, MissingData.PrescribedInterval)]
    [InlineData("haloperidol-decanoate", 100, null, MissingData.PrescribedInterval)]
    [InlineData("fluphenazine-decanoate", 25, 13, MissingData.IntervalNotOffered)]
    [InlineData("fluphenazine-decanoate", 25, 43, MissingData.IntervalNotOffered)]
    [InlineData("olanzapine-pamoate", 405, 14, MissingData.MaintenanceDoseNotOffered)]
    [InlineData("flupentixol-decanoate", 401, 14, MissingData.MaintenanceDoseNotOffered)]
    [InlineData("pp1m-luye", 225, null, MissingData.MaintenanceDoseNotOffered)] // only to start with
    public void Given_a_dose_or_an_interval_off_the_label_When_advice_is_asked_Then_it_names_the_lack(string product, decimal dose, int? interval, string lack)
    {
        var terms = new CourseTerms(Start, dose, Start, RenalBand.Normal, interval);

        var advice = InjectionAdvisor.Advise(Shelf.Of(product), terms, [Shelf.Dose(Start, 25)], new(2026, 2, 2));

        Assert.Equal(AdviceCode.NeedData, advice.Code);
        Assert.Contains(lack, advice.Missing);
        Assert.Empty(advice.Plan);
    }

    [Theory]
    [InlineData("haloperidol-decanoate", 100)]
    [InlineData("pipotiazine-palmitate", 100)]
    [InlineData("aripiprazole-monthly", 300)] // the label starts with 400
    public void Given_a_start_that_hangs_on_what_nobody_entered_When_the_first_dose_is_asked_about_Then_none_is_guessed(string product, decimal dose)
    {
        var advice = InjectionAdvisor.Advise(Shelf.Of(product), Shelf.Terms(product, dose, Start), [], Start);

        Assert.Equal((AdviceCode.NeedData, MissingData.StartDose), (advice.Code, Assert.Single(advice.Missing)));
        Assert.Empty(advice.Plan);
    }

    [Fact]
    public void Given_doses_of_two_products_on_one_day_When_advice_is_asked_Then_the_day_has_no_dose()
    {
        var advice = InjectionAdvisor.Advise(Shelf.Of("pp3m-janssen"), Shelf.Terms("pp3m-janssen", 350, Start), Shelf.Doses("2026-01-05:350 2026-01-05:100:pp1m-janssen"), new(2026, 4, 5));

        Assert.Contains(MissingData.DoseAmount, advice.Missing);
    }

    [Fact]
    public void Given_reduced_kidneys_When_the_three_monthly_product_would_be_bridged_Then_no_dose_of_healthy_kidneys_is_planned()
    {
        var terms = Shelf.Terms("pp3m-janssen", 350, Start) with { Renal = RenalBand.Mild };

        var advice = InjectionAdvisor.Advise(Shelf.Of("pp3m-janssen"), terms, [Shelf.Dose(Start, 350)], new(2026, 6, 1));

        Assert.Equal(AdviceCode.NoLabelRule, advice.Code);
        Assert.Empty(advice.Plan);
    }
}
