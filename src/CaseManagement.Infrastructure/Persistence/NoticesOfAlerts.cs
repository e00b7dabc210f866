using CaseManagement.Domain;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>Alerts that have reached a department, and clues that are late, go out by its routes, in the sweep's own transaction.</summary>
/// <remarks>
/// Inside the system an alert is its own notice: it stands in the list of whom it tells until somebody takes it. So only routes are asked for here, and where there are none nothing else is.
/// One notice goes out a day for each route, however many alerts there are: it says that there are some, and a department that were written to a thousand times would read none of it.
/// </remarks>
internal sealed class NoticesOfAlerts(CaseDb db, Standards standards)
{
    private static readonly IReadOnlyList<Party> Told = [.. Enum.GetValues<ToldRole>().Select(Parties.Of).OfType<Party>()];

    private List<NoticeRoute> _routes = [];
    private long _lastAlert;
    private long _lastAct;

    /// <summary>Where the alerts end before the sweep raises any.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        _routes = await db.NoticeRoutes.AsNoTracking().Where(route => route.EndedAt == null && Told.Contains(route.Party)).ToListAsync(ct);
        if (_routes.Count == 0) return;

        _lastAlert = await db.Alerts.MaxAsync(alert => (long?)alert.Id, ct) ?? 0;
        _lastAct = await db.AlertActs.MaxAsync(act => (long?)act.Id, ct) ?? 0;
    }

    /// <summary>Whoever has an alert that is new or stands again, or was passed on to them.</summary>
    public async Task WriteAsync(StaffId by, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        if (_routes.Count == 0) return;

        var raised = db.Alerts.Where(alert => alert.Id > _lastAlert && alert.State < AlertState.Resolved).Select(alert => new { alert.Tells, alert.AreaCode });
        var moved = from act in db.AlertActs.Where(act => act.Id > _lastAct) join alert in db.Alerts on act.AlertId equals alert.Id select new { alert.Tells, alert.AreaCode };
        var reached = await raised.Union(moved).ToListAsync(ct);

        await AddAsync(reached.SelectMany(place => RoutesOf(place.Tells, place.AreaCode)).Select(route => new Notice(today, route.Party, route.Channel, route.AreaCode, by, now)), ct);
        await WriteOfCluesAsync(by, today, now, ct);
    }

    /// <summary>Clues that nobody has looked into in time: inside the system they stand late in the list and on the desk of whoever handles them; where a team has no leader, the office is told in the leader's place.</summary>
    private async Task WriteOfCluesAsync(StaffId by, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var late = await db.Clues.AsNoTracking().Where(clue => clue.EndedAt == null && clue.DueOn < today).Select(clue => new
        {
            Clue = clue,
            HasLeader = db.Staff.Any(staff => staff.CareTeamId == clue.CareTeamId && staff.Role == StaffRole.TeamLeader && staff.ClosedOn == null),
        }).ToListAsync(ct);
        var told = late.SelectMany(row => ClueTimes.Told(row.Clue.DueOn, row.Clue.IsUrgent, standards, today), (row, role) => (row.Clue, Role: role == ToldRole.TeamLeader && !row.HasLeader ? ToldRole.PreventionOffice : role));
        await AddAsync(told.SelectMany(each => RoutesOf(each.Role, each.Clue.AreaCode), (each, route) => new Notice(each.Clue.Id, each.Clue.DueOn, each.Clue.CaseId, route.Party, route.Channel, route.AreaCode, by, now)), ct);
    }

    /// <summary>Nobody is told of the same thing twice in the same way.</summary>
    private async Task AddAsync(IEnumerable<Notice> notices, CancellationToken ct)
    {
        var wanted = notices.DistinctBy(notice => notice.Id).ToList();
        if (wanted.Count == 0) return;

        var ids = wanted.ConvertAll(notice => notice.Id);
        var known = await db.Notices.Where(notice => ids.Contains(notice.Id)).Select(notice => notice.Id).ToListAsync(ct);
        db.Notices.AddRange(wanted.Where(notice => !known.Contains(notice.Id)));
    }

    private IEnumerable<NoticeRoute> RoutesOf(ToldRole tells, string areaCode) => Parties.Of(tells) is not { } party ? []
        : ((NoticeChannel[])[NoticeChannel.WebHook, NoticeChannel.Email]).Select(channel => NoticeRoute.Narrowest(_routes, party, channel, areaCode)).OfType<NoticeRoute>();
}
