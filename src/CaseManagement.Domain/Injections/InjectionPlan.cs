using CaseManagement.Domain.CareTasks;

namespace CaseManagement.Domain.Injections;

/// <summary>The care tasks of a course, derived afresh from its valid injections whenever one is added, corrected or cancelled.</summary>
/// <remarks>
/// Everything counts from the last injection really given, never from the day it was planned for: a rhythm kept after an early dose
/// would carry the next one past the label's bands (project reading R35).
/// </remarks>
public static class InjectionPlan
{
    public const string CoverByMissedRow = "coverage-end.missed-row";
    public const string CoverByWindow = "coverage-end.window";

    /// <summary>All tasks of the course: one settled by each day of injections, and one open unless the course was stopped.</summary>
    /// <param name="doses">The valid injections in any order; several on one day settle one task.</param>
    public static IReadOnlyList<PlannedTask> Derive(
        Product product, CourseTerms terms, IEnumerable<DoseFact> doses, DateOnly? stoppedOn, DateOnly? quietUntil)
    {
        var days = DoseDay.From(doses);
        var tasks = new List<PlannedTask>();
        var position = CoursePosition.NotStarted(product, terms);
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

    /// <summary>The end of cover after each day of injections: settled by the next one, and open after the last unless the course was stopped.</summary>
    /// <remarks>
    /// Not the day of the appointment but the last day before the label asks for more than a plain dose: what a relapse counts from is the
    /// dose last given. It is read from the same rows as the advice. A stated switch takes the end of cover of the product before with it.
    /// </remarks>
    public static IReadOnlyList<PlannedTask> Coverage(
        Product product, CourseTerms terms, IEnumerable<DoseFact> doses, DateOnly? stoppedOn, DateOnly? quietUntil)
    {
        var days = DoseDay.From(doses);
        var tasks = new List<PlannedTask>();
        if (terms.Before is { IsStated: true } before && before.Position() is { } left) tasks.Add(CoverAfter(left, before.Product, before.Terms.MaintenanceDose));

        var position = CoursePosition.NotStarted(product, terms);
        foreach (var day in days)
        {
            position = CourseFold.Next(position, day, product, terms.MaintenanceDose);
            if (tasks.Count > 0) tasks[^1] = tasks[^1] with { Settled = new Settlement(day.On, day.Id.Value) };
            tasks.Add(CoverAfter(position, product, terms.MaintenanceDose));
        }

        if (tasks.Count == 0) return [];
        if (stoppedOn is null) tasks[^1] = tasks[^1] with { QuietUntil = quietUntil };
        else tasks.RemoveAt(tasks.Count - 1);
        return tasks;
    }

    private static PlannedTask CoverAfter(CoursePosition position, Product product, decimal? prescribed)
    {
        var (lastOn, row) = LabelAnswer.LastPlainDay(product, position, prescribed);
        var opensOn = product.On(position.LastOn).ScheduleAfter(position.Phase).Window(position).OpensOn;
        return new PlannedTask(CareTaskKind.CoverageEnd, position.LastOn, opensOn, lastOn, lastOn, row is null ? CoverByWindow : CoverByMissedRow);
    }

    /// <summary>The dose expected on the due day of the open task; null where the label or the data give none.</summary>
    public static PlannedDose? NextDose(Product? product, CourseTerms terms, IEnumerable<DoseFact> doses)
    {
        var facts = doses.ToList();
        var asked = facts.Max(dose => dose.On) ?? terms.StartsOn;
        return InjectionAdvisor.Advise(product?.On(asked), terms, facts, asked).DueOn is { } dueOn
            ? InjectionAdvisor.Advise(product?.On(dueOn), terms, facts, dueOn).Plan.FirstOrDefault()
            : null;
    }

    // The first task counts from the eve of the start: on the day itself the first injection opens the second task,
    // and two tasks of one kind never share the day they count from.
    private static DateOnly EveOfTheFirst(IReadOnlyList<DoseDay> days, CourseTerms terms) =>
        (days.Count > 0 && days[0].On < terms.StartsOn ? days[0].On : terms.StartsOn).AddDays(-1);

    private static PlannedTask TaskAfter(CoursePosition position, DateOnly cycleOn, Product product)
    {
        var schedule = product.On(position.LastOn).ScheduleAfter(position.Phase); // by the label of the day it counts from: what has been worked out keeps its date
        var window = schedule.Window(position);
        return new PlannedTask(CareTaskKind.Injection, cycleOn, window.OpensOn, window.DueOn, window.ClosesOn, schedule.Basis);
    }
}
