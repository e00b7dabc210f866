using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Tests.Injections;

/// <summary>Where an injection goes: as the label's plan for the day says, or elsewhere on purpose and said so.</summary>
public sealed class SiteTests
{
    private static readonly DateOnly Today = new(2027, 12, 1);
    private static readonly DateOnly Missed = new(2026, 4, 20); // ten weeks after the last
    private static readonly StaffId Psychiatrist = StaffId.New();

    private static DoseGiven Dose(DateOnly on, decimal dose, InjectionSite site, SiteDeviation? why = null, bool confirmed = true, string? product = null) =>
        new(on, dose, site, "B1", ExpiresOn: null, StaffId.New(), ConfirmedBy: confirmed ? Psychiatrist : null, ProductCode: product, SiteDeviation: why);

    public static TheoryData<string, DoseGiven> Confirmed() => new()
    {
        { "refused", Dose(Missed, 100, InjectionSite.GlutealLeft) },
        { "refused", Dose(Missed, 100, InjectionSite.ThighLeft) },
        { "refused", Dose(Missed, 75, InjectionSite.GlutealLeft) }, // another dose is no other site
        { "refused", Dose(Missed, 100, InjectionSite.GlutealLeft, (SiteDeviation)9) },
        { "refused", Dose(Missed, 100, (InjectionSite)99, SiteDeviation.ByMistake) },
        { "refused", Dose(Missed, 100, InjectionSite.GlutealLeft, SiteDeviation.ByMistake, confirmed: false) },
        { "injection.pp1m.reload.1-week", Dose(Missed, 100, InjectionSite.DeltoidLeft) },
        { "injection.pp1m.reload.1-week", Dose(Missed, 100, InjectionSite.DeltoidLeft, SiteDeviation.ByMistake) }, // nothing strayed
        { "injection.pp1m.no-label-rule.1-month", Dose(Missed, 100, InjectionSite.GlutealLeft, SiteDeviation.PsychiatristChose) },
        { "injection.pp1m.no-label-rule.1-month", Dose(Missed, 100, InjectionSite.Subcutaneous, SiteDeviation.ByMistake) },
        { "injection.pp1m.maintenance.1-month", Dose(new(2026, 3, 9), 100, InjectionSite.GlutealLeft) },
        { "injection.pp1m.maintenance.1-month", Dose(new(2026, 3, 20), 100, InjectionSite.GlutealRight) }, // late, one plain dose into either muscle
        { "injection.pp1m.restart.day-8", Dose(new(2026, 9, 20), 150, InjectionSite.DeltoidRight) },
        { "refused", Dose(new(2026, 9, 20), 150, InjectionSite.GlutealRight) },
    };

    [Theory]
    [MemberData(nameof(Confirmed))]
    public void Given_a_course_in_its_rhythm_When_a_dose_is_given_Then_the_name_confirms_the_plans_muscle_and_another_is_said(string expected, DoseGiven dose)
    {
        var course = Maintained();

        Assert.Equal(expected, Outcome(course, dose));
    }

    [Theory]
    [InlineData(InjectionSite.DeltoidRight, "injection.pp1m.reload.1-month", AdviceCode.Due)]
    [InlineData(InjectionSite.GlutealRight, "injection.pp1m.no-label-rule.1-month", AdviceCode.NoLabelRule)]
    public void Given_the_first_of_two_re_loads_When_the_second_is_given_Then_it_counts_only_where_it_went_into_the_deltoid(InjectionSite site, string basis, AdviceCode onTheDay)
    {
        var course = Maintained();
        Give(course, Dose(Missed, 100, InjectionSite.DeltoidLeft));

        Give(course, Dose(Missed.AddDays(7), 100, site, SiteDeviation.SiteUnfit));

        Assert.Equal(basis, course.PlanTasks(Pp1m.Product)[^1].Basis);
        Assert.Equal(onTheDay, course.Advise(Pp1m.Product, new(2026, 5, 27)).Code);
    }

    [Theory]
    [InlineData(InjectionSite.DeltoidLeft, InjectionPhase.StartFirst)]
    [InlineData(InjectionSite.GlutealLeft, InjectionPhase.Unlabelled)]
    public void Given_a_start_dose_When_it_went_elsewhere_Then_no_row_counts_from_it_and_a_right_one_entered_later_mends_it(InjectionSite site, InjectionPhase phase)
    {
        List<DoseFact> first = [Pp1m.Dose(Pp1m.Start, 150) with { Site = site }];

        Assert.Equal(phase, Pp1m.Ask(new(2026, 1, 12), first).Phase);
        Assert.Equal(InjectionPhase.StartFirst, Pp1m.Ask(new(2026, 1, 12), [first[0] with { Site = null }]).Phase); // not told is held against nobody
    }

    [Theory]
    [InlineData("pp1m-janssen", 100, "2026-04-20", Muscles.Deltoid)]
    [InlineData("pp1m-janssen", 100, "2026-03-09", Muscles.DeltoidOrGluteal)]
    [InlineData("pp6m-janssen", 700, "2026-07-10", Muscles.Gluteal)]
    [InlineData("pp6m-janssen", 700, "2026-08-27", Muscles.Deltoid)] // the bridge goes into the deltoid only
    [InlineData("pp1m-luye", 100, "2026-03-20", Muscles.None)]
    public void Given_a_label_When_a_day_is_asked_Then_only_the_muscles_of_its_plan_are_offered(string code, int dose, string day, Muscles muscles)
    {
        var product = Shelf.Of(code);
        DateOnly start = new(2026, 1, 5);
        List<DoseFact> doses = code switch
        {
            "pp1m-janssen" => Pp1m.Maintained(dose),
            "pp1m-luye" => [Shelf.Dose(start, 225)],
            _ => [Shelf.Dose(start, dose)],
        };

        var advice = InjectionAdvisor.Advise(product, Shelf.Terms(code, dose, start), doses, DateOnly.Parse(day));

        Assert.NotEmpty(advice.Rows);
        Assert.Equal(muscles, SitesOfTheDay.For(advice, product));
    }

    private static InjectionCourse Maintained()
    {
        var course = new InjectionCourse(InjectionCourseId.New(), new InjectionPrescription(Pp1m.Start, 100, RenalBand.Normal, Psychiatrist, new(2025, 12, 1)), Pp1m.Product);
        Give(course, Dose(Pp1m.Start, 150, InjectionSite.DeltoidLeft));
        Give(course, Dose(new(2026, 1, 12), 100, InjectionSite.DeltoidRight));
        Give(course, Dose(new(2026, 2, 9), 100, InjectionSite.GlutealLeft));
        return course;
    }

    private static string Outcome(InjectionCourse course, DoseGiven dose)
    {
        try
        {
            Give(course, dose);
            return course.PlanTasks(Pp1m.Product)[^1].Basis;
        }
        catch (RuleBrokenException refused) when (refused.Code == "injection.site-not-allowed")
        {
            return "refused";
        }
    }

    private static void Give(InjectionCourse course, DoseGiven dose) => course.Give(InjectionId.New(), dose, Pp1m.Product, Today);
}
