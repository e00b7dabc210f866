namespace CaseManagement.Domain.Injections;

/// <summary>What must be known before a label can answer, each lack by a stable code.</summary>
/// <remarks>
/// Source: project readings R16 and, for the interval, R27 and R28; a switch that nobody stated, R26; an earlier course that cannot be told, R35. Oral tolerability before the first injection is the labels' own demand. Kidney function is our choice:
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
    public const string PrescribedInterval = "interval";
    public const string IntervalNotOffered = "interval-not-offered";
    public const string StartDose = "start-dose";
    public const string SwitchNotStated = "switch";
    public const string EarlierCourse = "earlier-course";

    /// <summary>Lacks that leave even the dates of the next injection unknown.</summary>
    internal static bool HidesTheDates(string lack) => lack
        is UnknownProduct or DoseDay or DoseAfterTheDay or MaintenanceDose or MaintenanceDoseNotOffered or PrescribedInterval or EarlierCourse;

    internal static IReadOnlyList<string> In(Product? product, CourseTerms terms, IReadOnlyList<DoseFact> own, IReadOnlyList<DoseDay> ownDays, DateOnly day)
    {
        var lacks = new List<string>();
        var continued = product is null ? null : terms.Continued(product);
        IReadOnlyList<DoseFact> doses = continued is null ? own : [.. continued.AllDoses(), .. own];
        Note(product is null, UnknownProduct);
        var (unknownDay, after, unknownAmount) = (false, false, false);
        foreach (var dose in doses) (unknownDay, after, unknownAmount) = (unknownDay || dose.On is null, after || dose.On > day, unknownAmount || dose.Dose is null);
        Note(unknownDay, DoseDay);
        Note(after, DoseAfterTheDay);
        Note(unknownAmount, DoseAmount);
        Note(terms.MaintenanceDose is null, MaintenanceDose);
        Note(continued is not null ? continued.Position() is null : own.Count == 0 && terms.Before is { Product: null }, EarlierCourse);
        Note(terms.Renal == RenalBand.Unknown && product?.Renal.Count != 0, KidneyFunction);
        Note(doses.Count == 0 && (terms.OralToleratedOn is null || terms.OralToleratedOn > day), OralTolerability);
        if (product is null) return lacks;

        var last = (continued is null ? ownDays : Injections.DoseDay.From(doses)).LastOrDefault();
        Note(last is { Dose: null } && !lacks.Contains(DoseAmount), DoseAmount);
        Note(last is { Dose: { } given } && !product.On(last.On).CanBeADay(given, last.Product), DoseNotOffered);
        Note(product.IntervalIsPrescribed && terms.IntervalDays is not > 0, PrescribedInterval);
        Note(product.IntervalIsPrescribed && terms.IntervalDays is > 0 and { } days && !product.OffersInterval(days), IntervalNotOffered);
        Note(terms.MaintenanceDose is not null && !product.Offers(terms.MaintenanceDose, terms.IntervalDays is > 0 ? terms.IntervalDays : null), MaintenanceDoseNotOffered);
        Note(doses.Count == 0 && SwitchAnswer.IsUnstated(product, terms), SwitchNotStated);
        return lacks;

        void Note(bool isLacking, string lack)
        {
            if (isLacking) lacks.Add(lack);
        }
    }
}
