using CaseManagement.Domain.Injections;

namespace CaseManagement.Application.Features.DecisionSupport;

/// <summary>What does a product's label say of an injection on a day? Nothing is kept, and nobody is named.</summary>
/// <remarks>What is not known is left out: the answer then says what is missing, and gives no dose.</remarks>
/// <param name="ProductCode">A code of the formulary; another one is answered with <c>need-data</c>.</param>
/// <param name="StartsOn">The planned day of the first injection; the day of the first dose given, or the day asked about, when not given.</param>
/// <param name="MaintenanceDose">The dose prescribed now, in the unit of the product.</param>
/// <param name="OralToleratedOn">Since when it is documented that the same molecule was tolerated by mouth.</param>
/// <param name="Doses">The injections really given, in any order.</param>
[Needs(Right.UseDecisionSupport)]
public sealed record AdviseInjection(
    DateOnly On,
    string? ProductCode = null,
    DateOnly? StartsOn = null,
    decimal? MaintenanceDose = null,
    RenalBand Renal = RenalBand.Unknown,
    DateOnly? OralToleratedOn = null,
    IReadOnlyList<GivenDose>? Doses = null) : IQuery<InjectionAdvised>;

/// <summary>An injection that was given, as far as it is known.</summary>
/// <param name="Dose">In the unit of the product.</param>
public sealed record GivenDose(DateOnly? On = null, decimal? Dose = null);

/// <param name="Product">Null for one that the formulary does not have.</param>
/// <param name="ConsultPsychiatrist">The label has no answer, or leaves a choice: no dose without a psychiatrist's word.</param>
public sealed record InjectionAdvised(AdvisedProduct? Product, bool ConsultPsychiatrist, InjectionAdvice Advice);

/// <param name="Unit">Of every dose in the answer.</param>
/// <param name="LabelDate">The date of the national label that was read; null while it is unread.</param>
public sealed record AdvisedProduct(string Code, ProductName Brand, ProductName Molecule, string Unit, string LabelSource, DateOnly? LabelDate);

internal sealed class AdviseInjectionValidator : AbstractValidator<AdviseInjection>
{
    private const int MostDoses = 1_000; // of one patient, for decades
    private const decimal LargestDose = 100_000;

    public AdviseInjectionValidator()
    {
        RuleFor(x => x.ProductCode).OptionalText(InjectionCourse.ProductCodeMaxLength);
        RuleFor(x => (DateOnly?)x.On).OfOurTime().OverridePropertyName(nameof(AdviseInjection.On));
        RuleFor(x => x.StartsOn).OfOurTime();
        RuleFor(x => x.MaintenanceDose).Must(IsAnAmount).As("amount.out-of-range");
        RuleFor(x => x.Renal).Known();
        RuleFor(x => x.OralToleratedOn).OfOurTime();
        RuleFor(x => x.Doses).Rows(
            MostDoses,
            (nameof(GivenDose.On), "day.out-of-range", given => Refuse.IsOfOurTime(given.On)),
            (nameof(GivenDose.Dose), "amount.out-of-range", given => IsAnAmount(given.Dose)));
    }

    private static bool IsAnAmount(decimal? amount) => amount is null or (> 0 and <= LargestDose);
}

internal sealed class AdviseInjectionHandler(Standards standards) : IRequestHandler<AdviseInjection, InjectionAdvised>
{
    public Task<InjectionAdvised> Handle(AdviseInjection query, CancellationToken ct)
    {
        var product = standards.Formulary.Find(query.ProductCode);
        var doses = (query.Doses ?? []).Select((given, number) => new DoseFact(given.On, given.Dose, new InjectionId(new Guid(number, 0, 0, new byte[8])))).ToList();
        var startsOn = query.StartsOn ?? doses.Min(dose => dose.On) ?? query.On;

        var advice = InjectionAdvisor.Advise(product, new CourseTerms(startsOn, query.MaintenanceDose, query.OralToleratedOn, query.Renal), doses, query.On);

        return Task.FromResult(new InjectionAdvised(
            product is null ? null : new(product.Code, product.Identity.Brand, product.Identity.Molecule, product.Identity.Unit, product.Identity.LabelSource, product.Identity.LabelDate),
            advice.Ambiguous || advice.Code is AdviceCode.NoLabelRule or AdviceCode.NeedData,
            advice));
    }
}
