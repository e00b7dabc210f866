using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.FollowUps;
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

    /// <summary>Without what others must do, unless that kind was asked for by its name: a team has nothing to settle a report card with, and no number of its desk counts one.</summary>
    public static IQueryable<CareTask> OfDuty(this IQueryable<CareTask> tasks, WorklistFilter filter, Rights rights, IActor actor) =>
        filter.Kind is null && TaskDuty.IsOfOthers(rights, actor, CareTaskKind.ReportCard) ? tasks.Where(task => task.Kind != CareTaskKind.ReportCard) : tasks;

    private static readonly List<RiskLevel> High = [.. Enumerable.Range(RiskLevel.Min, RiskLevel.Max - RiskLevel.Min + 1).Select(level => new RiskLevel(level)).Where(level => level.IsHigh)];

    /// <summary>Only those whose patient is unstable or dangerous now, or only the others.</summary>
    public static IQueryable<CareTask> Of(this IQueryable<CareTask> tasks, ICaseDb db, bool urgent)
    {
        var urgentCases = db.Cases.IgnoreAutoIncludes().Where(managed => managed.Class == Stability.Unstable || (managed.Risk != null && High.Contains(managed.Risk.Value)));
        return urgent
            ? tasks.Where(task => urgentCases.Any(managed => managed.Id == task.CaseId))
            : tasks.Where(task => !urgentCases.Any(managed => managed.Id == task.CaseId));
    }

    /// <summary>The rows behind a key, in the order of the worklist: last day on time, then id.</summary>
    public static IQueryable<CareTask> After(this IQueryable<CareTask> tasks, PageKey? key) => key is { } after
        ? tasks.Where(task => task.ClosesOn >= after.ClosesOn && (task.ClosesOn > after.ClosesOn || task.Id > after.TaskId))
        : tasks;
}

/// <summary>Whose duty a task is, where it is not the team's.</summary>
/// <remarks>Source: rule for reporting onset, 2013 (S7): the institution that confirmed the diagnosis reports it, its psychiatrist answers for that; what comes on paper the prevention office enters.</remarks>
public static class TaskDuty
{
    public static bool IsOfOthers(Rights rights, IActor actor, CareTaskKind kind) => kind == CareTaskKind.ReportCard && !rights.Has(actor.Role, Right.FileReport);
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
