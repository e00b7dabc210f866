namespace CaseManagement.Domain.Injections;

/// <summary>What is prescribed and known of a course, apart from the injections themselves.</summary>
/// <param name="StartsOn">The planned day of the first injection.</param>
/// <param name="MaintenanceDose">The dose prescribed now, in the unit of the product; null while unknown.</param>
/// <param name="OralToleratedOn">Since when it is documented that the same molecule was tolerated by mouth; null while it is not.</param>
/// <param name="IntervalDays">The prescribed interval, for products whose label leaves it to the prescriber; null while unknown.</param>
/// <param name="Before">The course before this one, of the same product or another; null where there was none.</param>
public sealed record CourseTerms(
    DateOnly StartsOn, decimal? MaintenanceDose, DateOnly? OralToleratedOn, RenalBand Renal, int? IntervalDays = null, EarlierCourse? Before = null)
{
    /// <summary>What was prescribed before, the oldest first: a dose that was given is judged by what was prescribed then.</summary>
    public IReadOnlyList<PastPrescription> Past { get; init; } = [];

    internal CourseTerms AsOf(DateOnly day)
    {
        foreach (var past in Past)
            if (day < past.UntilOn) return this with { MaintenanceDose = past.Dose, IntervalDays = past.IntervalDays };

        return this;
    }

    /// <summary>The course that this one takes up again; null where none of the same product came before.</summary>
    internal EarlierCourse? Continued(Product product) => Before?.Product?.Code == product.Code ? Before : null;
}

/// <summary>What was prescribed until it was changed.</summary>
/// <param name="UntilOn">The day on which another prescription took its place, which this one no longer holds for.</param>
/// <param name="Dose">In the unit of the product.</param>
public sealed record PastPrescription(DateOnly UntilOn, decimal Dose, int? IntervalDays, Guid PrescribedBy);

/// <summary>A dose as far as it is known; a day or an amount that is not known is null.</summary>
/// <param name="Product">The code of another product that the label bridges with; null for the course's own.</param>
/// <param name="Site">Null where it is not told, which is held against nobody.</param>
public sealed record DoseFact(DateOnly? On, decimal? Dose, InjectionId Id, string? Product = null, InjectionSite? Site = null);

/// <summary>A day on which injections were given: several on one day count as one, by their sum.</summary>
/// <param name="Id">The earliest of the day's injections, so that the order of entry does not show.</param>
/// <param name="Into">Every muscle that was injected into, as far as it is told.</param>
internal sealed record DoseDay(DateOnly On, decimal? Dose, InjectionId Id, string? Product = null, Muscles Into = Muscles.None)
{
    /// <summary>The days in their order, whatever the order of entry; doses without a day are left to <see cref="MissingData"/>.</summary>
    public static IReadOnlyList<DoseDay> From(IReadOnlyList<DoseFact> doses)
    {
        var inOrder = new List<DoseFact>(doses.Count);
        for (var number = 0; number < doses.Count; number++)
            if (doses[number].On is not null) inOrder.Add(doses[number]);
        inOrder.Sort(static (one, other) => one.On!.Value.CompareTo(other.On!.Value));
        var days = new List<DoseDay>(inOrder.Count);
        for (var first = 0; first < inOrder.Count;)
        {
            var on = inOrder[first].On!.Value;
            var next = first + 1;
            while (next < inOrder.Count && inOrder[next].On == on) next++;
            days.Add(next == first + 1 ? Of(inOrder[first], on) : Of(on, inOrder.GetRange(first, next - first)));
            first = next;
        }

        return days;
    }

    private static DoseDay Of(DoseFact only, DateOnly on) => new(on, only.Dose, only.Id, only.Product, IntoOf(only));

    private static DoseDay Of(DateOnly on, List<DoseFact> day) => new(on, SumOf(day), day.MinBy(dose => dose.Id.Value)!.Id, ProductOf(day), day.Aggregate(Muscles.None, (all, dose) => all | IntoOf(dose)));

    private static Muscles IntoOf(DoseFact dose) => dose.Site?.Muscle() ?? Muscles.None;

    // An unknown part makes the whole unknown; SUM would quietly leave it out. Two products have no sum.
    private static decimal? SumOf(List<DoseFact> day) =>
        day.Select(dose => dose.Product).Distinct().Count() > 1 ? null : day.Aggregate((decimal?)0m, (sum, dose) => sum + dose.Dose);

    private static string? ProductOf(List<DoseFact> day) =>
        day.Select(dose => dose.Product).Order(StringComparer.Ordinal).FirstOrDefault();
}
