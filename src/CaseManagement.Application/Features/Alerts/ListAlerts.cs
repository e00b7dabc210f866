using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

using Severity = CaseManagement.Domain.Alerts.Severity;

namespace CaseManagement.Application.Features.Alerts;

/// <summary>The alerts that somebody must still do something about (or that have been closed, when asked), the oldest first, a page at a time.</summary>
/// <param name="After">The id of the last row of the page before.</param>
[Needs(Right.SeeWorklist)]
public sealed record ListAlerts(AlertFilter Filter, long? After = null, int Take = 50) : ISearch<AlertPage>;

/// <summary>Which alerts are asked for; what is null does not narrow.</summary>
/// <param name="Open">Those that are closed, which pile up over the years, are asked for one case at a time.</param>
public sealed record AlertFilter(bool Open = true, CareTeamId? CareTeamId = null, string? AreaCode = null, ToldRole? Tells = null, ManagedCaseId? CaseId = null);

/// <param name="Total">All rows of the filter, by the same query as the page.</param>
public sealed record AlertPage(int Total, IReadOnlyList<AlertRow> Rows, long? Next) : ICounted
{
    int ICounted.Shown => Rows.Count;
}

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
    /// <summary>Whether whoever reads it may take its next step now.</summary>
    public bool MayAnswer { get; init; }
}

internal sealed class ListAlertsValidator : AbstractValidator<ListAlerts>
{
    public ListAlertsValidator()
    {
        RuleFor(x => x.Take).InclusiveBetween(1, 200).As("page.size");
        RuleFor(x => x.Filter.Tells).Known();
        RuleFor(x => x.Filter.CaseId).NotNull().As("alert.closed-of-one-case").When(x => !x.Filter.Open);
        RuleFor(x => x.Filter.AreaCode!).Matches("^[0-9][0-9-]*$").As("area.code").When(x => x.Filter.AreaCode is not null);
    }
}

internal sealed class ListAlertsHandler(ICaseDb db, IActor actor, Rights rights, TimeProvider clock) : IRequestHandler<ListAlerts, AlertPage>
{
    public async Task<AlertPage> Handle(ListAlerts query, CancellationToken ct)
    {
        var alerts = Matching(db.Alerts.AsNoTracking(), query.Filter);
        var page = await (
            from alert in alerts.Where(alert => query.After == null || alert.Id > query.After).OrderBy(alert => alert.Id).Take(query.Take + 1)
            join patient in db.Patients on alert.PatientId equals patient.Id
            join task in db.CareTasks on alert.TaskId equals task.Id
            from claimer in db.Staff.Where(staff => staff.Id == alert.ClaimedBy).DefaultIfEmpty()
            orderby alert.Id
            select new
            {
                alert.ClaimedBy,
                Row = new AlertRow(
                alert.Id, alert.Version, alert.State, alert.Severity, alert.Tells, alert.Step, alert.RaisedOn, alert.CaseId, patient.Name, alert.Kind, task.ClosesOn,
                claimer.Name, alert.Reason, alert.ReasonNote, alert.Result, alert.ResultNote),
            })
            .ToListAsync(ct);
        var inEmergency = await db.OnlyInEmergenciesAsync(actor.Acting, [.. page.Select(row => row.Row.CaseId).Distinct()], clock, ct);
        var rows = page.Take(query.Take).Select(row => row.Row with { MayAnswer = MayAnswer(row.Row, row.ClaimedBy) && !inEmergency.ContainsKey(row.Row.CaseId) }).ToList();

        return new AlertPage(await alerts.CountAsync(ct), rows, page.Count > query.Take ? rows[^1].Id : null);
    }

    private bool MayAnswer(AlertRow row, StaffId? claimedBy) =>
        row.State < AlertState.Resolved && rights.Has(actor.Role, Right.AnswerAlert) && Told.MayAnswer(actor.Role, row.Tells) && (claimedBy is null || claimedBy == actor.StaffId);

    private static IQueryable<Alert> Matching(IQueryable<Alert> alerts, AlertFilter filter)
    {
        alerts = filter.Open ? alerts.Where(alert => alert.State < AlertState.Resolved) : alerts.Where(alert => alert.State >= AlertState.Resolved);
        if (filter.CareTeamId is { } team) alerts = alerts.Where(alert => alert.CareTeamId == team);
        if (filter.Tells is { } tells) alerts = alerts.Where(alert => alert.Tells == tells);
        if (filter.CaseId is { } caseId) alerts = alerts.Where(alert => alert.CaseId == caseId);
        return alerts.Within(filter.AreaCode, alert => alert.AreaCode);
    }
}
