using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>What was written to somebody inside the system who has left before they acknowledged it goes to the prevention office, in the sweep's own transaction.</summary>
/// <remarks>Whoever takes a notice is asked for when it is written (<see cref="NoticesOfCases"/>); here again, each night, since people leave and cases go to others.</remarks>
internal sealed class NoticesLeftBehind(CaseDb db)
{
    public async Task WriteAsync(StaffId by, DateTimeOffset now, CancellationToken ct)
    {
        var left = await Unread(now).Where(notice => !db.Notices.Any(other => other.EventId == notice.EventId && other.Round >= notice.Round && other.Party == Party.PreventionOffice && other.Channel == NoticeChannel.InApp)).ToListAsync(ct);
        db.Notices.AddRange(left.DistinctBy(notice => (notice.EventId, notice.Round))
            .Select(notice => new Notice(new Tidings(notice.Event, notice.EventId, [], notice.Round), Party.PreventionOffice, NoticeChannel.InApp, notice.CaseId!.Value, notice.AreaCode, by, now)));
    }

    /// <summary>Those that nobody has acknowledged and nobody is there to: no leader of the case's team, no psychiatrist of a hospital to which the case is open.</summary>
    private IQueryable<Notice> Unread(DateTimeOffset now)
    {
        var (leaders, open) = (db.Leaders(), db.OpenToSpecialists(db.CaseGrants, now));

        return
            from notice in db.Notices.AsNoTracking()
            where notice.Channel == NoticeChannel.InApp && notice.AcknowledgedAt == null && notice.State == NoticeState.Sent && notice.CaseId != null
            from managed in db.Cases.IgnoreAutoIncludes().Where(managed => managed.Id == notice.CaseId)
            where (notice.Party == Party.FacilityHead && (managed.CareTeamId == null || !leaders.Any(staff => staff.CareTeamId == managed.CareTeamId)))
                || (notice.Party == Party.Psychiatrist && !open.Any(grant => grant.CaseId == managed.Id))
            select notice;
    }
}
