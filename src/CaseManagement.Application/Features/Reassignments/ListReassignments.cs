using CaseManagement.Domain.Reassignments;

namespace CaseManagement.Application.Features.Reassignments;

/// <summary>The reassignments of the actor's area, the newest first, a page at a time.</summary>
/// <param name="After">The <c>Next</c> of the page before.</param>
[Needs(Right.Reassign)]
public sealed record ListReassignments(Guid? After = null, int Take = 50) : IQuery<ReassignmentList>;

public sealed record ReassignmentList(IReadOnlyList<ReassignmentRow> Rows, Guid? Next);

/// <param name="From">The team or person by name, or the area.</param>
/// <param name="Kept">Patients who could not go back.</param>
/// <param name="NewerAt">When a later one was done that moved some of the same and is undone first; null where there is none, or this one cannot be undone any more.</param>
public sealed record ReassignmentRow(
    ReassignmentId Id, DateTimeOffset DoneAt, string DoneBy, ReassignmentSource Source, string From, string AreaCode, ReassignmentReason Reason, string? Note, int Cases, int Tasks, int Alerts, int Agreements, int Unassigned,
    DateTimeOffset? UndoneAt, string? UndoneBy, int? Restored, int? Kept, bool MayBeUndone, DateTimeOffset? NewerAt);

internal sealed class ListReassignmentsValidator : AbstractValidator<ListReassignments>
{
    public ListReassignmentsValidator() => RuleFor(x => x.Take).PageSize();
}

internal sealed class ListReassignmentsHandler(ICaseDb db, IActor actor, IReassigner reassigner, TimeProvider clock) : IRequestHandler<ListReassignments, ReassignmentList>
{
    public async Task<ReassignmentList> Handle(ListReassignments query, CancellationToken ct)
    {
        var all = db.Reassignments.AsNoTracking().Within(actor, done => done.AreaCode);
        if (query.After is { } guid)
        {
            var after = new ReassignmentId(guid);
            all = all.Where(done => done.Id < after);
        }

        var page = await all.OrderByDescending(done => done.Id).Take(query.Take + 1).Select(done => new
        {
            Done = done,
            Team = db.CareTeams.Where(team => team.Id == done.FromCareTeamId).Select(team => team.Name).FirstOrDefault(),
            Person = db.Staff.Where(staff => staff.Id == done.FromStaffId).Select(staff => staff.Name).FirstOrDefault(),
            Area = db.Areas.Where(area => area.Code == done.AreaCode).Select(area => area.Name).FirstOrDefault(),
            By = db.Staff.Where(staff => staff.Id == done.DoneBy).Select(staff => staff.Name).FirstOrDefault(),
            UndoneBy = db.Staff.Where(staff => staff.Id == done.UndoneBy).Select(staff => staff.Name).FirstOrDefault(),
        }).ToListAsync(ct);
        var now = clock.GetUtcNow();
        var newer = await reassigner.NewerAsync([.. page.Take(query.Take).Where(row => row.Done.MayBeUndone(now)).Select(row => row.Done.Id)], ct);
        var rows = page.Take(query.Take).Select(row => new ReassignmentRow(
            row.Done.Id, row.Done.DoneAt, row.By ?? "", row.Done.Source, row.Team ?? row.Person ?? row.Area ?? row.Done.AreaCode, row.Done.AreaCode, row.Done.Reason, row.Done.Note,
            row.Done.Cases, row.Done.Tasks, row.Done.Alerts, row.Done.Agreements, row.Done.Unassigned, row.Done.UndoneAt, row.UndoneBy, row.Done.Restored, row.Done.Kept,
            row.Done.MayBeUndone(now) && !newer.ContainsKey(row.Done.Id), newer.TryGetValue(row.Done.Id, out var at) ? at : null)).ToList();

        return new ReassignmentList(rows, page.Count > query.Take ? rows[^1].Id.Value : null);
    }
}
