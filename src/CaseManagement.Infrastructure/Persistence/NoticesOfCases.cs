using CaseManagement.Application.Ports;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;
using CaseManagement.Domain.Telling;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>The outbox: what others are to be told of a change is written in the change's own transaction, so that neither is ever kept without the other.</summary>
/// <remarks>A party that works with the system always has its notice inside it, and where nobody of it sees the case yet the office has it as well; each route of the area adds one more. History that the machine builds for a demonstration tells nobody.</remarks>
internal sealed class NoticesOfCases(CaseDb db, IActor actor, TimeProvider clock)
{
    public async Task FollowAsync(CancellationToken ct)
    {
        var ofCases = db.ChangeTracker.Entries<ManagedCase>().SelectMany(entry => entry.Entity.TakeTidings().Select(tidings => (CaseId: entry.Entity.Id, entry.Entity.AreaCode, Tidings: tidings))).ToList();
        if (!actor.IsKnown || actor.Role == StaffRole.Timetable) ofCases.Clear();
        var ofOutings = db.ChangeTracker.Entries<Outing>().SelectMany(entry => entry.Entity.TakeTidings().Select(tidings => (entry.Entity.CaseId, entry.Entity.AreaCode, Tidings: tidings))).ToList(); // found by the clock
        List<(ManagedCaseId CaseId, string AreaCode, Tidings Tidings)> happened = [.. ofCases, .. ofOutings];
        if (happened.Count == 0) return;

        foreach (var (_, _, gone) in happened.Where(each => each.Tidings.IsGone)) await WithdrawAsync(gone, ct);
        var parties = happened.SelectMany(each => each.Tidings.Parties).Distinct().ToList();
        var routes = await db.NoticeRoutes.AsNoTracking().Where(route => route.EndedAt == null && parties.Contains(route.Party)).ToListAsync(ct);
        var wanted = new Dictionary<NoticeId, Notice>();
        foreach (var (caseId, areaCode, tidings) in happened)
            foreach (var party in tidings.Parties)
                foreach (var channel in ChannelsOf(party, areaCode, routes))
                    foreach (var told in channel == NoticeChannel.InApp && !await HasReaderAsync(party, caseId, areaCode, ct) ? (Party[])[party, Party.PreventionOffice] : [party])
                        wanted.TryAdd(Notice.IdOf(tidings.EventId, told, channel, tidings.Round), new(tidings, told, channel, caseId, areaCode, actor.StaffId, clock.GetUtcNow()));

        var ids = wanted.Keys.ToList();
        if (ids.Count == 0) return;

        var known = await db.Notices.Where(notice => ids.Contains(notice.Id)).Select(notice => notice.Id).ToListAsync(ct);
        db.Notices.AddRange(wanted.Where(one => !known.Contains(one.Key)).Select(one => one.Value));
    }

    private async Task WithdrawAsync(Tidings gone, CancellationToken ct)
    {
        foreach (var notice in await db.Notices.Where(notice => notice.EventId == gone.EventId && notice.Round >= gone.Round && notice.AcknowledgedAt == null).ToListAsync(ct)) notice.Withdraw();
    }

    /// <summary>Whether somebody who takes the party's notices sees the case: a leader of its team or town, a psychiatrist of a hospital to which it is open. The office sees all of its area.</summary>
    private Task<bool> HasReaderAsync(Party party, ManagedCaseId caseId, string areaCode, CancellationToken ct) => Parties.RoleOf(party) switch
    {
        StaffRole.TeamLeader => HasLeaderAsync(caseId, AreaCode.Town(areaCode), ct),
        StaffRole.Psychiatrist => IsAtAHospitalAsync(caseId, ct),
        _ => Task.FromResult(true),
    };

    private async Task<bool> HasLeaderAsync(ManagedCaseId caseId, string? town, CancellationToken ct)
    {
        var inHand = db.ChangeTracker.Entries<ManagedCase>().FirstOrDefault(entry => entry.Entity.Id == caseId)?.Entity;
        var team = inHand is not null ? inHand.CareTeamId : await db.Cases.Where(managed => managed.Id == caseId).Select(managed => managed.CareTeamId).FirstOrDefaultAsync(ct);

        return await db.Staff.AnyAsync(staff => staff.Role == StaffRole.TeamLeader && staff.ClosedOn == null && (staff.AreaCode == town || (team != null && staff.CareTeamId == team)), ct);
    }

    /// <summary>As the nightly sweep asks it: a psychiatrist who works here sees the case now.</summary>
    private async Task<bool> IsAtAHospitalAsync(ManagedCaseId caseId, CancellationToken ct)
    {
        var psychiatrists = db.Staff.Where(staff => staff.Role == StaffRole.Psychiatrist && staff.ClosedOn == null);
        var given = db.ChangeTracker.Entries<CaseGrant>().Where(entry => entry.State == EntityState.Added && entry.Entity.CaseId == caseId && entry.Entity.InstitutionId is not null).Select(entry => entry.Entity.InstitutionId).OfType<InstitutionId>().ToList();
        if (given.Count > 0 && await psychiatrists.AnyAsync(staff => given.Contains(staff.InstitutionId), ct)) return true;

        var ended = db.ChangeTracker.Entries<CaseGrant>().Where(entry => entry.State == EntityState.Modified && entry.Entity.CaseId == caseId && entry.Entity.EndedAt is not null).Select(entry => entry.Entity.Id).ToList();
        var grants = db.CaseGrants.IgnoreQueryFilters(ScopeFilter.Only);
        if (ended.Count > 0) grants = grants.Where(grant => !ended.Contains(grant.Id)); // by this very change

        return await grants
            .Where(grant => grant.CaseId == caseId && grant.Kind == GrantKind.Specialist && grant.EndedAt == null && grant.FromAt <= db.Now && (grant.UntilAt == null || grant.UntilAt > db.Now))
            .AnyAsync(grant => psychiatrists.Any(staff => staff.InstitutionId == grant.InstitutionId || staff.Id == grant.StaffId), ct);
    }

    private static IEnumerable<NoticeChannel> ChannelsOf(Party party, string areaCode, List<NoticeRoute> routes)
    {
        if (Parties.RoleOf(party) is not null) yield return NoticeChannel.InApp;
        foreach (var channel in (NoticeChannel[])[NoticeChannel.WebHook, NoticeChannel.Email])
            if (NoticeRoute.Narrowest(routes, party, channel, areaCode) is not null) yield return channel;
    }
}
