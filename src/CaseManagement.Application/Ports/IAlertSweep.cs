using CaseManagement.Domain.CareTasks;

namespace CaseManagement.Application.Ports;

/// <summary>Raises the alerts of all tasks that have reached a step of the ladder: set-based, in one transaction, the same however often it runs.</summary>
public interface IAlertSweep
{
    /// <param name="today">The day for which the sweep is made.</param>
    /// <param name="missedFrom">The first day that no sweep has been made for; tasks settled since then get the alerts that the missed nights would have raised.</param>
    Task<AlertsRaised> RunAsync(DateOnly today, DateOnly missedFrom, CancellationToken ct);
}

/// <param name="ByKind">New alerts by kind of task; the parts add up to <paramref name="Raised"/>.</param>
/// <param name="Returned">Alerts that had been closed and whose cause has come back.</param>
/// <param name="Closed">Alerts closed because their cause was gone.</param>
public sealed record AlertsRaised(int Raised, IReadOnlyDictionary<CareTaskKind, int> ByKind, int Returned, int Closed);
