using System.Globalization;
using CaseManagement.Domain.Injections;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Domain.Tests.Injections;

/// <summary>Courses of any product, with the rows that the program really reads.</summary>
internal static class Shelf
{
    public static readonly Formulary Formulary = FormularyReader.Read();

    public static Product Of(string code) => Formulary.Find(code)!;

    /// <summary>What a psychiatrist would have written: a dose that the product comes in, at an interval that it knows, after the product that must come first.</summary>
    public static CourseTerms Terms(string code, decimal dose, DateOnly start, int? interval = null) =>
        new(start, dose, start.AddDays(-60), RenalBand.Normal, interval ?? (Of(code).IntervalIsPrescribed ? 28 : null), Of(code).StartsBySwitch ? Before(code, dose, start) : null);

    /// <summary>Half a year of the monthly product at the dose that this one follows, due again on the day.</summary>
    public static EarlierCourse Before(string code, decimal dose, DateOnly dueOn)
    {
        var from = Of(code).SwitchFrom("pp1m-janssen")!.Doses.Last(row => row.To == dose).From;
        var last = dueOn.AddMonths(-1);
        while (last.AddMonths(1) < dueOn) last = last.AddDays(1);
        List<DoseFact> doses = [Dose(last.AddDays(-155), 150), Dose(last.AddDays(-148), 100), .. Enumerable.Range(0, 5).Select(month => Dose(last.AddDays(-30 * (4 - month)), from))];

        return new(Of("pp1m-janssen"), new(last.AddDays(-155), from, last.AddDays(-200), RenalBand.Normal), doses, IsStated: true);
    }

    public static DoseFact Dose(DateOnly? on, decimal? dose, string? product = null) => new(on, dose, InjectionId.New(), product);

    /// <summary>Doses as "2026-01-05:150 2026-01-12:100"; a bridging one names its product after a second colon.</summary>
    public static List<DoseFact> Doses(string given) =>
    [
        .. given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(dose => dose.Split(':'))
            .Select(part => Dose(DateOnly.Parse(part[0], CultureInfo.InvariantCulture), decimal.Parse(part[1], CultureInfo.InvariantCulture), part.ElementAtOrDefault(2))),
    ];

    /// <summary>The plan in words, a bridging dose with its product.</summary>
    public static string Written(IEnumerable<PlannedDose> plan) => string.Join(
        "; ", plan.Select(dose => string.Create(CultureInfo.InvariantCulture, $"{(dose.Product is null ? "" : dose.Product + " ")}{dose.Dose:0.##} {dose.Muscles} {dose.On:yyyy-MM-dd}")));
}
