namespace CaseManagement.Domain.Injections;

/// <summary>The course before this one, of which the last injection still counts when this one begins.</summary>
/// <param name="Product">Null where the formulary no longer has it: what was given before cannot be told then.</param>
/// <param name="IsStated">The prescriber named it as the course that this one follows; otherwise it is only known to have been there.</param>
public sealed record EarlierCourse(Product? Product, CourseTerms Terms, IReadOnlyList<DoseFact> Doses, bool IsStated)
{
    /// <summary>The course that this one follows, as stated or else as the records show; null where nothing was given before.</summary>
    /// <remarks>
    /// Another course of the same product is taken up where it was left: everything counts from the last injection really given, whichever course
    /// it was recorded in (project reading R35). So a stated course counts only while nothing was given in another one after it.
    /// </remarks>
    public static EarlierCourse? Of(InjectionCourse course, IReadOnlyList<InjectionCourse> all, Formulary formulary)
    {
        var last = all.Where(other => other.StartsOn < course.StartsOn && other.ValidDoses().Count > 0).MaxBy(other => other.StartsOn);
        var stated = course.SwitchFrom is { } from ? all.FirstOrDefault(other => other.Id == from && other.ProductCode != course.ProductCode && !(last?.StartsOn > other.StartsOn)) : null;
        if ((stated ?? last) is not { } earlier) return null;

        return new EarlierCourse(formulary.Find(earlier.ProductCode), earlier.Terms(Of(earlier, all, formulary)), earlier.ValidDoses(), stated is not null);
    }

    /// <summary>Where that course stands after its last injection; null where it has none, or cannot be told.</summary>
    internal CoursePosition? Position()
    {
        if (Product is null || Terms.MaintenanceDose is null || (Product.IntervalIsPrescribed && Terms.IntervalDays is not > 0)) return null;
        if (AllDoses() is not { Count: > 0 } doses || doses.Any(dose => dose.On is null)) return null;

        return CourseFold.After(DoseDay.From(Doses), Product, Terms);
    }

    /// <summary>Its own doses, after those of the course that it took up itself.</summary>
    internal IReadOnlyList<DoseFact> AllDoses() => Product is not null && Terms.Continued(Product) is { } before ? [.. before.AllDoses(), .. Doses] : Doses;
}
