using CaseManagement.Application.Ports;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

// What a reassignment has moved, row by row.
internal sealed partial class Reassigner
{
    /// <remarks>Tasks and alerts follow their patient and are not written down a second time: those are named that were open when it moved, by the days that they carry. Of whom an alert was taken is written down, and named by its own row. Agreements that went back hold again; those are named that were signed before.</remarks>
    public async Task<IReadOnlyList<MovedRow>> MovedAsync(ReassignmentId id, CancellationToken ct)
    {
        var done = await db.Reassignments.AsNoTracking().Include(done => done.Places).Include(done => done.Threads).FirstAsync(done => done.Id == id, ct);
        var (doneOn, doneAt) = (done.DoneOn, done.DoneAt);
        var cases = await db.Set<ReassignedCase>().IgnoreQueryFilters(ScopeFilter.Only).AsNoTracking().Where(row => row.ReassignmentId == id).OrderBy(row => row.CaseId).ToListAsync(ct);
        var held = await db.Set<ReassignedAlert>().IgnoreQueryFilters(ScopeFilter.Only).AsNoTracking().Where(row => row.ReassignmentId == id).OrderBy(row => row.AlertId).ToListAsync(ct);
        var moved = db.Set<ReassignedCase>().IgnoreQueryFilters(ScopeFilter.Only).Where(row => row.ReassignmentId == id).Select(row => row.CaseId);
        var tasks = cases.Count == 0 ? [] : await db.CareTasks.IgnoreQueryFilters(ScopeFilter.Only).AsNoTracking()
            .Where(task => moved.Contains(task.CaseId) && task.EnteredOn <= doneOn && (task.State == CareTaskState.Open || task.ClosedEnteredOn > doneOn) && task.Kind != CareTaskKind.TransferAcceptance)
            .OrderBy(task => task.CaseId).ThenBy(task => task.Id).Select(task => new { task.CaseId, task.Kind, task.ClosesOn }).ToListAsync(ct);
        var alerts = cases.Count == 0 ? [] : await db.Alerts.IgnoreQueryFilters(ScopeFilter.Only).AsNoTracking()
            .Where(alert => moved.Contains(alert.CaseId) && alert.RaisedOn <= doneOn && (alert.State < AlertState.Resolved || alert.ClosedAt > doneAt) && alert.Kind != CareTaskKind.TransferAcceptance)
            .OrderBy(alert => alert.Id).Select(alert => new { alert.Id, alert.CaseId, alert.Kind, alert.RaisedOn }).ToListAsync(ct);
        var (eve, undone) = (doneOn.AddDays(-1), done.UndoneAt is not null);
        var agreements = cases.Count == 0 || done.Reason != ReassignmentReason.TeamCloses ? [] : await db.Cases.IgnoreQueryFilters(ScopeFilter.Only).AsNoTracking().IgnoreAutoIncludes().Where(managed => moved.Contains(managed.Id))
            .SelectMany(managed => managed.Agreements.Where(agreement => agreement.CareTeamId == done.FromCareTeamId
                && ((agreement.EndReason == AgreementEnd.TeamClosed && agreement.EndedOn == eve) || (undone && agreement.EndedOn == null && agreement.EndsOn >= doneOn && agreement.Signature.SignedOn <= doneOn))), (managed, agreement) => new { managed.Id, agreement.EndsOn })
            .OrderBy(row => row.Id).ToListAsync(ct);

        var teamIds = cases.SelectMany(row => new[] { row.FromCareTeamId, row.ToCareTeamId }).Concat(done.Places.SelectMany(row => new[] { row.FromCareTeamId, row.ToCareTeamId })).Concat(done.Threads.SelectMany(row => new CareTeamId?[] { row.FromCareTeamId, row.ToCareTeamId })).OfType<CareTeamId>().Distinct().ToList();
        var staffIds = held.SelectMany(row => new[] { row.FromStaffId, row.ToStaffId }).OfType<StaffId>().Distinct().ToList();
        var teams = teamIds.Count == 0 ? [] : await db.CareTeams.Where(team => teamIds.Contains(team.Id)).ToDictionaryAsync(team => team.Id, team => team.Name, ct);
        var staff = staffIds.Count == 0 ? [] : await db.Staff.Where(staff => staffIds.Contains(staff.Id)).ToDictionaryAsync(staff => staff.Id, staff => staff.Name, ct);
        var ofCase = cases.ToDictionary(row => row.CaseId);

        return
        [
            .. cases.Select(row => Of(MovedKind.Patient, row)),
            .. tasks.Select(task => Of(MovedKind.Task, ofCase[task.CaseId]) with { About = task.Kind, On = task.ClosesOn }),
            .. alerts.Select(alert => Of(MovedKind.Alert, ofCase[alert.CaseId]) with { About = alert.Kind, On = alert.RaisedOn }),
            .. held.Select(row => new MovedRow(MovedKind.AlertInHand, row.CaseId.Value.ToString(), null, null, staff.GetValueOrDefault(row.FromStaffId), row.ToStaffId is { } to ? staff.GetValueOrDefault(to) : null, null)),
            .. agreements.Select(agreement => Of(MovedKind.Agreement, ofCase[agreement.Id]) with { To = null, On = agreement.EndsOn }),
            .. done.Places.OrderBy(row => row.Code, StringComparer.Ordinal).Select(row => new MovedRow(row.IsGrid ? MovedKind.Grid : MovedKind.Community, row.Code, null, null, Team(row.FromCareTeamId), Team(row.ToCareTeamId), row.WentBack)),
            .. done.Threads.OrderBy(row => row.Kind).ThenBy(row => row.OfId).Select(row => new MovedRow(row.Kind == ThreadKind.Clue ? MovedKind.Clue : MovedKind.Offer, row.OfId.ToString(), null, null, Team(row.FromCareTeamId), Team(row.ToCareTeamId), row.WentBack)),
        ];

        MovedRow Of(MovedKind kind, ReassignedCase row) => new(kind, row.CaseId.Value.ToString(), row.FromAreaCode, row.ToAreaCode, Team(row.FromCareTeamId), Team(row.ToCareTeamId), undone ? row.Fate == ReassignedFate.Restored : null);

        string? Team(CareTeamId? team) => team is { } one ? teams.GetValueOrDefault(one) : null;
    }
}
