namespace CaseManagement.Domain.Injections;

/// <summary>What must be known before a label can answer, each lack by a stable code.</summary>
/// <remarks>
/// Source: project reading R16. Oral tolerability before the first injection is the labels' own demand. Kidney function is our choice:
/// one band bars the product, so that an unknown one must not give the calmer answer.
/// </remarks>
public static class MissingData
{
    public const string UnknownProduct = "product";
    public const string DoseDay = "dose-day";
    public const string DoseAmount = "dose-amount";
    public const string DoseAfterTheDay = "dose-after-the-day";
    public const string DoseNotOffered = "dose-not-offered";
    public const string MaintenanceDose = "maintenance-dose";
    public const string MaintenanceDoseNotOffered = "maintenance-dose-not-offered";
    public const string OralTolerability = "oral-tolerability";
    public const string KidneyFunction = "kidney-function";
    public const string StabilisedDose = "stabilised-dose";

    /// <summary>Lacks that leave even the dates of the next injection unknown.</summary>
    internal static bool HidesTheDates(string lack) => lack
        is UnknownProduct or DoseDay or DoseAfterTheDay or MaintenanceDose or MaintenanceDoseNotOffered;

    internal static IReadOnlyList<string> In(Product? product, CourseTerms terms, IReadOnlyList<DoseFact> doses, DateOnly day)
    {
        var lacks = new List<string>();
        Note(product is null, UnknownProduct);
        Note(doses.Any(dose => dose.On is null), DoseDay);
        Note(doses.Any(dose => dose.On > day), DoseAfterTheDay);
        Note(doses.Any(dose => dose.Dose is null), DoseAmount);
        Note(terms.MaintenanceDose is null, MaintenanceDose);
        Note(terms.Renal == RenalBand.Unknown, KidneyFunction);
        Note(doses.Count == 0 && (terms.OralToleratedOn is null || terms.OralToleratedOn > day), OralTolerability);
        if (product is null) return lacks;

        var last = Injections.DoseDay.From(doses).LastOrDefault();
        Note(last is { Dose: not null } && !product.Offers(last.Dose), DoseNotOffered);
        Note(terms.MaintenanceDose is not null && !product.Offers(terms.MaintenanceDose), MaintenanceDoseNotOffered);
        return lacks;

        void Note(bool isLacking, string lack)
        {
            if (isLacking) lacks.Add(lack);
        }
    }
}
