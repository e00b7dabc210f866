using System.Runtime.CompilerServices;
using CaseManagement.Domain.Injections;

namespace CaseManagement.Application.Features.DecisionSupport;

/// <summary>What does a product's label say of an injection on a day? Nothing is kept, and nobody is named.</summary>
/// <remarks>What is not known is left out: the answer then says what is missing, and gives no dose.</remarks>
/// <param name="ProductCode">A code of the formulary; another one is answered with <c>need-data</c>.</param>
/// <param name="StartsOn">The planned day of the first injection; the day of the first dose given, or the day asked about, when not given.</param>
/// <param name="MaintenanceDose">The dose prescribed now, in the unit of the product.</param>
/// <param name="OralToleratedOn">Since when it is documented that the same molecule was tolerated by mouth.</param>
/// <param name="Doses">The injections really given, in any order.</param>
/// <param name="IntervalDays">The prescribed interval, where the label leaves it to the prescriber.</param>
/// <param name="Before">The courses before this one, the oldest first, each following the one before it: of another product as a stated switch, of the same one taken up again.</param>
[Needs(Right.UseDecisionSupport)]
public sealed record AdviseInjection(
    DateOnly On,
    string? ProductCode = null,
    DateOnly? StartsOn = null,
    decimal? MaintenanceDose = null,
    RenalBand Renal = RenalBand.Unknown,
    DateOnly? OralToleratedOn = null,
    IReadOnlyList<GivenDose>? Doses = null,
    int? IntervalDays = null,
    IReadOnlyList<CourseBefore>? Before = null) : IQuery<InjectionAdvised>;

/// <summary>An injection that was given, as far as it is known.</summary>
/// <param name="Dose">In the unit of the product.</param>
/// <param name="Product">The code of another product that the label bridged with; none for the course's own.</param>
public sealed record GivenDose(DateOnly? On = null, decimal? Dose = null, string? Product = null);

/// <summary>A course before the one that is asked about.</summary>
/// <param name="Product">A code of the formulary; of another one nothing can be told.</param>
/// <param name="StartsOn">The planned day of its first injection; the day of the first dose given when not given.</param>
/// <param name="Dose">The dose last prescribed in it, in the unit of the product.</param>
public sealed record CourseBefore(string? Product = null, DateOnly? StartsOn = null, decimal? Dose = null, int? IntervalDays = null, IReadOnlyList<GivenDose>? Doses = null);

/// <param name="Product">Null for one that the formulary does not have.</param>
/// <param name="ConsultPsychiatrist">The label's answer is not simply to give the planned dose, or leaves a choice: no dose without a psychiatrist's word. A day before the window asks for none.</param>
public sealed record InjectionAdvised(AdvisedProduct? Product, bool ConsultPsychiatrist, InjectionAdvice Advice);

/// <param name="Unit">Of every dose in the answer.</param>
/// <param name="LabelDate">The date of the national label that was read; null while it is unread.</param>
public sealed record AdvisedProduct(string Code, ProductName Brand, ProductName Molecule, string Unit, string LabelSource, DateOnly? LabelDate);

internal sealed class AdviseInjectionValidator : AbstractValidator<AdviseInjection>
{
    private const int MostDoses = 1_000; // of one patient, for decades
    private const int MostCourses = 20;
    private const int LongestInterval = 366;
    private const decimal LargestDose = 100_000;

    public AdviseInjectionValidator()
    {
        this.Fields(
            (nameof(AdviseInjection.ProductCode), "text.too-long", x => IsACode(x.ProductCode)),
            (nameof(AdviseInjection.On), "day.out-of-range", x => Refuse.IsOfOurTime(x.On)),
            (nameof(AdviseInjection.StartsOn), "day.out-of-range", x => Refuse.IsOfOurTime(x.StartsOn)),
            (nameof(AdviseInjection.MaintenanceDose), "amount.out-of-range", x => IsAnAmount(x.MaintenanceDose)),
            (nameof(AdviseInjection.Renal), "code.unknown", x => Enum.IsDefined(x.Renal)),
            (nameof(AdviseInjection.OralToleratedOn), "day.out-of-range", x => Refuse.IsOfOurTime(x.OralToleratedOn)),
            (nameof(AdviseInjection.IntervalDays), "amount.out-of-range", x => IsAnInterval(x.IntervalDays)));
        RuleFor(x => x.Doses).Rows(MostDoses, Given);
        RuleFor(x => x.Before).RowsWithRows(
            MostCourses,
            course => course.Doses,
            nameof(CourseBefore.Doses),
            MostDoses,
            Given,
            (nameof(CourseBefore.Product), "text.too-long", course => IsACode(course.Product)),
            (nameof(CourseBefore.StartsOn), "day.out-of-range", course => Refuse.IsOfOurTime(course.StartsOn)),
            (nameof(CourseBefore.Dose), "amount.out-of-range", course => IsAnAmount(course.Dose)),
            (nameof(CourseBefore.IntervalDays), "amount.out-of-range", course => IsAnInterval(course.IntervalDays)));
    }

    private static (string, string, Predicate<GivenDose>)[] Given =>
    [
        (nameof(GivenDose.On), "day.out-of-range", given => Refuse.IsOfOurTime(given.On)),
        (nameof(GivenDose.Dose), "amount.out-of-range", given => IsAnAmount(given.Dose)),
        (nameof(GivenDose.Product), "text.too-long", given => IsACode(given.Product)),
    ];

    private static bool IsACode(string? code) => code is not { Length: > InjectionCourse.ProductCodeMaxLength };

    private static bool IsAnInterval(int? days) => days is null or (> 0 and <= LongestInterval);

    private static bool IsAnAmount(decimal? amount) => amount is null or (> 0 and <= LargestDose);
}

internal sealed class AdviseInjectionHandler(Standards standards) : IRequestHandler<AdviseInjection, InjectionAdvised>
{
    private static readonly ConditionalWeakTable<Product, AdvisedProduct> Told = []; // what is said of a product is one object for as long as the product is, so that it need not be written out anew

    public Task<InjectionAdvised> Handle(AdviseInjection query, CancellationToken ct)
    {
        var product = standards.Formulary.Find(query.ProductCode);
        var doses = Facts(query.Doses, query.ProductCode);
        var startsOn = query.StartsOn ?? doses.Min(dose => dose.On) ?? query.On;
        var before = (query.Before ?? []).Aggregate((EarlierCourse?)null, (earlier, course) => Earlier(course, earlier, query));

        var advice = InjectionAdvisor.Advise(product, new CourseTerms(startsOn, query.MaintenanceDose, query.OralToleratedOn, query.Renal, query.IntervalDays, before), doses, query.On);

        return Task.FromResult(new InjectionAdvised(
            product is null ? null : Told.GetValue(product, Tell),
            advice.AsksPsychiatrist,
            advice));
    }

    private static AdvisedProduct Tell(Product product) =>
        new(product.Code, product.Identity.Brand, product.Identity.Molecule, product.Identity.Unit, product.Identity.LabelSource, product.Identity.LabelDate);

    private EarlierCourse Earlier(CourseBefore course, EarlierCourse? before, AdviseInjection query)
    {
        var doses = Facts(course.Doses, course.Product);
        var startsOn = course.StartsOn ?? doses.Min(dose => dose.On) ?? query.On;

        return new(standards.Formulary.Find(course.Product), new CourseTerms(startsOn, course.Dose, query.OralToleratedOn, query.Renal, course.IntervalDays, before), doses, IsStated: true);
    }

    private static DoseFact[] Facts(IReadOnlyList<GivenDose>? doses, string? own)
    {
        if (doses is null) return [];

        var facts = new DoseFact[doses.Count];
        for (var number = 0; number < facts.Length; number++)
        {
            var given = doses[number];
            facts[number] = new(given.On, given.Dose, new InjectionId(new Guid(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)), given.Product == own ? null : given.Product);
        }

        return facts;
    }
}
