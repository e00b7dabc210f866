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

    internal CourseTerms AsOf(DateOnly day) => Past.FirstOrDefault(past => day < past.UntilOn) is { } past ? this with { MaintenanceDose = past.Dose, IntervalDays = past.IntervalDays } : this;

    /// <summary>The course that this one takes up again; null where none of the same product came before.</summary>
    internal EarlierCourse? Continued(Product product) => Before?.Product?.Code == product.Code ? Before : null;
}

/// <summary>What was prescribed until it was changed.</summary>
/// <param name="UntilOn">The day on which another prescription took its place, which this one no longer holds for.</param>
/// <param name="Dose">In the unit of the product.</param>
public sealed record PastPrescription(DateOnly UntilOn, decimal Dose, int? IntervalDays, Guid PrescribedBy);

/// <summary>A dose as far as it is known; a day or an amount that is not known is null.</summary>
/// <param name="Product">The code of another product that the label bridges with; null for the course's own.</param>
public sealed record DoseFact(DateOnly? On, decimal? Dose, InjectionId Id, string? Product = null);

/// <summary>A day on which injections were given: several on one day count as one, by their sum.</summary>
/// <param name="Id">The earliest of the day's injections, so that the order of entry does not show.</param>
internal sealed record DoseDay(DateOnly On, decimal? Dose, InjectionId Id, string? Product = null)
{
    /// <summary>The days in their order, whatever the order of entry; doses without a day are left to <see cref="MissingData"/>.</summary>
    public static IReadOnlyList<DoseDay> From(IEnumerable<DoseFact> doses) =>
    [
        .. doses
            .Where(dose => dose.On is not null)
            .GroupBy(dose => dose.On!.Value)
            .OrderBy(day => day.Key)
            .Select(day => new DoseDay(day.Key, SumOf(day), day.MinBy(dose => dose.Id.Value)!.Id, ProductOf(day))),
    ];

    // An unknown part makes the whole unknown; SUM would quietly leave it out. Two products have no sum.
    private static decimal? SumOf(IGrouping<DateOnly, DoseFact> day) =>
        day.Select(dose => dose.Product).Distinct().Count() > 1 ? null : day.Aggregate((decimal?)0m, (sum, dose) => sum + dose.Dose);

    private static string? ProductOf(IGrouping<DateOnly, DoseFact> day) =>
        day.Select(dose => dose.Product).Order(StringComparer.Ordinal).FirstOrDefault();
}
