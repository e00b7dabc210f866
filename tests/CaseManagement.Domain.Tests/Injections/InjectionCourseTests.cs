using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Tests.Injections;

public sealed class InjectionCourseTests
{
    private static readonly DateOnly Today = new(2026, 12, 1);
    private static readonly StaffId Nurse = StaffId.New();
    private static readonly StaffId Psychiatrist = StaffId.New();

    private static readonly DoseGiven First = new(new(2026, 1, 5), 150, InjectionSite.DeltoidLeft, "B1", new(2027, 1, 31), Nurse);
    private static readonly DoseGiven Second = First with { GivenOn = new(2026, 1, 12), Dose = 100, Site = InjectionSite.DeltoidRight };
    private static readonly DoseGiven Third = First with { GivenOn = new(2026, 2, 9), Dose = 100, Site = InjectionSite.GlutealLeft };

    [Fact]
    public void Given_a_course_When_doses_are_given_by_the_label_Then_they_are_recorded_and_the_next_is_planned()
    {
        var course = Course(First, Second, Third);

        Assert.Equal(3, course.ValidDoses().Count);
        Assert.Equal(new DateOnly(2026, 3, 9), course.PlanTasks(Pp1m.Product).Single(task => task.Settled is null).DueOn);
        Assert.Equal(AdviceCode.Due, course.Advise(Pp1m.Product, new(2026, 3, 9)).Code);
        Assert.Equal(new PlannedDose(100, Muscles.DeltoidOrGluteal, new(2026, 3, 9)), course.NextDose(Pp1m.Product));
    }

    [Fact]
    public void Given_later_doses_When_one_between_them_is_entered_late_Then_it_is_judged_by_the_doses_before_it()
    {
        var course = Course(First);
        Give(course, Third with { ConfirmedBy = Psychiatrist, SiteDeviation = SiteDeviation.PsychiatristChose });

        Give(course, Second);

        Assert.Equal(InjectionPhase.Maintenance, course.Advise(Pp1m.Product, new(2026, 3, 1)).Phase);
    }

    public static TheoryData<string, DoseGiven> Refused() => new()
    {
        { "injection.strength-not-offered", Third with { Dose = 90 } },
        { "injection.in-future", Third with { GivenOn = new(2026, 12, 2) } },
        { "injection.before-course", Third with { GivenOn = new(2026, 1, 4) } },
        { "injection.batch-expired", Third with { ExpiresOn = new(2026, 2, 8) } },
        { "injection.batch-required", Third with { BatchNumber = " " } },
        { "injection.site-not-allowed", Third with { Site = 0 } },
        { "injection.too-early", Third with { GivenOn = new(2026, 2, 1) } },
        { "injection.too-early", Second },
        { "injection.needs-psychiatrist", Third with { GivenOn = new(2026, 2, 17) } },
        { "injection.needs-psychiatrist", Third with { GivenOn = new(2026, 4, 20), Site = InjectionSite.DeltoidLeft } },
        { "injection.site-not-allowed", Third with { GivenOn = new(2026, 4, 20) } },
        { "injection.dose-not-as-planned", Third with { Dose = 75 } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Given_both_start_doses_When_a_dose_breaks_a_rule_Then_it_is_refused_by_its_code(string code, DoseGiven dose)
    {
        var course = Course(First, Second);

        var refused = Assert.Throws<RuleBrokenException>(() => Give(course, dose));

        Assert.Equal(code, refused.Code);
        Assert.Equal(2, course.Injections.Count);
    }

    [Theory]
    [InlineData("2026-02-01", 100, InjectionSite.GlutealLeft)]
    [InlineData("2026-02-17", 100, InjectionSite.GlutealLeft)]
    [InlineData("2026-02-09", 75, InjectionSite.GlutealLeft)]
    [InlineData("2026-04-20", 100, InjectionSite.DeltoidLeft)]
    public void Given_both_start_doses_When_a_psychiatrist_confirmed_the_dose_Then_it_is_recorded_with_the_name(string day, int dose, InjectionSite site)
    {
        var course = Course(First, Second);

        var injection = Give(course, Third with { GivenOn = DateOnly.Parse(day), Dose = dose, Site = site, ConfirmedBy = Psychiatrist });

        Assert.Equal(Psychiatrist, injection.ConfirmedBy);
    }

    [Fact]
    public void Given_a_start_dose_When_it_goes_into_the_buttock_Then_it_is_refused()
    {
        Assert.Equal("injection.site-not-allowed", Assert.Throws<RuleBrokenException>(() => Course(First with { Site = InjectionSite.GlutealRight })).Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2026-01-06")]
    public void Given_no_tolerability_by_the_day_When_the_first_dose_is_given_Then_it_is_refused(string? since)
    {
        var course = New(RenalBand.Normal, since is null ? null : DateOnly.Parse(since));

        Assert.Equal("injection.tolerability-not-documented", Assert.Throws<RuleBrokenException>(() => Give(course, First)).Code);
        course.Change(new(Today, 100, RenalBand.Normal, Psychiatrist, OralToleratedOn: new(2026, 1, 5)), Pp1m.Product, Today);
        Give(course, First);
        Assert.Single(course.ValidDoses());
    }

    [Fact]
    public void Given_kidneys_below_50_When_a_course_is_prescribed_Then_it_is_refused()
    {
        Assert.Equal("injection.not-eligible-renal", Assert.Throws<RuleBrokenException>(() => New(RenalBand.Below50, new(2025, 12, 1))).Code);
    }

    [Fact]
    public void Given_kidneys_found_below_50_later_When_a_dose_is_given_Then_only_a_psychiatrists_word_lets_it_be_recorded()
    {
        var course = Course(First, Second);
        course.Change(new(Today, 100, RenalBand.Below50, Psychiatrist), Pp1m.Product, Today);

        Assert.Equal("injection.not-eligible-renal", Assert.Throws<RuleBrokenException>(() => Give(course, Third)).Code);
        Give(course, Third with { ConfirmedBy = Psychiatrist });
        Assert.Equal(3, course.ValidDoses().Count);
    }

    [Fact]
    public void Given_unknown_kidneys_When_the_first_dose_is_given_Then_a_psychiatrist_must_confirm_it()
    {
        var course = New(RenalBand.Unknown, new(2025, 12, 1));

        Assert.Equal("injection.needs-psychiatrist", Assert.Throws<RuleBrokenException>(() => Give(course, First)).Code);
    }

    [Fact]
    public void Given_a_mistaken_day_When_it_is_corrected_Then_the_old_record_stays_and_the_plan_follows_the_new_one()
    {
        var course = Course(First, Second, Third);
        var mistaken = course.Injections[2];

        var right = course.Correct(mistaken.Id, InjectionId.New(), Third with { GivenOn = new(2026, 2, 10) }, "wrong day", Nurse, Pp1m.Product, Today);

        Assert.Equal((4, mistaken.Id), (course.Injections.Count, right.Supersedes!.Value));
        Assert.Equal((Today, Nurse, "wrong day", new DateOnly(2026, 2, 9)), (mistaken.CancelledOn!.Value, mistaken.CancelledBy!.Value, mistaken.CancelReason, mistaken.GivenOn));
        Assert.Equal(new DateOnly(2026, 3, 10), course.PlanTasks(Pp1m.Product)[^1].DueOn);
    }

    [Fact]
    public void Given_a_refused_correction_When_it_was_tried_Then_the_old_record_is_untouched()
    {
        var course = Course(First, Second);

        Assert.Throws<RuleBrokenException>(() =>
            course.Correct(course.Injections[1].Id, InjectionId.New(), Second with { Dose = 90 }, "typing", Nurse, Pp1m.Product, Today));

        Assert.Equal(2, course.ValidDoses().Count);
    }

    [Fact]
    public void Given_a_cancelled_dose_When_it_is_cancelled_again_Then_it_is_refused_and_the_plan_has_forgotten_it()
    {
        var course = Course(First, Second);
        var id = course.Injections[1].Id;
        course.Cancel(id, "another patient's", Nurse, Today);

        Assert.Equal("injection.already-cancelled", Assert.Throws<RuleBrokenException>(() => course.Cancel(id, "again", Nurse, Today)).Code);
        Assert.Equal("injection.pp1m.start.day-8", course.PlanTasks(Pp1m.Product)[^1].Basis);
    }

    [Fact]
    public void Given_a_stopped_course_When_doses_are_entered_Then_only_those_of_its_time_are_taken()
    {
        var course = Course(First, Second);
        course.Stop(new(2026, 2, 20), "changed to tablets", Psychiatrist, Today);

        Assert.Equal("injection.course-stopped", Assert.Throws<RuleBrokenException>(() => Give(course, Third with { GivenOn = new(2026, 2, 21) })).Code);
        Give(course, Third);
        Assert.All(course.PlanTasks(Pp1m.Product), task => Assert.NotNull(task.Settled));
    }

    [Theory]
    [InlineData("2026-01-11", "moved", "injection.stop-before-dose")]
    [InlineData("2026-12-02", "moved", "injection.stop-in-future")]
    [InlineData("2026-02-01", " ", "injection.reason-required")]
    public void Given_a_course_When_stopping_breaks_a_rule_Then_it_is_refused_by_its_code(string day, string reason, string code)
    {
        var course = Course(First, Second);

        Assert.Equal(code, Assert.Throws<RuleBrokenException>(() => course.Stop(DateOnly.Parse(day), reason, Psychiatrist, Today)).Code);
    }

    private static InjectionCourse New(RenalBand renal, DateOnly? tolerated) =>
        new(InjectionCourseId.New(), new InjectionPrescription(new(2026, 1, 5), 100, renal, Psychiatrist, tolerated), Pp1m.Product);

    private static InjectionCourse Course(params DoseGiven[] doses)
    {
        var course = New(RenalBand.Normal, new(2025, 12, 1));
        foreach (var dose in doses) Give(course, dose);
        return course;
    }

    private static Injection Give(InjectionCourse course, DoseGiven dose) => course.Give(InjectionId.New(), dose, Pp1m.Product, Today);
}
