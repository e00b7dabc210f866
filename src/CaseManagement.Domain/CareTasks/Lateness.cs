using System.Linq.Expressions;

namespace CaseManagement.Domain.CareTasks;

/// <summary>When a care task is asked for. Every open task is in exactly one of these on every day.</summary>
public enum DueBand
{
    /// <summary>迟 its last day has passed.</summary>
    Late = 1,

    /// <summary>今天 its day has come and its last day has not passed.</summary>
    Today = 2,

    /// <summary>本周 its day comes within the next days that count as soon.</summary>
    ThisWeek = 3,

    /// <summary>以后 its day comes later.</summary>
    Later = 4,

    /// <summary>暂停 the case is paused.</summary>
    Paused = 5,
}

/// <summary>The one definition of late: in whole days of the service's zone, here for a row in hand and beside it for the database.</summary>
/// <remarks>
/// Late from the day after <see cref="CareTask.ClosesOn"/>, which itself is still on time. Exclusions live here and nowhere else: what is not open is not late, and
/// nothing is late during a pause (up to and including <see cref="CareTask.QuietUntil"/>). The dead, the moved and the refused have no open task.
/// A test holds the two columns of this page equal, row by row.
/// </remarks>
public static class Lateness
{
    public static bool IsLate(CareTask task, DateOnly today) =>
        task.State == CareTaskState.Open && !IsPaused(task, today) && today > task.ClosesOn;

    /// <summary>Calendar days since the last day on time; 1 on the first day late, 0 when not late.</summary>
    public static int DaysLate(CareTask task, DateOnly today) =>
        IsLate(task, today) ? today.DayNumber - task.ClosesOn.DayNumber : 0;

    /// <returns>Null for a task that is not open.</returns>
    public static DueBand? BandOf(CareTask task, DateOnly today, int soonDays) => task switch
    {
        { State: not CareTaskState.Open } => null,
        _ when IsPaused(task, today) => DueBand.Paused,
        _ when IsLate(task, today) => DueBand.Late,
        _ when task.DueOn <= today => DueBand.Today,
        _ when task.DueOn <= today.AddDays(soonDays) => DueBand.ThisWeek,
        _ => DueBand.Later,
    };

    /// <summary>The same rule as an expression that the database can answer from an index.</summary>
    public static Expression<Func<CareTask, bool>> Late(DateOnly today) => task =>
        task.State == CareTaskState.Open && task.ClosesOn < today && (task.QuietUntil == null || task.QuietUntil < today);

    /// <summary>The rows of one band, as an expression for the database.</summary>
    public static Expression<Func<CareTask, bool>> In(DueBand band, DateOnly today, int soonDays)
    {
        var soon = today.AddDays(soonDays);
        return band switch
        {
            DueBand.Late => Late(today),
            DueBand.Today => task => task.State == CareTaskState.Open && task.DueOn <= today && task.ClosesOn >= today && (task.QuietUntil == null || task.QuietUntil < today),
            DueBand.ThisWeek => task => task.State == CareTaskState.Open && task.DueOn > today && task.DueOn <= soon && (task.QuietUntil == null || task.QuietUntil < today),
            DueBand.Later => task => task.State == CareTaskState.Open && task.DueOn > soon && (task.QuietUntil == null || task.QuietUntil < today),
            DueBand.Paused => task => task.State == CareTaskState.Open && task.QuietUntil >= today,
            _ => throw new ArgumentOutOfRangeException(nameof(band)),
        };
    }

    /// <summary>Still on time, and the last day on time comes within the next days that count as soon; nothing closes during a pause.</summary>
    public static Expression<Func<CareTask, bool>> ClosingSoon(DateOnly today, int soonDays)
    {
        var soon = today.AddDays(soonDays);
        return task => task.State == CareTaskState.Open && task.ClosesOn >= today && task.ClosesOn <= soon && (task.QuietUntil == null || task.QuietUntil < today);
    }

    private static bool IsPaused(CareTask task, DateOnly today) => task.QuietUntil is { } quiet && quiet >= today;
}
