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

        /// <summary>Another dose from now on; what was given stays as it was.</summary>
        public Course Prescribing(decimal dose) => dose == Terms.MaintenanceDose ? this : this with
        {
            Terms = Terms with { MaintenanceDose = dose, Past = [new(LastOn.AddDays(1), Terms.MaintenanceDose!.Value, Terms.IntervalDays, Guid.Empty)] },
        };

        public override string ToString() =>
            $"{Product.Code} {Terms.MaintenanceDose} {Terms.Renal} from {Terms.StartsOn:yyyy-MM-dd} every {Terms.IntervalDays}: {string.Join(", ", Doses.Select(dose => $"{dose.On:yyyy-MM-dd} {dose.Dose} {dose.Product}"))}";
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
        from renal in Gen.Elements(RenalBand.Normal, RenalBand.Normal, RenalBand.Normal, RenalBand.Mild, RenalBand.Below50, RenalBand.Unknown)
        from now in Gen.OneOf(Gen.Constant(dose), Gen.Constant(dose), Gen.Elements(Prescribable(product)))
        select Build(product, dose, product.OffersInterval(interval) && product.Offers(dose, interval) ? interval : 28, start, gaps, obeys, renal).Prescribing(now));

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

    // What is counted from the first injection or set by the plan under way does not hang on the last dose alone.
    private static readonly CountsFrom[] HangElsewhere = [CountsFrom.First, CountsFrom.Planned];

    [Fact]
    public void Given_any_course_of_any_product_When_only_its_last_dose_moves_Then_its_dates_keep_their_distance_from_it()
    {
        var judged = 0;
        Prop.ForAll(Courses, Arb.From(Gen.Choose(0, 40)), (course, days) =>
        {
            if (course.Doses.Count == 0) return true;

            var last = course.LastOn;
            var moved = course with { Doses = [.. course.Doses.Select(dose => dose.On == last ? dose with { On = last.AddDays(days) } : dose)], Terms = course.Terms with { Past = [] } };
            var advice = moved.Ask(moved.LastOn);
            if (advice.Phase is not { } phase || moved.Product.ScheduleAfter(phase) is not { } row || HangElsewhere.Contains(row.CountsFrom)) return true;

            judged++;
            var due = row.Interval is { } interval ? interval.From(last.AddDays(days)) : last.AddDays(days + moved.Terms.IntervalDays!.Value);
            var opens = row.OpensAfterDays is { } gap ? last.AddDays(days + gap) : due.AddDays(-row.DaysBefore);
            return (advice.LastOn, advice.OpensOn, advice.DueOn, advice.ClosesOn) == (last.AddDays(days), opens < due ? opens : due, due, due.AddDays(row.DaysAfter));
        }).Check(Often);

        Assert.True(judged > 100);
    }

    [Fact]
    public void Given_any_course_of_any_product_When_it_was_stopped_and_taken_up_again_Then_every_answer_is_as_if_it_had_gone_on() =>
        Prop.ForAll(Courses, Arb.From(Gen.Choose(0, 7)), Arb.From(Gen.Choose(0, 420)), (course, left, wait) =>
        {
            var days = course.Doses.Select(dose => dose.On!.Value).Distinct().Order().Take(left).ToHashSet();
            if (days.Count == 0) return true;

            var before = new EarlierCourse(course.Product, course.Terms, [.. course.Doses.Where(dose => days.Contains(dose.On!.Value))], IsStated: false);
            var again = course with { Terms = course.Terms with { StartsOn = days.Max().AddDays(1), Before = before }, Doses = [.. course.Doses.Where(dose => !days.Contains(dose.On!.Value))] };
            return Said(again.Ask(course.LastOn.AddDays(wait))) == Said(course.Ask(course.LastOn.AddDays(wait)));
        }).Check(Often);

    [Fact]
    public void Given_any_course_of_any_product_When_its_cover_ends_Then_the_label_asks_for_more_from_the_next_day_on() =>
        Prop.ForAll(Courses, course =>
        {
            if (course.Doses.Count == 0) return true;

            var cover = InjectionPlan.Coverage(course.Product, course.Terms, course.Doses, null);
            var open = cover.Single(task => task.Settled is null);
            var after = course.Ask(open.ClosesOn.AddDays(1));
            return open.CycleOn == course.LastOn && open.OpensOn <= open.ClosesOn
                && (after.Code > AdviceCode.MissedSimple || after.Plan.Count > 1)
                && cover.Select(task => task.CycleOn).Distinct().Count() == cover.Count;
        }).Check(Often);

    [Theory]
    [InlineData(RenalBand.Normal, 10)]
    [InlineData(RenalBand.Mild, 2)]
    [InlineData(RenalBand.Below50, 2)]
    public void Given_each_product_in_rhythm_When_every_day_of_some_years_is_asked_about_Then_each_has_an_answer_with_its_row(RenalBand renal, int years)
    {
        foreach (var product in All)
        {
            var course = Build(product, Prescribable(product)[0], 28, new(2026, 1, 5), [7, 28, 30, 30], [true, true, true, true], renal);
            var hasTable = product.Missed.Count > 0 && renal == RenalBand.Normal;
            for (var on = course.LastOn; on < course.LastOn.AddYears(years); on = on.AddDays(1))
            {
                var advice = course.Ask(on);
                Assert.True(advice.Rows.Count > 0 && advice.Code <= (hasTable ? AdviceCode.MissedRestart : AdviceCode.NoLabelRule), $"{course} on {on:yyyy-MM-dd}: {advice.Code}");
            }
        }
    }

    [Fact]
    public void Given_any_last_day_of_ten_years_When_the_window_has_passed_Then_every_day_has_exactly_one_row_for_every_strength()
    {
        var checkedDays = 0;
        foreach (var product in All.Where(product => product.Missed.Count > 0))
            foreach (var strength in product.Strengths)
                foreach (var row in product.Schedule.Where(row => row is { Missed: not null, CountsFrom: CountsFrom.Last, After: not InjectionPhase.Unlabelled }).DistinctBy(row => (row.Missed, row.Interval)))
                {
                    var rows = product.MissedRows(row.Missed, strength);
                    var edges = rows.SelectMany(missed => new[] { missed.From?.Interval, missed.Until?.Interval }).OfType<CaseManagement.Domain.Injections.Interval>().Distinct().ToList();
                    for (var last = new DateOnly(2024, 1, 1); last < new DateOnly(2034, 1, 1); last = last.AddDays(3))
                    {
                        var first = row.Interval!.Value.From(last).AddDays(row.DaysAfter + 1); // the day after the window
                        foreach (var day in edges.SelectMany(edge => Enumerable.Range(-1, 3).Select(edge.From(last).AddDays)).Append(first).Where(day => day >= first))
                        {
                            checkedDays++;
                            Assert.True(rows.Count(missed => missed.Covers(last, day)) == 1, $"{product.Code} {strength} {row.Row} {last:yyyy-MM-dd} {day:yyyy-MM-dd}");
                        }
                    }
                }

        Assert.True(checkedDays > 100_000);
    }

    private static string Said(InjectionAdvice advice) =>
        $"{advice.Code} {advice.Phase} {advice.LastOn} {advice.DaysSinceLast} {advice.OpensOn} {advice.DueOn} {advice.ClosesOn} {advice.Ambiguous} {string.Join(",", advice.Rows.Select(row => row.Row))} {Shelf.Written(advice.Plan)} {string.Join(",", advice.Missing)}";

    private static decimal[] Prescribable(Product product) => product.Rows.Range is { } range
        ? [range.UsualFrom ?? 25, range.UsualTo ?? 50]
        : [.. product.Strengths.Where(dose => product.Offers(dose, 28))];

    private static Course Build(Product product, decimal dose, int interval, DateOnly start, int[] gaps, bool[] obeys, RenalBand renal)
    {
        var terms = Shelf.Terms(product.Code, dose, start, product.IntervalIsPrescribed ? interval : null) with { Renal = renal };
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
