using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Features.Support;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Meetings;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Features.Notices;

/// <summary>What the system has told the reader of cases that they see and nobody has acknowledged yet, the oldest first, a page at a time.</summary>
/// <remarks>Alerts are not among them: each stands in the list of alerts of whom it tells, where it is taken instead of acknowledged.</remarks>
/// <param name="After">The <c>Next</c> of the page before.</param>
[Needs(Right.AcknowledgeNotices)]
public sealed record ListNotices(string? After = null, int Take = 50) : ISearch<NoticePage>;

/// <param name="Total">All rows of the list, by the same query as the page.</param>
/// <param name="Out">Who set out and is not back by the time they named, the longest first; for whoever leads a team or is of the office, and whether or not the notice of it was acknowledged.</param>
public sealed record NoticePage(int Total, IReadOnlyList<NoticeRow> Rows, string? Next, IReadOnlyList<LateOuting> Out) : ICounted
{
    int ICounted.Shown => Rows.Count + Out.Count;
}

/// <param name="Name">Of the patient.</param>
/// <param name="OfficeToldAt">When the prevention office was told as well.</param>
public sealed record LateOuting(OutingId Id, ManagedCaseId CaseId, string? Name, string? Who, string? With, DateTimeOffset SetOutAt, DateTimeOffset BackBy, DateTimeOffset? OfficeToldAt);

/// <param name="EventId">The emergency, the loss or the move.</param>
/// <param name="Name">Of the patient: whoever reads the list sees the case; no notice carries it.</param>
/// <param name="AgeDays">Whole days since it was written.</param>
/// <param name="By">Whose change it came from.</param>
/// <param name="Stands">Where the emergency stands that it tells of; null for all else.</param>
public sealed record NoticeRow(NoticeId Id, NoticeEvent Event, Guid EventId, ManagedCaseId CaseId, string Name, DateTimeOffset CreatedAt, int AgeDays, string By, CrisisState? Stands, long Version) : IVersioned;

internal sealed class ListNoticesValidator : AbstractValidator<ListNotices>
{
    public ListNoticesValidator()
    {
        RuleFor(x => x.Take).PageSize();
        RuleFor(x => x.After).Must(after => after is null || UrgencyKey.TryParse(after, out _)).As("page.key");
    }
}

internal static class NoticesToARole
{
    /// <summary>Of the cases in reach, what those in a role have been told and nobody has acknowledged.</summary>
    public static IQueryable<Notice> NoticesTo(this ICaseDb db, StaffRole role)
    {
        var parties = Parties.Of(role);
        return db.Notices.AsNoTracking()
            .Where(notice => notice.Channel == NoticeChannel.InApp && notice.AcknowledgedAt == null && notice.State == NoticeState.Sent && parties.Contains(notice.Party) && db.Cases.IgnoreAutoIncludes().Any(managed => managed.Id == notice.CaseId));
    }
}

internal sealed class ListNoticesHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<ListNotices, NoticePage>
{
    public async Task<NoticePage> Handle(ListNotices query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var mine = db.NoticesTo(actor.Role);
        var following = mine;
        if (query.After is not null && UrgencyKey.TryParse(query.After, out var after))
        {
            var id = new NoticeId(after.Id);
            following = following.Where(notice => notice.CreatedAt >= after.At && (notice.CreatedAt > after.At || notice.Id > id));
        }

        var page = await (
            from notice in following.OrderBy(notice => notice.CreatedAt).ThenBy(notice => notice.Id).Take(query.Take + 1)
            join managed in db.Cases.IgnoreAutoIncludes() on notice.CaseId equals managed.Id
            join patient in db.Patients on managed.PatientId equals patient.Id
            orderby notice.CreatedAt, notice.Id
            select new { Notice = notice, patient.Name, By = db.Staff.Where(staff => staff.Id == notice.CreatedBy).Select(staff => staff.Name).FirstOrDefault() })
            .ToListAsync(ct);
        var told = page.Where(row => row.Notice.Event == NoticeEvent.CrisisStarted).Select(row => new CrisisResponseId(row.Notice.EventId)).Distinct().ToList();
        var stands = told.Count == 0 ? [] : await db.Crises.AsNoTracking().Where(crisis => told.Contains(crisis.Id)).Select(crisis => new { crisis.Id, crisis.State }).ToDictionaryAsync(crisis => crisis.Id.Value, crisis => crisis.State, ct);
        var rows = page.Take(query.Take)
            .Select(row => new NoticeRow(row.Notice.Id, row.Notice.Event, row.Notice.EventId, row.Notice.CaseId!.Value, row.Name, row.Notice.CreatedAt, (now - row.Notice.CreatedAt).Days, row.By ?? "", stands.TryGetValue(row.Notice.EventId, out var state) ? state : null, row.Notice.Version)).ToList();

        return new NoticePage(await mine.CountAsync(ct), rows, page.Count > query.Take ? new UrgencyKey(0, rows[^1].CreatedAt, rows[^1].Id.Value).ToString() : null, await OutAsync(now, ct));
    }

    private async Task<IReadOnlyList<LateOuting>> OutAsync(DateTimeOffset now, CancellationToken ct) => !GroupDecision.IsAbove(actor.Role) ? [] : await (
        from outing in db.Outings.AsNoTracking().LateOut(now)
        orderby outing.BackBy, outing.Id
        select new LateOuting(
            outing.Id, outing.CaseId, db.Cases.IgnoreAutoIncludes().Where(managed => managed.Id == outing.CaseId).SelectMany(managed => db.Patients.Where(patient => patient.Id == managed.PatientId)).Select(patient => patient.Name).FirstOrDefault(),
            db.Staff.Where(staff => staff.Id == outing.StaffId).Select(staff => staff.Name).FirstOrDefault(), outing.With, outing.SetOutAt, outing.BackBy, outing.OfficeToldAt)).ToListAsync(ct); // few: the job tells of each within a minute
}
