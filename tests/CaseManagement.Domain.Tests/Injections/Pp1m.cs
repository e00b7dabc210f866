using CaseManagement.Domain.Injections;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Domain.Tests.Injections;

/// <summary>Courses of the monthly product, with the rows that the program really reads.</summary>
internal static class Pp1m
{
    public static readonly Product Product = FormularyReader.Read().Find("pp1m-janssen")!;

    public static readonly DateOnly Start = new(2026, 1, 5);

    public static readonly CourseTerms Terms = new(Start, 100, new DateOnly(2025, 12, 1), RenalBand.Normal);

    public static DoseFact Dose(DateOnly? on, decimal? dose) => new(on, dose, InjectionId.New());

    /// <summary>Started on 5 and 12 January 2026, first maintenance on 9 February.</summary>
    public static List<DoseFact> Maintained(decimal dose, params DateOnly[] later) =>
    [
        Dose(Start, 150), Dose(new(2026, 1, 12), 100), Dose(new(2026, 2, 9), dose), .. later.Select(on => Dose(on, dose)),
    ];

    public static InjectionAdvice Ask(DateOnly on, IReadOnlyList<DoseFact> doses, CourseTerms? terms = null) =>
        InjectionAdvisor.Advise(Product, terms ?? Terms, doses, on);

    public static string Written(IEnumerable<PlannedDose> plan) =>
        string.Join("; ", plan.Select(dose => $"{dose.Dose:0} {dose.Muscles} {dose.On:yyyy-MM-dd}"));
}
