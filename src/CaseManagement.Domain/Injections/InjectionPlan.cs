using CaseManagement.Domain.CareTasks;

namespace CaseManagement.Domain.Injections;

/// <summary>The care tasks of a course, derived afresh from its valid injections whenever one is added, corrected or cancelled.</summary>
/// <remarks>
/// Everything counts from the last injection really given, never from the day it was planned for: a rhythm kept after an early dose
/// would carry the next one past the label's bands (project reading R35).
/// </remarks>
public static class InjectionPlan
{
    /// <summary>All tasks of the course: one settled by each day of injections, and one open unless the course was stopped.</summary>
    /// <param name="doses">The valid injections in any order; several on one day settle one task.</param>
    public static IReadOnlyList<PlannedTask> Derive(
        Product product, CourseTerms terms, IEnumerable<DoseFact> doses, DateOnly? stoppedOn, DateOnly? quietUntil)
    {
        var days = DoseDay.From(doses);
        var tasks = new List<PlannedTask>();
        var position = CoursePosition.NotStarted(terms.StartsOn);
        var cycleOn = EveOfTheFirst(days, terms);

        foreach (var day in days)
        {
            tasks.Add(TaskAfter(position, cycleOn, product) with { Settled = new Settlement(day.On, day.Id.Value) });
            position = CourseFold.Next(position, day, product, terms.MaintenanceDose);
            cycleOn = day.On;
        }

        if (stoppedOn is null) tasks.Add(TaskAfter(position, cycleOn, product) with { QuietUntil = quietUntil });
        return tasks;
    }

    /// <summary>The dose expected on the due day of the open task; null where the label or the data give none.</summary>
    public static PlannedDose? NextDose(Product? product, CourseTerms terms, IEnumerable<DoseFact> doses)
    {
        var facts = doses.ToList();
        var asked = facts.Max(dose => dose.On) ?? terms.StartsOn;
        return InjectionAdvisor.Advise(product, terms, facts, asked).DueOn is { } dueOn
            ? InjectionAdvisor.Advise(product, terms, facts, dueOn).Plan.FirstOrDefault()
            : null;
    }

    // The first task counts from the eve of the start: on the day itself the first injection opens the second task,
    // and two tasks of one kind never share the day they count from.
    private static DateOnly EveOfTheFirst(IReadOnlyList<DoseDay> days, CourseTerms terms) =>
        (days.Count > 0 && days[0].On < terms.StartsOn ? days[0].On : terms.StartsOn).AddDays(-1);

    private static PlannedTask TaskAfter(CoursePosition position, DateOnly cycleOn, Product product)
    {
        var schedule = product.ScheduleAfter(position.Phase);
        var window = schedule.Window(position);
        return new PlannedTask(CareTaskKind.Injection, cycleOn, window.OpensOn, window.DueOn, window.ClosesOn, schedule.Basis);
    }
}
