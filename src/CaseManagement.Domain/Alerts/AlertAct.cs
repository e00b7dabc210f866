using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Alerts;

/// <summary>What was done about an alert. The numbers are stored and never move.</summary>
public enum AlertActKind
{
    /// <summary>认领</summary>
    Claimed = 1,

    /// <summary>答复</summary>
    Answered = 2,

    /// <summary>移交</summary>
    HandedOver = 3,

    /// <summary>办结</summary>
    Resolved = 4,

    /// <summary>忽略</summary>
    Dismissed = 5,

    /// <summary>再次提醒 it stands again by the clock, because its cause is still there.</summary>
    Returned = 6,

    /// <summary>改由精防机构处理 whoever it told is not there or sees the case no more: the office is told instead, by the clock.</summary>
    PassedToOffice = 7,

    /// <summary>改派 the patient went to others, or a person left: it waits for whoever takes it, or is a colleague's.</summary>
    Reassigned = 8,
}

/// <summary>Who does something about an alert, and when.</summary>
/// <param name="On">The day of <paramref name="At"/> in the service's zone.</param>
public sealed record ActedBy(StaffId Staff, StaffRole Role, DateTimeOffset At, DateOnly On);

/// <summary>One thing done about an alert, kept for good: who, when, to whom and why.</summary>
public sealed class AlertAct
{
    private AlertAct() { }

    internal AlertAct(AlertActKind kind, ActedBy acted, int? code, string? note, StaffId? to) =>
        (Kind, At, By, Code, Note, To) = (kind, acted.At, acted.Staff, code, note, to);

    /// <summary>Given by the database, in the order of what was done.</summary>
    public long Id { get; private set; }

    public long AlertId { get; private set; }

    public DateTimeOffset At { get; private set; }

    public AlertActKind Kind { get; private set; }

    /// <summary>Null where the clock did it.</summary>
    public StaffId? By { get; private set; }

    /// <summary>The colleague to whom it was handed over.</summary>
    public StaffId? To { get; private set; }

    /// <summary>The reason or the result, in the numbers of its own list: <see cref="AlertReason"/>, <see cref="AlertHandOver"/>, <see cref="AlertResult"/> or <see cref="AlertDismissal"/>.</summary>
    public int? Code { get; private set; }

    public string? Note { get; private set; }
}
