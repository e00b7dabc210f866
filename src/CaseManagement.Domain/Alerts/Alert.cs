using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Alerts;

/// <summary>Where an alert stands in its life.</summary>
public enum AlertState
{
    /// <summary>待处理 raised, nobody has taken it.</summary>
    Raised = 1,

    /// <summary>已认领 a named person has taken it.</summary>
    Claimed = 2,

    /// <summary>已答复 that person has said why it is late and what is being done.</summary>
    Answered = 3,

    /// <summary>已办结 closed by a person with a result.</summary>
    Resolved = 4,

    /// <summary>已消除 closed by the rule that raised it, because its cause is gone.</summary>
    CauseGone = 5,
}

/// <summary>Why the task is late, in the words of whoever took the alert.</summary>
public enum AlertReason
{
    /// <summary>已约日期 a day has been agreed.</summary>
    DayAgreed = 1,

    /// <summary>联系不上 the patient could not be reached.</summary>
    NotReached = 2,

    /// <summary>患者拒绝 the patient refuses to be seen.</summary>
    Refused = 3,

    /// <summary>外出 the patient is away.</summary>
    Away = 4,

    /// <summary>已做未录入 done on paper, not yet entered.</summary>
    DoneNotEntered = 5,

    /// <summary>人手不足 the team could not go.</summary>
    TeamCouldNot = 6,

    /// <summary>其他 something else, said in the note.</summary>
    Other = 9,
}

/// <summary>How an alert ended.</summary>
public enum AlertResult
{
    /// <summary>已见到患者 the patient was seen.</summary>
    Seen = 1,

    /// <summary>另有安排 another arrangement holds.</summary>
    Arranged = 2,

    /// <summary>转精神科 handed to a psychiatrist.</summary>
    ToSpecialist = 3,

    /// <summary>按失访处理 handled as lost to follow-up.</summary>
    HandledAsLost = 4,

    /// <summary>其他 something else, said in the note.</summary>
    Other = 9,
}

/// <summary>预警 a late task that somebody must answer: raised by a step of the ladder, taken by a person, closed with a result or when its cause is gone.</summary>
public sealed class Alert : AggregateRoot
{
    public const int NoteMaxLength = 500;

    private Alert() { }

    /// <summary>Given by the database, in the order of raising.</summary>
    public long Id { get; private set; }

    public CareTaskId TaskId { get; private set; }

    public ManagedCaseId CaseId { get; private set; }

    public PatientId PatientId { get; private set; }

    public string AreaCode { get; private set; } = "";

    public CareTeamId? CareTeamId { get; private set; }

    public CareTaskKind Kind { get; private set; }

    public int Step { get; private set; }

    /// <summary>The day the step was reached, whenever the sweep that wrote it ran.</summary>
    public DateOnly RaisedOn { get; private set; }

    public ToldRole Tells { get; private set; }

    public Severity Severity { get; private set; }

    public AlertState State { get; private set; }

    public StaffId? ClaimedBy { get; private set; }

    public DateTimeOffset? ClaimedAt { get; private set; }

    public AlertReason? Reason { get; private set; }

    public string? ReasonNote { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public AlertResult? Result { get; private set; }

    public string? ResultNote { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>An alert that somebody must still do something about.</summary>
    public bool IsOpen => State < AlertState.Resolved;

    /// <summary>A named person takes the alert.</summary>
    public void Claim(StaffId by, StaffRole role, DateTimeOffset at)
    {
        RequireOpen();
        RequireTold(role);
        RequireNotTakenByAnother(by);
        if (ClaimedBy == by) return;

        (State, ClaimedBy, ClaimedAt) = (AlertState.Claimed, by, at);
        Changed();
    }

    /// <summary>Whoever took it says why the task is late and what is being done.</summary>
    public void Answer(AlertReason reason, string? note, StaffId by, StaffRole role, DateTimeOffset at)
    {
        RequireOpen();
        RequireTold(role);
        RequireTakenBy(by);
        Rule.Require(reason != AlertReason.Other || !string.IsNullOrWhiteSpace(note), "alert.other-needs-note", "'Other' is said in words.");

        (State, Reason, ReasonNote, AnsweredAt) = (AlertState.Answered, reason, note, at);
        Changed();
    }

    /// <summary>Whoever took it closes it with a result.</summary>
    public void Resolve(AlertResult result, string? note, StaffId by, StaffRole role, DateTimeOffset at)
    {
        RequireOpen();
        RequireTold(role);
        RequireTakenBy(by);
        Rule.Require(State == AlertState.Answered, "alert.not-answered", "An alert is answered before it is resolved.");
        Rule.Require(result != AlertResult.Other || !string.IsNullOrWhiteSpace(note), "alert.other-needs-note", "'Other' is said in words.");

        (State, Result, ResultNote, ClosedAt) = (AlertState.Resolved, result, note, at);
        Changed();
    }

    /// <summary>The task is done, withdrawn or due on another day: nothing is left to answer.</summary>
    public void CauseIsGone(DateTimeOffset at)
    {
        if (!IsOpen) return;
        (State, ClosedAt) = (AlertState.CauseGone, at);
        Changed();
    }

    /// <summary>Another team or place answers for the task now, and so for the alert.</summary>
    public void BelongTo(CareTask task)
    {
        if (AreaCode == task.AreaCode && CareTeamId == task.CareTeamId) return;
        (AreaCode, CareTeamId) = (task.AreaCode, task.CareTeamId);
        Changed();
    }

    private void RequireOpen() => Rule.Require(IsOpen, "alert.closed", "This alert is closed.");

    private void RequireTold(StaffRole role) =>
        Rule.Require(Told.MayAnswer(role, Tells), "alert.tells-another", "This alert tells somebody else; they answer it, or somebody above them.", Tells);

    private void RequireNotTakenByAnother(StaffId by) => Rule.Require(ClaimedBy is null || ClaimedBy == by, "alert.claimed-by-other", "Somebody else has taken this alert already.");

    private void RequireTakenBy(StaffId by)
    {
        RequireNotTakenByAnother(by);
        Rule.Require(ClaimedBy is not null, "alert.not-claimed", "Take the alert before answering it.");
    }
}
