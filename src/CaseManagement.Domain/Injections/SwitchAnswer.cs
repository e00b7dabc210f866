namespace CaseManagement.Domain.Injections;

/// <summary>What the label says of the product before, when a course begins with another one.</summary>
/// <param name="Row">The label's row for the two products; null where it has none, or no switch was stated.</param>
/// <param name="Window">When the first dose of the new product is given; null where the row does not date it.</param>
/// <param name="Dose">What follows the last dose of the product before; null where it has no equivalent.</param>
/// <param name="IsEligible">Whether the course before fulfils what the row asks for.</param>
internal sealed record SwitchAnswer(SwitchRow? Row, DoseWindow? Window, decimal? Dose, bool IsEligible)
{
    /// <returns>Null where no other product came before.</returns>
    public static SwitchAnswer? For(Product product, CourseTerms terms)
    {
        if (terms.Before is not { } before || terms.Continued(product) is not null) return null;
        if (!before.IsStated || before.Product is null || product.SwitchFrom(before.Product.Code) is not { } row || before.Position() is not { } position)
            return new SwitchAnswer(null, null, null, IsEligible: false);

        var isInTheLabel = !position.StrayedFromTheLabel(before.Product, before.Terms.MaintenanceDose);
        if (row.When == SwitchWhen.Restart)
        {
            var answer = LabelAnswer.On(terms.StartsOn, before.Product, position, before.Terms.MaintenanceDose);
            return new SwitchAnswer(row, null, null, isInTheLabel && answer.Code == AdviceCode.MissedRestart);
        }

        var dueOn = before.Product.On(position.LastOn).ScheduleAfter(position.Phase).Window(position).DueOn;
        var window = new DoseWindow(dueOn.AddDays(-row.DaysBefore), dueOn, dueOn.AddDays(row.DaysAfter));
        return new SwitchAnswer(row, window, row.Doses.FirstOrDefault(dose => dose.From == position.LastDose)?.To, isInTheLabel && IsAllowed(row, before, position, terms));
    }

    /// <summary>Another product came before, or had to, and it was not stated that this one follows it. Where it was stated and has no row, the label has no rule (project reading R26).</summary>
    public static bool IsUnstated(Product product, CourseTerms terms) => terms.Before switch
    {
        null => product.StartsBySwitch,
        { Product: null } => false, // another lack, with a name of its own
        { Product: { } other } before => other.Code != product.Code && (!before.IsStated || before.Position() is null),
    };

    /// <summary>The first dose is one that the label's row allows: what it asks for is there, and the dose prescribed is the one that follows.</summary>
    public bool Allows(decimal? dose) => Row is not null && IsEligible && (Row.When == SwitchWhen.Restart || (Dose is not null && Dose == dose));

    // From the first injection of the start regimen that is valid now: whoever had to begin again begins to count again.
    private static bool IsAllowed(SwitchRow row, EarlierCourse before, CoursePosition position, CourseTerms terms)
    {
        var lastTwo = DoseDay.From(before.AllDoses()).TakeLast(2).Select(day => day.Dose).ToList();

        return position.FirstOn.AddMonths(row.Months) <= terms.StartsOn
            && (!row.SameDoses || (lastTwo.Count == 2 && lastTwo[0] is not null && lastTwo[0] == lastTwo[1]));
    }
}
