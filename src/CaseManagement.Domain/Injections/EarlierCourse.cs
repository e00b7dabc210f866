namespace CaseManagement.Domain.Injections;

/// <summary>The course before this one, of which the last injection still counts when this one begins.</summary>
/// <param name="IsStated">The prescriber named it as the course that this one follows; otherwise it is only known to have been there.</param>
public sealed record EarlierCourse(Product Product, CourseTerms Terms, IReadOnlyList<DoseFact> Doses, bool IsStated)
{
    /// <summary>The course that this one follows, as stated or else as the records show; null where no other product came before.</summary>
    /// <remarks>Another course of the same product is none: its label says how to begin again.</remarks>
    public static EarlierCourse? Of(InjectionCourse course, IReadOnlyList<InjectionCourse> all, Formulary formulary)
    {
        var earlier = course.SwitchFrom is { } stated
            ? all.FirstOrDefault(other => other.Id == stated)
            : all.Where(other => other.StartsOn < course.StartsOn && other.ValidDoses().Count > 0).MaxBy(other => other.StartsOn);
        if (earlier is null || formulary.Find(earlier.ProductCode) is not { } product) return null;
        if (course.SwitchFrom is null && earlier.ProductCode == course.ProductCode) return null;

        return new EarlierCourse(product, earlier.Terms(Of(earlier, all, formulary)), earlier.ValidDoses(), course.SwitchFrom is not null);
    }

    /// <summary>Where that course stands after its last injection; null where it has none, or cannot be told.</summary>
    internal CoursePosition? Position()
    {
        if (Doses.Count == 0 || Terms.MaintenanceDose is null || (Product.IntervalIsPrescribed && Terms.IntervalDays is not > 0)) return null;

        return CourseFold.After(DoseDay.From(Doses), Product, Terms);
    }
}
