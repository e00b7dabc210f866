using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.CareTasks;

public readonly record struct CareTaskId(Guid Value) : IEntityId<CareTaskId>
{
    public static CareTaskId From(Guid value) => new(value);

    /// <summary>The same case, kind and cycle always give the same id, and ids sort by the day their tasks count from.</summary>
    public static CareTaskId For(ManagedCaseId caseId, CareTaskKind kind, DateOnly cycleOn) =>
        new(DerivedId.Of(caseId.Value, kind.ToString(), cycleOn.DayNumber, cycleOn));

    // Lists are paged by key: the database compares the sixteen bytes, and so does this.
    public static bool operator >(CareTaskId left, CareTaskId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <(CareTaskId left, CareTaskId right) => right > left;
}

/// <summary>Where a care task stands.</summary>
public enum CareTaskState
{
    Open = 1,
    Done = 2,

    /// <summary>No longer asked for: the record that opened it was cancelled, or the case was closed.</summary>
    Withdrawn = 3,
}

/// <summary>到期事项 one thing due for a patient by a day, whatever its kind; every due date of the product is a row of these.</summary>
public sealed class CareTask
{
    public const int BasisMaxLength = 80;

    private CareTask() { }

    internal CareTask(ManagedCase managed, PlannedTask planned, DateOnly today)
    {
        Id = CareTaskId.For(managed.Id, planned.Kind, planned.CycleOn);
        (CaseId, PatientId, Kind, CycleOn) = (managed.Id, managed.PatientId, planned.Kind, planned.CycleOn);
        (State, EnteredOn) = (CareTaskState.Open, today);
        Follow(planned, today);
        BelongTo(managed);
    }

    public CareTaskId Id { get; private set; }

    public ManagedCaseId CaseId { get; private set; }

    public PatientId PatientId { get; private set; }

    public CareTaskKind Kind { get; private set; }

    public string AreaCode { get; private set; } = "";

    /// <summary>The team that owns the task; null only where no team covers the area.</summary>
    public CareTeamId? CareTeamId { get; private set; }

    /// <summary>The day it counts from; with the case and the kind, its identity.</summary>
    public DateOnly CycleOn { get; private set; }

    public DateOnly OpensOn { get; private set; }

    public DateOnly DueOn { get; private set; }

    /// <summary>The last day on time.</summary>
    public DateOnly ClosesOn { get; private set; }

    public string Basis { get; private set; } = "";

    public Stability? Class { get; private set; }

    public CareTaskState State { get; private set; }

    /// <summary>The day on which what settled it happened.</summary>
    public DateOnly? SettledOn { get; private set; }

    /// <summary>The follow-up, injection, examination, advice, review, agreement or step of a referral that settled it.</summary>
    public Guid? SettledBy { get; private set; }

    /// <summary>The last day of a pause of the case; during it nothing is late.</summary>
    public DateOnly? QuietUntil { get; private set; }

    /// <summary>The highest step of the escalation ladder that has been raised for this last day; written by the sweep.</summary>
    public int EscalationStep { get; private set; }

    /// <summary>The first day for which somebody has an alert of this task in hand: the day after they took it, because the night before it has been swept already.</summary>
    public DateOnly? HeldFrom { get; private set; }

    /// <summary>The last day for which the ladder waits for whoever has an alert of this task in hand.</summary>
    public DateOnly? HeldUntil { get; private set; }

    /// <summary>The day on which the system came to know the task; a paper visit entered late opens a task that began in the past.</summary>
    public DateOnly EnteredOn { get; private set; }

    /// <summary>The day on which the system came to know that it was settled or withdrawn.</summary>
    public DateOnly? ClosedEnteredOn { get; private set; }

    /// <summary>The ladder waits while somebody has an alert of this task in hand, and goes on from the next day when nobody has.</summary>
    /// <param name="until">The latest day of all who have one in hand; null where nobody has.</param>
    /// <remarks>Days of one after another who take over without a gap are one hold. A hold that had run out is forgotten: what it has put off has been raised since.</remarks>
    public void Hold(DateOnly? until, DateOnly today)
    {
        if (until is not { } last || last <= today)
        {
            if (HeldUntil > today) HeldUntil = today;
            return;
        }

        if (HeldUntil is null || HeldUntil < today) HeldFrom = today.AddDays(1);
        HeldUntil = last;
    }

    /// <summary>A patient who moves is the new team's to accept, once whoever must be told has been; all else is the old team's until then.</summary>
    internal void BelongTo(ManagedCase managed) => (AreaCode, CareTeamId) = Kind == CareTaskKind.TransferAcceptance && Basis != Exits.ExitPlan.LeavingArea && managed.OfferedAreaCode is { } area
        ? (area, managed.OfferedCareTeamId)
        : (managed.AreaCode, managed.CareTeamId);

    internal void Follow(PlannedTask planned, DateOnly today)
    {
        var isPausedAnew = planned.QuietUntil >= today && planned.QuietUntil != QuietUntil;
        if (ClosesOn != planned.ClosesOn || isPausedAnew) (EscalationStep, HeldFrom, HeldUntil) = (0, null, null); // another last day, or a pause, is another cause: its alerts are raised anew
        (OpensOn, DueOn, ClosesOn) = (planned.OpensOn, planned.DueOn, planned.ClosesOn);
        (Basis, Class) = (planned.Basis, planned.Class);
        if (planned.Settled is null) QuietUntil = planned.QuietUntil; // what was settled in a pause stays so: a missed night must not be made up within it

        if (planned.Settled is { } settled) Close(CareTaskState.Done, settled, today);
        else Reopen(today);
    }

    internal void Withdraw(DateOnly today) => Close(CareTaskState.Withdrawn, null, today);

    private void Close(CareTaskState state, Settlement? settled, DateOnly today)
    {
        if (State == CareTaskState.Open) ClosedEnteredOn = today;
        (State, SettledOn, SettledBy) = (state, settled?.On ?? SettledOn, settled?.RecordId ?? SettledBy);
    }

    private void Reopen(DateOnly today)
    {
        if (State == CareTaskState.Open) return;
        (State, SettledOn, SettledBy, ClosedEnteredOn) = (CareTaskState.Open, null, null, null);
        (EnteredOn, EscalationStep) = (today, 0);
    }
}
