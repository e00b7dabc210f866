using CaseManagement.Domain.CareTasks;

namespace CaseManagement.Domain.CasePlans;

/// <summary>When the plans of a case are reviewed.</summary>
/// <remarks>
/// From the day on which a plan began and from each review on, the next is due within some calendar months (end of month clamped), or on the earlier day that the plan's authors chose meanwhile.
/// The end of a plan answers the review that was due; a plan that was written down by mistake asked for none. Unit: calendar months.
/// Source: no source gives a number; the months are a setting of this project, to be confirmed.
/// </remarks>
public static class CasePlanReviews
{
    public const string ChosenBasis = "plan-review.chosen";

    internal static string Basis(int months) => $"plan-review.{(months == 1 ? "1-month" : $"{months}-months")}";

    /// <summary>Every code that a plan can carry under this setting.</summary>
    public static IReadOnlyList<string> Codes(int months) => [ChosenBasis, Basis(months)];

    /// <summary>The last day for the review after a day.</summary>
    /// <remarks>Counted from the latest review up to that day, else from the plan's beginning: changing a plan gives no more time.</remarks>
    internal static DateOnly Latest(CasePlan plan, DateOnly on, Func<DateOnly, int> months)
    {
        var from = plan.ValidReviews().Select(review => review.On).Where(day => day <= on).Append(plan.BeganOn).Max();
        return from.AddMonths(months(from));
    }

    internal static IEnumerable<PlannedTask> Derive(IEnumerable<CasePlan> plans, Func<DateOnly, int> months) => plans.Where(plan => plan.EndReason != CasePlanEnd.Mistaken).OrderBy(plan => plan.BeganOn).SelectMany(plan => Of(plan, months));

    private static IEnumerable<PlannedTask> Of(CasePlan plan, Func<DateOnly, int> months)
    {
        var reviews = plan.ValidReviews().GroupBy(review => review.On).Select(day => day.Last()).ToList();
        var from = plan.BeganOn;
        foreach (var review in reviews)
        {
            yield return Task(plan, from, review.On, months) with { Settled = new Settlement(review.On, review.Id) };
            from = review.On;
        }

        if (from == plan.EndedOn) yield break;

        yield return Task(plan, from, null, months) with { Settled = plan.EndedOn is { } on ? new Settlement(on, plan.Id.Value) : null };
    }

    private static PlannedTask Task(CasePlan plan, DateOnly from, DateOnly? next, Func<DateOnly, int> months)
    {
        var (latest, chosen) = (from.AddMonths(months(from)), Chosen(plan, from, next));
        var isChosen = chosen < latest;
        var closes = isChosen ? chosen!.Value : latest;

        return new PlannedTask(CareTaskKind.CasePlanReview, from, from, closes, closes, isChosen ? ChosenBasis : Basis(months(from)));
    }

    /// <summary>The day that was chosen last between two reviews, the day of the first included; by the days on which it was chosen, and of one day by the order of entry.</summary>
    private static DateOnly? Chosen(CasePlan plan, DateOnly from, DateOnly? next) => plan.ValidReviews().Select(review => (review.On, review.Entry.NextReviewOn))
        .Concat(plan.Log.Versions.Select(version => (version.On, version.NextReviewOn)))
        .Where(choice => choice.NextReviewOn > from && choice.On >= from && !(choice.On >= next))
        .OrderBy(choice => choice.On).LastOrDefault().NextReviewOn;
}
