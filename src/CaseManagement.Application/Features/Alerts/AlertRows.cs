using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Staff;

using Severity = CaseManagement.Domain.Alerts.Severity;

namespace CaseManagement.Application.Features.Alerts;

public sealed record AlertRow(
    long Id,
    long Version,
    AlertState State,
    Severity Severity,
    ToldRole Tells,
    int Step,
    DateOnly RaisedOn,
    ManagedCaseId CaseId,
    string Name,
    CareTaskKind Kind,
    DateOnly ClosesOn,
    string? ClaimedBy,
    AlertReason? Reason,
    string? ReasonNote,
    AlertResult? Result,
    string? ResultNote)
{
    public AlertDismissal? Dismissal { get; init; }

    /// <summary>Whether whoever reads it may take its next step now.</summary>
    public bool MayAnswer { get; init; }

    /// <summary>Whether whoever reads it may pass it to a colleague now.</summary>
    public bool MayHandOver { get; init; }

    /// <summary>Whether whoever reads it has taken it.</summary>
    public bool IsMine { get; init; }

    /// <summary>Days since it was raised; 0 on that day.</summary>
    public int AgeDays { get; init; }

    /// <summary>The step told a specialist, and no hospital was asked about the patient or treats them: the office is told instead, and sends it to one.</summary>
    public bool InsteadOfSpecialist { get; init; }

    /// <summary>The step told the team or its leader, and there was none: the office is told instead, and gives the patient to a team or the team a leader.</summary>
    public bool InsteadOfTeam { get; init; }

    /// <summary>The last day for which its task does not climb, because somebody has it in hand; null where nobody keeps it still.</summary>
    public DateOnly? HeldUntil { get; init; }

    /// <summary>Whom its task tells next, and when; null at the top of the ladder, and for a closed alert.</summary>
    public AlertNext? Next { get; init; }

    /// <summary>The day on which a closed one stands again where the task is still late.</summary>
    public DateOnly? ReturnsOn { get; init; }
}

/// <param name="On">The day of the next step, as things stand; tomorrow where it has been reached already.</param>
public sealed record AlertNext(DateOnly On, ToldRole Tells);

/// <summary>Reads alerts as rows, with what only the reader, the ladder and the day can say about them.</summary>
internal sealed class AlertRows(ICaseDb db, IActor actor, Rights rights, Standards standards, TimeProvider clock)
{
    /// <param name="alerts">A page of them.</param>
    public async Task<List<AlertRow>> ReadAsync(IQueryable<Alert> alerts, CancellationToken ct)
    {
        var page = await (
            from alert in alerts
            join patient in db.Patients on alert.PatientId equals patient.Id
            join task in db.CareTasks on alert.TaskId equals task.Id
            from claimer in db.Staff.Where(staff => staff.Id == alert.ClaimedBy).DefaultIfEmpty()
            orderby alert.Id
            select new Read(
                alert.ClaimedBy, alert.CareTeamId, alert.HeldUntil, task.Class, task.State, task.EscalationStep, task.QuietUntil, task.HeldFrom, task.HeldUntil,
                new AlertRow(
                    alert.Id, alert.Version, alert.State, alert.Severity, alert.Tells, alert.Step, alert.RaisedOn, alert.CaseId, patient.Name, alert.Kind, task.ClosesOn,
                    claimer.Name, alert.Reason, alert.ReasonNote, alert.Result, alert.ResultNote)
                {
                    Dismissal = alert.Dismissal,
                    ReturnsOn = alert.ReturnsOn,
                }))
            .ToListAsync(ct);
        var inEmergency = await db.OnlyInEmergenciesAsync(actor.Acting, [.. page.Select(read => read.Row.CaseId).Distinct()], clock, ct);

        var led = await LedAsync(page, ct);

        return [.. page.Select(read => Row(read, led, isOnlyInEmergency: inEmergency.ContainsKey(read.Row.CaseId)))];
    }

    /// <summary>The teams of these alerts in which a leader works.</summary>
    private async Task<HashSet<CareTeamId?>> LedAsync(List<Read> page, CancellationToken ct)
    {
        var teams = page.Select(read => read.Team).Where(team => team is not null).Distinct().ToList();
        return teams.Count == 0 ? [] : [.. await db.Staff.Where(staff => teams.Contains(staff.CareTeamId) && staff.Role == StaffRole.TeamLeader && staff.ClosedOn == null).Select(staff => staff.CareTeamId).ToListAsync(ct)];
    }

    private AlertRow Row(Read read, HashSet<CareTeamId?> led, bool isOnlyInEmergency)
    {
        var (row, today, me) = (read.Row, clock.Today(), actor.StaffId);
        var isMine = read.ClaimedBy == me;
        var mayAct = row.State < AlertState.Resolved && rights.Has(actor.Role, Right.AnswerAlert) && !isOnlyInEmergency;
        var isOpen = row.State < AlertState.Resolved && read.TaskState == CareTaskState.Open;

        return row with
        {
            IsMine = isMine,
            MayAnswer = mayAct && Told.MayAnswer(actor.Role, row.Tells) && (isMine || read.ClaimedBy is null),
            MayHandOver = mayAct && Told.MayHandOver(actor.Role, row.Tells, isMine, isInOtherHands: read.ClaimedBy is not null && read.OwnHeldUntil >= today),
            AgeDays = today.DayNumber - row.RaisedOn.DayNumber,
            InsteadOfSpecialist = ToldInstead(ToldRole.Specialist),
            InsteadOfTeam = ToldInstead(ToldRole.CareTeam) || ToldInstead(ToldRole.TeamLeader),
            HeldUntil = isOpen && read.HeldUntil >= today ? read.HeldUntil : null,
            Next = isOpen ? NextOf(read, led, today) : null,
        };

        bool ToldInstead(ToldRole of) => row.Tells == ToldRole.PreventionOffice && standards.Ladder.On(row.RaisedOn).For(row.Kind, read.Class).Any(step => step.Step == row.Step && step.Tells == of);
    }

    private AlertNext? NextOf(Read read, HashSet<CareTeamId?> led, DateOnly today)
    {
        var next = standards.Ladder.After(read.Step, read.Row.Kind, read.Class, step => EscalationLadder.ReachedOn(step, read.Row.ClosesOn, read.QuietUntil, read.HeldFrom, read.HeldUntil));
        return next is var (step, on) ? new(on > today ? on : today.AddDays(1), Told.Reached(step.Tells, read.Team is not null, led.Contains(read.Team), specialistSees: true)) : null; // whom a hospital's step reaches is seen on the day
    }

    /// <param name="OwnHeldUntil">Of the alert itself.</param>
    /// <param name="HeldUntil">Of its task: of all its alerts.</param>
    private sealed record Read(
        StaffId? ClaimedBy, CareTeamId? Team, DateOnly? OwnHeldUntil, Stability? Class, CareTaskState TaskState, int Step, DateOnly? QuietUntil, DateOnly? HeldFrom, DateOnly? HeldUntil, AlertRow Row);
}
