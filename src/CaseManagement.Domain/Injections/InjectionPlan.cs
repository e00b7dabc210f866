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
        Product product, CourseTerms terms, IReadOnlyList<DoseFact> doses, DateOnly? stoppedOn)
    {
        var days = DoseDay.From(doses);
        var tasks = new List<PlannedTask>();
        var position = CoursePosition.Beginning(product, terms);
        // A course that takes up an earlier one counts from the last injection of that one, which left no task behind when it was stopped.
        var cycleOn = position.Phase == InjectionPhase.NotStarted ? EveOfTheFirst(days, terms) : position.LastOn;

        foreach (var day in days)
        {
            tasks.Add(TaskAfter(position.Every(terms.AsOf(day.On).IntervalDays), cycleOn, product, terms) with { Settled = new Settlement(day.On, day.Id.Value) });
            position = CourseFold.Next(position, day, product, terms);
            cycleOn = day.On;
        }

        if (stoppedOn is null) tasks.Add(TaskAfter(position.Every(terms.IntervalDays), cycleOn, product, terms));
        return tasks;
    }

    /// <summary>The end of cover after each day of injections: settled by the next one, and open after the last unless the course was stopped.</summary>
    /// <remarks>
    /// Not the day of the appointment but the last day before the label asks for more than a plain dose: what a relapse counts from is the
    /// dose last given. It is read from the same rows as the advice. A stated switch, and a course taken up again, take the end of cover of the course before with them.
    /// </remarks>
    public static IReadOnlyList<PlannedTask> Coverage(
        Product product, CourseTerms terms, IReadOnlyList<DoseFact> doses, DateOnly? stoppedOn)
    {
        var days = DoseDay.From(doses);
        var tasks = new List<PlannedTask>();
        if (terms.Before is { Product: { } other } before && (before.IsStated || terms.Continued(product) is not null) && before.Position() is { } left)
            tasks.Add(CoverAfter(left, other, before.Terms.MaintenanceDose));

        var position = CoursePosition.Beginning(product, terms);
        for (var i = 0; i < days.Count; i++)
        {
            position = CourseFold.Next(position, days[i], product, terms);
            if (tasks.Count > 0) tasks[^1] = tasks[^1] with { Settled = new Settlement(days[i].On, days[i].Id.Value) };
            var then = i + 1 < days.Count ? terms.AsOf(days[i + 1].On) : terms;
            tasks.Add(CoverAfter(position.Every(then.IntervalDays), product, then.MaintenanceDose));
        }

        if (stoppedOn is not null && tasks.Count > 0) tasks.RemoveAt(tasks.Count - 1);
        return tasks;
    }

    private static PlannedTask CoverAfter(CoursePosition position, Product product, decimal? prescribed)
    {
        var (lastOn, row) = LabelAnswer.LastPlainDay(product, position, prescribed);
        var opensOn = product.On(position.LastOn).ScheduleAfter(position.Phase).Window(position).OpensOn;
        return new PlannedTask(CareTaskKind.CoverageEnd, position.LastOn, opensOn, lastOn, lastOn, row is null ? CoverByWindow : CoverByMissedRow);
    }

    /// <summary>The dose expected on the due day of the open task; null where the label or the data give none.</summary>
    public static PlannedDose? NextDose(Product? product, CourseTerms terms, IReadOnlyList<DoseFact> doses)
    {
        var asked = doses.Max(dose => dose.On) ?? terms.StartsOn;
        if (InjectionAdvisor.Advise(product, terms, doses, asked).DueOn is not { } dueOn) return null;

        var plannedOn = dueOn < terms.StartsOn ? terms.StartsOn : dueOn;
        return InjectionAdvisor.Advise(product, terms, doses, plannedOn).Plan.FirstOrDefault();
    }

    // The first task counts from the eve of the start: on the day itself the first injection opens the second task,
    // and two tasks of one kind never share the day they count from.
    private static DateOnly EveOfTheFirst(IReadOnlyList<DoseDay> days, CourseTerms terms) =>
        (days.Count > 0 && days[0].On < terms.StartsOn ? days[0].On : terms.StartsOn).AddDays(-1);

    private static PlannedTask TaskAfter(CoursePosition position, DateOnly cycleOn, Product product, CourseTerms terms)
    {
        var schedule = product.On(position.LastOn).ScheduleAfter(position.Phase); // by the label of the day it counts from: what has been worked out keeps its date
        var window = schedule.Window(position);
        var task = new PlannedTask(CareTaskKind.Injection, cycleOn, window.OpensOn, window.DueOn, window.ClosesOn, schedule.Basis);
        if (position.Phase == InjectionPhase.NotStarted || position.LastOn >= terms.StartsOn) return task;

        // Taken up again: nothing is asked before the day for which that was planned, however long ago the earlier course's dose was due.
        var startsOn = terms.StartsOn;
        return task with
        {
            OpensOn = Later(task.OpensOn, startsOn),
            DueOn = Later(task.DueOn, startsOn),
            ClosesOn = Later(task.ClosesOn, startsOn),
            Basis = task.DueOn < startsOn ? product.ScheduleAfter(InjectionPhase.NotStarted).Basis : task.Basis,
        };
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
