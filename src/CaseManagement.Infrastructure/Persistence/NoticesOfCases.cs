using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;
using CaseManagement.Domain.Telling;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>The outbox: what others are to be told of a change is written in the change's own transaction, so that neither is ever kept without the other.</summary>
/// <remarks>A party that works with the system always has its notice inside it; each route of the area adds one more. History that the machine builds for a demonstration tells nobody.</remarks>
internal sealed class NoticesOfCases(CaseDb db, IActor actor, TimeProvider clock)
{
    public async Task FollowAsync(CancellationToken ct)
    {
        var ofCases = db.ChangeTracker.Entries<ManagedCase>().SelectMany(entry => entry.Entity.TakeTidings().Select(tidings => (CaseId: entry.Entity.Id, entry.Entity.AreaCode, Tidings: tidings))).ToList();
        if (!actor.IsKnown || actor.Role == StaffRole.Timetable) ofCases.Clear();
        var ofOutings = db.ChangeTracker.Entries<Outing>().SelectMany(entry => entry.Entity.TakeTidings().Select(tidings => (entry.Entity.CaseId, entry.Entity.AreaCode, Tidings: tidings))).ToList(); // found by the clock
        List<(ManagedCaseId CaseId, string AreaCode, Tidings Tidings)> told = [.. ofCases, .. ofOutings];
        if (told.Count == 0) return;

        var parties = told.SelectMany(each => each.Tidings.Parties).Distinct().ToList();
        var routes = await db.NoticeRoutes.AsNoTracking().Where(route => route.EndedAt == null && parties.Contains(route.Party)).ToListAsync(ct);
        var wanted = new Dictionary<NoticeId, Notice>();
        foreach (var (caseId, areaCode, tidings) in told)
            foreach (var party in tidings.Parties)
                foreach (var channel in ChannelsOf(party, areaCode, routes))
                    wanted.TryAdd(Notice.IdOf(tidings.EventId, party, channel, tidings.Round), new(tidings, party, channel, caseId, areaCode, actor.StaffId, clock.GetUtcNow()));

        var ids = wanted.Keys.ToList();
        var known = await db.Notices.Where(notice => ids.Contains(notice.Id)).Select(notice => notice.Id).ToListAsync(ct);
        db.Notices.AddRange(wanted.Where(one => !known.Contains(one.Key)).Select(one => one.Value));
    }

    private static IEnumerable<NoticeChannel> ChannelsOf(Party party, string areaCode, List<NoticeRoute> routes)
    {
        if (Parties.RoleOf(party) is not null) yield return NoticeChannel.InApp;
        foreach (var channel in (NoticeChannel[])[NoticeChannel.WebHook, NoticeChannel.Email])
            if (NoticeRoute.Narrowest(routes, party, channel, areaCode) is not null) yield return channel;
    }
}
