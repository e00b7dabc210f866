using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Alerts;

/// <summary>预警 a late task that somebody must answer: raised by a step of the ladder, taken by a person, closed with a result or when its cause is gone.</summary>
public sealed class Alert : AggregateRoot
{
    public const int NoteMaxLength = 500;

    private readonly List<AlertAct> _acts = [];

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

    public AlertDismissal? Dismissal { get; private set; }

    /// <summary>What was said when it was closed, with a result or by a dismissal.</summary>
    public string? ResultNote { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>The last day on which whoever took it keeps the task from climbing; null while nobody has taken it.</summary>
    public DateOnly? HeldUntil { get; private set; }

    /// <summary>The day on which it stands again, closed by a person while its cause is still there; null where nothing is left to return.</summary>
    public DateOnly? ReturnsOn { get; private set; }

    /// <summary>Who did what about it, and when; rows are only added.</summary>
    public IReadOnlyList<AlertAct> Acts => _acts;

    /// <summary>An alert that somebody must still do something about.</summary>
    public bool IsOpen => State < AlertState.Resolved;

    /// <summary>A named person takes the alert.</summary>
    public void Claim(ActedBy acted, AlertPatience patience)
    {
        RequireOpen();
        RequireTold(acted.Role);
        RequireNotTakenByAnother(acted.Staff);
        if (ClaimedBy == acted.Staff) return;

        (State, ClaimedBy, ClaimedAt) = (AlertState.Claimed, acted.Staff, acted.At);
        HeldUntil = acted.On.AddDays(patience.Claimed(Severity));
        Note(AlertActKind.Claimed, acted);
    }

    /// <summary>Whoever took it says why the task is late and what is being done.</summary>
    /// <remarks>Only the first answer gives more time: an answer that is written again must not put off the next step for ever.</remarks>
    public void Answer(AlertReason reason, string? note, ActedBy acted, AlertPatience patience)
    {
        RequireOpen();
        RequireTold(acted.Role);
        RequireTakenBy(acted.Staff);
        RequireWords(reason == AlertReason.Other, note);

        if (State == AlertState.Claimed) HeldUntil = acted.On.AddDays(patience.Answered(Severity));
        (State, Reason, ReasonNote, AnsweredAt) = (AlertState.Answered, reason, note, acted.At);
        Note(AlertActKind.Answered, acted, (int)reason, note);
    }

    /// <summary>It passes to a named colleague: from whoever has it, from somebody above, or from one beside them when nothing has come of it.</summary>
    /// <param name="to">Somebody who sees the case.</param>
    /// <remarks>Whoever hands it on themselves gives what is left of their days; somebody else who decides it gives the days of a new claim.</remarks>
    public void HandOver(StaffId to, StaffRole role, AlertHandOver reason, string? note, ActedBy acted, AlertPatience patience)
    {
        RequireOpen();
        Rule.Require(MayHandOver(acted.Staff, acted.Role, acted.On), "alert.not-theirs-to-hand-over", "Whoever has the alert hands it over, or somebody above them.");
        Rule.Require(to != ClaimedBy, "alert.has-it-already", "This person has the alert already.");
        Rule.Require(Told.MayAnswer(role, Tells), "alert.colleague-may-not", "This colleague may not answer such an alert.", Tells);
        RequireWords(reason == AlertHandOver.Other, note);

        if (ClaimedBy != acted.Staff) HeldUntil = acted.On.AddDays(patience.Claimed(Severity));
        Note(AlertActKind.HandedOver, acted, (int)reason, note, to);
        (State, ClaimedBy, ClaimedAt, AnsweredAt) = (AlertState.Claimed, to, acted.At, null);
    }

    /// <summary>Whoever took it closes it with a result.</summary>
    public void Resolve(AlertResult result, string? note, ActedBy acted, AlertPatience patience)
    {
        RequireOpen();
        RequireTold(acted.Role);
        RequireTakenBy(acted.Staff);
        Rule.Require(State == AlertState.Answered, "alert.not-answered", "An alert is answered before it is resolved.");
        RequireWords(result == AlertResult.Other, note);

        (Result, Dismissal) = (result, null);
        Close(AlertState.Resolved, note, acted, patience);
        Note(AlertActKind.Resolved, acted, (int)result, note);
    }

    /// <summary>Somebody whom it tells, or above them, says why nothing is done about it; it returns where its cause stays.</summary>
    public void Dismiss(AlertDismissal reason, string? note, ActedBy acted, AlertPatience patience)
    {
        RequireOpen();
        RequireTold(acted.Role);
        RequireNotTakenByAnother(acted.Staff);
        Rule.Require(reason != AlertDismissal.WronglyRaised || !string.IsNullOrWhiteSpace(note), "alert.wrong-needs-note", "Say what was recorded wrongly.");
        RequireWords(reason == AlertDismissal.Other, note);

        (Dismissal, Result) = (reason, null);
        Close(AlertState.Dismissed, note, acted, patience);
        Note(AlertActKind.Dismissed, acted, (int)reason, note);
    }

    /// <summary>The task is done, withdrawn or due on another day: nothing is left to answer, and nothing to return.</summary>
    public void CauseIsGone(DateTimeOffset at, DateOnly today)
    {
        if (!IsOpen && ReturnsOn is null) return;

        if (IsOpen || ReturnsOn <= today) (State, ClosedAt) = (AlertState.CauseGone, at); // a night that was missed would have let it stand again
        ReturnsOn = null;
        Changed();
    }

    /// <summary>Another team or place answers for the task now, and so for the alert; in the hands of somebody whose patient it is no more it would only wait, so they give it up.</summary>
    /// <param name="holder">Whoever has taken it; the answer stays with the alert.</param>
    public void BelongTo(CareTask task, StaffMember? holder, ActedBy acted)
    {
        if (AreaCode == task.AreaCode && CareTeamId == task.CareTeamId) return;

        var isGivenUp = IsOpen && holder?.Loses((AreaCode, CareTeamId), (task.AreaCode, task.CareTeamId)) == true;
        (AreaCode, CareTeamId) = (task.AreaCode, task.CareTeamId);
        if (isGivenUp)
        {
            (State, ClaimedBy, ClaimedAt, AnsweredAt, HeldUntil) = (AlertState.Raised, null, null, null, null);
            Note(AlertActKind.Reassigned, acted);
        }
        else
        {
            Changed();
        }
    }

    private bool MayHandOver(StaffId by, StaffRole role, DateOnly today) => Told.MayHandOver(role, Tells, isTheirs: ClaimedBy == by, isInOtherHands: ClaimedBy is not null && HeldUntil >= today);

    private void Close(AlertState state, string? note, ActedBy acted, AlertPatience patience)
    {
        (State, ResultNote, ClosedAt, HeldUntil) = (state, note, acted.At, null);
        ReturnsOn = acted.On.AddDays(patience.Returns(Severity));
    }

    private void Note(AlertActKind kind, ActedBy acted, int? code = null, string? note = null, StaffId? to = null)
    {
        _acts.Add(new AlertAct(kind, acted, code, note, to));
        Changed();
    }

    private static void RequireWords(bool isOther, string? note) => Rule.Require(!isOther || !string.IsNullOrWhiteSpace(note), "alert.other-needs-note", "'Other' is said in words.");

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
