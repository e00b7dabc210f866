namespace CaseManagement.Domain.Injections;

/// <summary>Into which muscles the label's answer for a day lets the injection go.</summary>
public static class SitesOfTheDay
{
    /// <summary>For whoever has still to choose the dose: near a boundary in months, what either row allows.</summary>
    public static Muscles For(InjectionAdvice advice, Product product)
    {
        if (Planned(advice).Any()) return Union(Planned(advice));

        var own = Own(advice, product);
        return advice.AsksPsychiatrist && own.NamesAMuscle() ? product.Missed.Select(row => row.Bridge).OfType<string>().Distinct().Aggregate(own, (all, bridge) => all | product.MusclesFor(bridge)) : own;
    }

    /// <summary>For a dose: what the row that plans it says, else what the rows of the same product say.</summary>
    /// <param name="other">The code of another product; null for the course's own.</param>
    internal static Muscles For(InjectionAdvice advice, Product product, decimal dose, string? other)
    {
        var planned = Planned(advice).Where(step => step.Product == other).ToList();
        if (planned.Exists(step => step.Dose == dose)) return Union(planned.Where(step => step.Dose == dose));
        if (planned.Count > 0) return Union(planned);

        return other is null ? Own(advice, product) : product.MusclesFor(other);
    }

    private static IEnumerable<PlannedDose> Planned(InjectionAdvice advice) => advice.Rows.Where(row => row.Plan.Count > 0).Select(row => row.Plan[0]);

    private static Muscles Union(IEnumerable<PlannedDose> steps) => steps.Aggregate(Muscles.None, (all, step) => all | step.Muscles);

    // Without a plan the row of the schedule still says where its injection goes.
    private static Muscles Own(InjectionAdvice advice, Product product) => advice.Phase is { } phase ? product.ScheduleAfter(phase).Muscles : product.Identity.Muscles;
}
