using CaseManagement.Domain.Injections;
using FsCheck;
using FsCheck.Fluent;

namespace CaseManagement.Domain.Tests.Injections;

public sealed class InjectionPropertyTests
{
    /// <summary>A course as it may really have run, and a day after its last injection.</summary>
    private sealed record Course(CourseTerms Terms, IReadOnlyList<DoseFact> Doses, DateOnly On)
    {
        public AdviceCode Code => Ask(On).Code;

        public InjectionAdvice Ask(DateOnly on) => InjectionAdvisor.Advise(Pp1m.Product, Terms, Doses, on);

        public override string ToString() =>
            $"{Terms} asked on {On:yyyy-MM-dd}: {string.Join(", ", Doses.Select(dose => $"{dose.On:yyyy-MM-dd} {dose.Dose}"))}";
    }

    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(400);

    // Gaps near the ends of the bands come up as often as any other.
    private static readonly Gen<int> Gap = Gen.OneOf(
        Gen.Choose(0, 260), Gen.Elements(3, 7, 11, 12, 27, 28, 29, 30, 31, 35, 42, 43, 49, 50), Gen.Choose(178, 188));

    private static readonly Gen<decimal> Amount = Gen.Elements(150m, 100m, 100m, 75m, 50m, 25m);

    private static readonly Arbitrary<Course> Courses = Arb.From(
        from start in Gen.Choose(0, 3652).Select(new DateOnly(2024, 1, 1).AddDays)
        from follows in Gen.Elements(true, true, false)
        from count in Gen.Choose(0, 8)
        from gaps in Gap.ArrayOf(count)
        from amounts in Amount.ArrayOf(count)
        from prescribed in Amount
        from renal in Gen.Elements(RenalBand.Normal, RenalBand.Normal, RenalBand.Normal, RenalBand.Mild, RenalBand.Below50)
        from wait in Gen.Choose(0, 400)
        select Build(start, follows, gaps, amounts, prescribed, renal, wait));

    [Fact]
    public void Given_any_course_When_the_doses_are_entered_in_another_order_Then_the_plan_and_the_advice_are_the_same() =>
        Prop.ForAll(Courses, course =>
        {
            var other = course.Doses.OrderBy(dose => dose.Dose).ThenByDescending(dose => dose.On).ToList();

            return InjectionPlan.Derive(Pp1m.Product, course.Terms, other, null)
                    .SequenceEqual(InjectionPlan.Derive(Pp1m.Product, course.Terms, course.Doses, null))
                && (course with { Doses = other }).Code == course.Code;
        }).Check(Often);

    [Fact]
    public void Given_any_course_When_the_plan_is_derived_Then_one_task_is_open_and_no_two_count_from_one_day() =>
        Prop.ForAll(Courses, course =>
        {
            var tasks = InjectionPlan.Derive(Pp1m.Product, course.Terms, course.Doses, null);

            return tasks.Count(task => task.Settled is null) == 1
                && tasks.Select(task => task.CycleOn).Distinct().Count() == tasks.Count
                && tasks.Count == course.Doses.Select(dose => dose.On).Distinct().Count() + 1
                && tasks.All(task => task.OpensOn <= task.DueOn && task.DueOn <= task.ClosesOn && task.CycleOn < task.DueOn);
        }).Check(Often);

    [Fact]
    public void Given_any_course_When_it_waits_a_day_longer_Then_the_answer_is_never_less_cautious() =>
        Prop.ForAll(Courses, course =>
        {
            var codes = Enumerable.Range(0, 260).Select(day => course.Ask(LastOn(course).AddDays(day)).Code).ToList();

            return codes.Zip(codes.Skip(1)).All(pair => pair.First <= pair.Second);
        }).Check(Often);

    [Fact]
    public void Given_any_course_When_a_datum_is_taken_away_Then_the_answer_is_never_less_cautious() =>
        Prop.ForAll(Courses, course =>
            WithoutOneDatum(course).All(poorer => poorer.Code >= course.Code)
            && InjectionAdvisor.Advise(null, course.Terms, course.Doses, course.On).Code >= course.Code).Check(Often);

    [Fact]
    public void Given_any_course_When_the_label_has_no_answer_Then_there_is_no_dose_and_otherwise_one_that_is_offered() =>
        Prop.ForAll(Courses, course =>
        {
            var advice = course.Ask(course.On);
            var gives = advice.Code is > AdviceCode.TooEarly and < AdviceCode.NoLabelRule && !advice.Ambiguous;

            return gives == advice.Plan.Count > 0
                && advice.Plan.All(dose => Pp1m.Product.Offers(dose.Dose) && dose.On >= course.On)
                && advice.Rows.Count > 0 == advice.Missing.Count < 1;
        }).Check(Often);

    [Theory]
    [InlineData(25)]
    [InlineData(100)]
    [InlineData(150)]
    public void Given_a_last_dose_on_any_day_of_ten_years_When_its_window_has_passed_Then_exactly_one_row_covers_each_day(int stabilised)
    {
        var rows = Pp1m.Product.MissedRows(MissedTable.Maintenance, stabilised);
        for (var last = new DateOnly(2024, 1, 1); last < new DateOnly(2034, 1, 1); last = last.AddDays(1))
        {
            var closesOn = last.AddMonths(1).AddDays(7);
            for (var day = closesOn.AddDays(1); day <= last.AddDays(200); day = day.AddDays(1))
                Assert.True(rows.Count(row => row.Covers(last, day)) == 1, $"{last:yyyy-MM-dd} to {day:yyyy-MM-dd}");
        }
    }

    [Fact]
    public void Given_a_course_in_rhythm_When_every_day_of_ten_years_is_asked_about_Then_each_has_one_answer_with_its_row()
    {
        var doses = Pp1m.Maintained(100);
        for (var day = new DateOnly(2026, 2, 9); day < new DateOnly(2036, 2, 9); day = day.AddDays(1))
        {
            var advice = Pp1m.Ask(day, doses);
            Assert.InRange(advice.Code, AdviceCode.TooEarly, AdviceCode.MissedRestart);
            Assert.Equal(advice.Ambiguous ? 2 : 1, advice.Rows.Count);
        }
    }

    private static Course Build(
        DateOnly start, bool followsTheLabel, int[] gaps, decimal[] amounts, decimal prescribed, RenalBand renal, int wait)
    {
        var doses = new List<DoseFact>();
        var on = start;
        if (followsTheLabel)
        {
            doses.AddRange([Pp1m.Dose(start, 150), Pp1m.Dose(start.AddDays(7), 100), Pp1m.Dose(start.AddDays(35), prescribed)]);
            on = start.AddDays(35);
        }
        for (var i = 0; i < gaps.Length; i++)
        {
            on = on.AddDays(gaps[i]);
            doses.Add(Pp1m.Dose(on, amounts[i]));
        }
        return new Course(new CourseTerms(start, prescribed, start.AddDays(-10), renal), doses, on.AddDays(wait));
    }

    private static DateOnly LastOn(Course course) => course.Doses.Max(dose => dose.On) ?? course.Terms.StartsOn.AddDays(-5);

    private static IEnumerable<Course> WithoutOneDatum(Course course)
    {
        yield return course with { Terms = course.Terms with { MaintenanceDose = null } };
        yield return course with { Terms = course.Terms with { Renal = RenalBand.Unknown } };
        yield return course with { Terms = course.Terms with { OralToleratedOn = null } };
        foreach (var dose in course.Doses)
        {
            List<DoseFact> others = [.. course.Doses.Where(other => other != dose)];
            yield return course with { Doses = [.. others, dose with { Dose = null }] };
            yield return course with { Doses = [.. others, dose with { On = null }] };
        }
    }
}
