using CaseManagement.Application.Ports;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>An alert lives and moves with its task, and the task waits for whoever has one of its alerts in hand, all in the change's own transaction.</summary>
/// <remarks>All alerts of a task count, also those that whoever changes it does not see.</remarks>
internal sealed class AlertsOfTasks(CaseDb db, TimeProvider clock)
{
    public async Task FollowAsync(CancellationToken ct)
    {
        await LetAlertsFollow(ct);
        await LetTasksWait(ct);
    }

    /// <summary>A task that is settled, paused or due on another day leaves nothing to answer.</summary>
    /// <remarks>The sweep marks the tasks that it has raised an alert for, so all others cost no look-up here.</remarks>
    private async Task LetAlertsFollow(CancellationToken ct)
    {
        var alerted = db.ChangeTracker.Entries<CareTask>()
            .Where(entry => entry.State == EntityState.Modified && entry.Property(task => task.EscalationStep).OriginalValue > 0)
            .ToDictionary(entry => entry.Entity.Id);
        if (alerted.Count == 0) return;

        var ids = alerted.Keys.ToList();
        var alerts = await db.Alerts.IgnoreQueryFilters(ScopeFilter.Only).Where(alert => ids.Contains(alert.TaskId) && (alert.State < AlertState.Resolved || alert.ReturnsOn != null)).ToListAsync(ct);
        var holders = await Holders(alerts, ct);
        var acted = new ActedBy(db.Actor.StaffId, db.Actor.Role, clock.GetUtcNow(), clock.Today());
        foreach (var alert in alerts)
        {
            var entry = alerted[alert.TaskId];
            if (entry.Entity.State != CareTaskState.Open || entry.Property(task => task.EscalationStep).CurrentValue == 0) alert.CauseIsGone(clock.GetUtcNow(), clock.Today());
            else alert.BelongTo(entry.Entity, alert.ClaimedBy is { } by ? holders.GetValueOrDefault(by) : null, acted);
        }
    }

    private async Task<Dictionary<StaffId, StaffMember>> Holders(List<Alert> alerts, CancellationToken ct)
    {
        var ids = alerts.Where(alert => alert.IsOpen).Select(alert => alert.ClaimedBy).OfType<StaffId>().Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Staff.Where(staff => ids.Contains(staff.Id)).ToDictionaryAsync(staff => staff.Id, ct);
    }

    /// <summary>A hold begins by the day of what was done about the alert.</summary>
    private async Task LetTasksWait(CancellationToken ct)
    {
        var moved = db.ChangeTracker.Entries<Alert>()
            .Where(entry => entry.State == EntityState.Modified && entry.Entity.State != AlertState.CauseGone && (entry.Property(alert => alert.HeldUntil).IsModified || entry.Property(alert => alert.State).IsModified))
            .Select(entry => entry.Entity).ToLookup(alert => alert.TaskId, alert => Clock.DayOf(alert.Acts.Max(act => act.At)));
        if (moved.Count == 0) return;

        var ids = moved.Select(days => days.Key).ToList();
        await db.Alerts.IgnoreQueryFilters(ScopeFilter.Only).Where(alert => ids.Contains(alert.TaskId) && alert.State < AlertState.Resolved && alert.HeldUntil != null).LoadAsync(ct);
        var held = db.ChangeTracker.Entries<Alert>().Select(entry => entry.Entity).Where(alert => alert.IsOpen).ToLookup(alert => alert.TaskId, alert => alert.HeldUntil);
        foreach (var task in await db.CareTasks.IgnoreQueryFilters(ScopeFilter.Only).Where(task => ids.Contains(task.Id)).ToListAsync(ct)) task.Hold(held[task.Id].Max(), moved[task.Id].Max());
    }
}
