using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Worklist;

/// <summary>Which tasks are asked for; what is null does not narrow.</summary>
/// <param name="ClosesSoon">Only those that are still on time and whose last day comes within the next days that count as soon.</param>
public sealed record WorklistFilter(DueBand? Band = null, CareTaskKind? Kind = null, CareTeamId? CareTeamId = null, string? AreaCode = null, bool? ClosesSoon = null)
{
    /// <summary>临期针剂 the injections whose window closes soon, of the same teams and places.</summary>
    public WorklistFilter ToInjectionsClosing() => this with { Band = null, Kind = CareTaskKind.Injection, ClosesSoon = true };
}

/// <summary>The one query behind every list of tasks and every count of them, so that a number always opens into as many rows.</summary>
internal static class WorklistQuery
{
    public static IQueryable<CareTask> Matching(this IQueryable<CareTask> tasks, WorklistFilter filter, DateOnly today, int soonDays)
    {
        tasks = filter.Band is { } band
            ? tasks.Where(Lateness.In(band, today, soonDays))
            : tasks.Where(task => task.State == CareTaskState.Open);
        if (filter.ClosesSoon is true) tasks = tasks.Where(Lateness.ClosingSoon(today, soonDays));
        if (filter.Kind is { } kind) tasks = tasks.Where(task => task.Kind == kind);
        if (filter.CareTeamId is { } team) tasks = tasks.Where(task => task.CareTeamId == team);
        return tasks.Within(filter.AreaCode, task => task.AreaCode);
    }

    /// <summary>Only those whose patient is as urgent now.</summary>
    public static IQueryable<CareTask> Of(this IQueryable<CareTask> tasks, ICaseDb db, Urgency urgency)
    {
        var (dangerous, unstable) = (db.Cases.Dangerous(db), db.Cases.Unstable());
        return urgency switch
        {
            Urgency.Dangerous => tasks.Where(task => dangerous.Any(managed => managed.Id == task.CaseId)),
            Urgency.Unstable => tasks.Where(task => unstable.Any(managed => managed.Id == task.CaseId) && !dangerous.Any(managed => managed.Id == task.CaseId)),
            _ => tasks.Where(task => !unstable.Any(managed => managed.Id == task.CaseId) && !dangerous.Any(managed => managed.Id == task.CaseId)),
        };
    }

    /// <summary>The rows behind a key, in the order of the worklist: last day on time, then id.</summary>
    public static IQueryable<CareTask> After(this IQueryable<CareTask> tasks, PageKey? key) => key is { } after
        ? tasks.Where(task => task.ClosesOn >= after.ClosesOn && (task.ClosesOn > after.ClosesOn || task.Id > after.TaskId))
        : tasks;
}

internal sealed class WorklistFilterValidator : AbstractValidator<WorklistFilter>
{
    public WorklistFilterValidator()
    {
        RuleFor(x => x.Band).Known();
        RuleFor(x => x.Kind).Known();
        RuleFor(x => x.AreaCode!).Matches("^[0-9][0-9-]*$").As("area.code").MaximumLength(AreaCode.MaxLength).As("text.too-long").When(x => x.AreaCode is not null);
    }
}
