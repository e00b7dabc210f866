using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain.CareTasks;

namespace CaseManagement.Application.Features.Reviews;

/// <summary>An open task as the pages of a review say it.</summary>
internal static class Opened
{
    public static OpenTask AsOpen(this CareTask task, DateOnly today, Standards standards) => new(
        task.Id, task.Kind, Lateness.BandOf(task, today, standards.Settings.DueSoonDays)!.Value, Lateness.DaysLate(task, today), task.Class,
        new DueReason(task.Basis, task.CycleOn, task.OpensOn, task.DueOn, task.ClosesOn, null, null));
}
