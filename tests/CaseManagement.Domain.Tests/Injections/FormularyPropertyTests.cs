using CaseManagement.Domain.Injections;
using FsCheck;
using FsCheck.Fluent;

namespace CaseManagement.Domain.Tests.Injections;

/// <summary>What must hold of every product, whatever was given and when.</summary>
public sealed class FormularyPropertyTests
{
    private sealed record Course(Product Product, CourseTerms Terms, IReadOnlyList<DoseFact> Doses)
    {
        public DateOnly LastOn => Doses.Max(dose => dose.On) ?? Terms.StartsOn.AddDays(-5);

        public InjectionAdvice Ask(DateOnly on) => InjectionAdvisor.Advise(Product, Terms, Doses, on);

        public override string ToString() =>
            $"{Product.Code} {Terms.MaintenanceDose} from {Terms.StartsOn:yyyy-MM-dd} every {Terms.IntervalDays}: {string.Join(", ", Doses.Select(dose => $"{dose.On:yyyy-MM-dd} {dose.Dose} {dose.Product}"))}";
    }

    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(300);

    private static readonly IReadOnlyList<Product> All = [.. Shelf.Formulary.Products];

    // Doses as they are planned, with gaps in and around every band; now and then the dose before again, whatever the label would say.
    private static readonly Arbitrary<Course> Courses = Arb.From(
        from product in Gen.Elements<Product>(All)
        from dose in Gen.Elements(Prescribable(product))
        from interval in Gen.Elements(14, 28)
        from start in Gen.Choose(0, 3652).Select(new DateOnly(2024, 1, 1).AddDays)
        from count in Gen.Choose(0, 7)
        from gaps in Gen.OneOf(Gen.Choose(0, 60), Gen.Elements(7, 14, 26, 28, 31, 35, 42, 90, 92, 122, 183, 245, 275, 335)).ArrayOf(count)
        from obeys in Gen.Elements(true, true, true, false).ArrayOf(count)
        select Build(product, dose, product.OffersInterval(interval) && product.Offers(dose, interval) ? interval : 28, start, gaps, obeys));

    [Fact]
    public void Given_any_course_of_any_product_When_days_go_by_Then_each_has_one_answer_and_none_is_less_cautious_than_the_day_before() =>
        Prop.ForAll(Courses, course =>
        {
            var codes = Enumerable.Range(0, 420).Select(day => course.Ask(course.LastOn.AddDays(day))).ToList();

            return codes.All(advice => Enum.IsDefined(advice.Code)) && codes.Zip(codes.Skip(1)).All(pair => pair.First.Code <= pair.Second.Code);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(120));

    [Fact]
    public void Given_any_course_of_any_product_When_advice_is_asked_Then_a_plan_holds_nothing_that_its_rows_do_not() =>
        Prop.ForAll(Courses, Arb.From(Gen.Choose(0, 420)), (course, wait) =>
        {
            var on = course.LastOn.AddDays(wait);
            var advice = course.Ask(on);
            var mayPlan = advice.Code is > AdviceCode.TooEarly and < AdviceCode.NoLabelRule && (!advice.Ambiguous || advice.Rows.Any(row => row.Row.StartsWith("aripiprazole", StringComparison.Ordinal)));

            return (mayPlan || advice.Plan.Count == 0)
                && advice.Rows.SelectMany(row => row.Plan).All(dose => course.Product.CanBeGiven(dose.Dose, dose.Product) && dose.On >= on)
                && (advice.Missing.Count == 0) == (advice.Code != AdviceCode.NeedData)
                && (advice.Plan.Count == 0 || advice.Plan[0].On == on);
        }).Check(Often);

    [Fact]
    public void Given_any_course_of_any_product_When_only_its_last_dose_moves_Then_every_date_moves_with_it() =>
        Prop.ForAll(Courses, course =>
        {
            if (course.Doses.Count == 0) return true;

            var advice = course.Ask(course.LastOn);
            return advice.LastOn is null || advice.LastOn == course.LastOn && (advice.DueOn is null || advice.DueOn >= course.LastOn || advice.Phase == InjectionPhase.StartSecondLate);
        }).Check(Often);

    [Fact]
    public void Given_any_course_of_any_product_When_its_cover_ends_Then_the_label_asks_for_more_from_the_next_day_on() =>
        Prop.ForAll(Courses, course =>
        {
            if (course.Doses.Count == 0) return true;

            var cover = InjectionPlan.Coverage(course.Product, course.Terms, course.Doses, null, null);
            var open = cover.Single(task => task.Settled is null);
            var after = course.Ask(open.ClosesOn.AddDays(1));
            return open.CycleOn == course.LastOn && open.OpensOn <= open.ClosesOn
                && (after.Code > AdviceCode.MissedSimple || after.Plan.Count > 1)
                && cover.Select(task => task.CycleOn).Distinct().Count() == cover.Count;
        }).Check(Often);

    [Fact]
    public void Given_each_product_in_rhythm_When_every_day_of_ten_years_is_asked_about_Then_each_has_exactly_one_answer()
    {
        foreach (var product in All)
        {
            var course = Build(product, Prescribable(product)[0], 28, new(2026, 1, 5), [7, 28, 30, 30], [true, true, true, true]);
            for (var on = course.LastOn; on < course.LastOn.AddYears(10); on = on.AddDays(1))
            {
                var advice = course.Ask(on);
                Assert.True(advice.Rows.Count > 0 && advice.Code != AdviceCode.NeedData, $"{course} on {on:yyyy-MM-dd}");
            }
        }
    }

    [Fact]
    public void Given_any_last_day_of_ten_years_When_the_window_has_passed_Then_no_day_has_two_rows()
    {
        var checkedDays = 0;
        foreach (var product in All.Where(product => product.Missed.Count > 0))
            foreach (var table in product.Missed.GroupBy(row => row.Table))
                for (var last = new DateOnly(2024, 1, 1); last < new DateOnly(2034, 1, 1); last = last.AddDays(3))
                    foreach (var edge in table.SelectMany(row => new[] { row.From?.Interval, row.Until?.Interval }).OfType<CaseManagement.Domain.Injections.Interval>().Distinct())
                        for (var day = -1; day <= 1; day++, checkedDays++)
                            Assert.True(product.MissedRows(table.Key, product.Strengths[^1]).Count(row => row.Covers(last, edge.From(last).AddDays(day))) <= 1, $"{product.Code} {last:yyyy-MM-dd} {edge}");

        Assert.True(checkedDays > 10_000);
    }

    private static decimal[] Prescribable(Product product) => product.Rows.Range is { } range
        ? [range.UsualFrom ?? 25, range.UsualTo ?? 50]
        : [.. product.Strengths.Where(dose => product.Offers(dose, 28))];

    private static Course Build(Product product, decimal dose, int interval, DateOnly start, int[] gaps, bool[] obeys)
    {
        var terms = Shelf.Terms(product.Code, dose, start, product.IntervalIsPrescribed ? interval : null);
        var doses = new List<DoseFact>();
        var on = start;
        for (var i = 0; i < gaps.Length; i++)
        {
            if (i > 0) on = on.AddDays(gaps[i]);
            var planned = obeys[i] ? InjectionAdvisor.Advise(product, terms, doses, on).Plan.FirstOrDefault() : null;
            doses.Add(Shelf.Dose(on, planned?.Dose ?? dose, planned?.Product));
        }

        return new Course(product, terms, doses);
    }
}
