using CaseManagement.Application.Ports;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;
using CaseManagement.Domain.Telling;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

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
                    foreach (var told in channel == NoticeChannel.InApp ? await ToldInsideAsync(party, caseId, areaCode, tidings, ct) : GoesTheWayOfBefore(party, channel, areaCode, tidings, routes) ? [] : [party])
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

    /// <summary>The party, and the office as well where nobody of it sees the case. Of an emergency that has come along on a move: where they are others than before, and none has a notice of it that waits to be read, since whoever is there now reads that one.</summary>
    private async Task<IReadOnlyList<Party>> ToldInsideAsync(Party party, ManagedCaseId caseId, string areaCode, Tidings tidings, CancellationToken ct)
    {
        var hasReader = await HasReaderAsync(party, caseId, ct);
        if (tidings.MovedFrom is { } from && hasReader && !await AreOthersAsync(party, caseId, from, areaCode, ct)) return [];

        Party[] told = hasReader ? [party] : [party, Party.PreventionOffice];
        if (tidings.MovedFrom is null) return told;

        var unread = await db.Notices.Where(notice => notice.EventId == tidings.EventId && notice.Channel == NoticeChannel.InApp && notice.State == NoticeState.Sent && notice.AcknowledgedAt == null).Select(notice => notice.Party).ToListAsync(ct);
        return [.. told.Except(unread)];
    }

    private static bool GoesTheWayOfBefore(Party party, NoticeChannel channel, string areaCode, Tidings tidings, List<NoticeRoute> routes) =>
        tidings.MovedFrom is { } from && NoticeRoute.Narrowest(routes, party, channel, from)?.Id == NoticeRoute.Narrowest(routes, party, channel, areaCode)?.Id;

    /// <summary>Whether somebody who takes the party's notices sees the case: a leader of its team, a psychiatrist of a hospital to which it is open. The office sees all of its area.</summary>
    private Task<bool> HasReaderAsync(Party party, ManagedCaseId caseId, CancellationToken ct) => Parties.RoleOf(party) switch
    {
        StaffRole.TeamLeader => HasLeaderAsync(caseId, ct),
        StaffRole.Psychiatrist => IsAtAHospitalAsync(caseId, ct),
        _ => Task.FromResult(true),
    };

    /// <summary>Whether this change brings the case to readers who did not have it.</summary>
    private async Task<bool> AreOthersAsync(Party party, ManagedCaseId caseId, string from, string areaCode, CancellationToken ct) => Parties.RoleOf(party) switch
    {
        StaffRole.TeamLeader => InHand(caseId) is { } entry && entry.Property(managed => managed.CareTeamId).OriginalValue != entry.Entity.CareTeamId,
        StaffRole.Psychiatrist => await db.WorksInAnyAsync(Opened(caseId).Where(grant => grant.Reason == GrantReason.InEmergency), ct),
        StaffRole.PreventionOffice => (await db.Staff.Where(staff => staff.Role == StaffRole.PreventionOffice && staff.ClosedOn == null).Select(staff => staff.AreaCode).Distinct().ToListAsync(ct)).Exists(office => AreaCode.Contains(office, areaCode) && !AreaCode.Contains(office, from)),
        _ => true,
    };

    private async Task<bool> HasLeaderAsync(ManagedCaseId caseId, CancellationToken ct)
    {
        var team = InHand(caseId) is { } entry ? entry.Entity.CareTeamId : await db.Cases.Where(managed => managed.Id == caseId).Select(managed => managed.CareTeamId).FirstOrDefaultAsync(ct);

        return team is not null && await db.Leaders().AnyAsync(staff => staff.CareTeamId == team, ct);
    }

    /// <summary>As the nightly sweep asks it: a psychiatrist who works here sees the case now, also by what this very change opens, and not by what it ends.</summary>
    private async Task<bool> IsAtAHospitalAsync(ManagedCaseId caseId, CancellationToken ct)
    {
        if (await db.WorksInAnyAsync(Opened(caseId), ct)) return true;

        var ended = db.ChangeTracker.Entries<CaseGrant>().Where(entry => entry.State == EntityState.Modified && entry.Entity.CaseId == caseId && entry.Entity.EndedAt is not null).Select(entry => entry.Entity.Id).ToList();
        var grants = db.OpenToSpecialists(db.CaseGrants.IgnoreQueryFilters(ScopeFilter.Only), db.Now);
        if (ended.Count > 0) grants = grants.Where(grant => !ended.Contains(grant.Id));

        return await grants.AnyAsync(grant => grant.CaseId == caseId, ct);
    }

    private EntityEntry<ManagedCase>? InHand(ManagedCaseId caseId) => db.ChangeTracker.Entries<ManagedCase>().FirstOrDefault(entry => entry.Entity.Id == caseId);

    /// <summary>What this change opens of the case, or opens anew.</summary>
    private IEnumerable<CaseGrant> Opened(ManagedCaseId caseId) => db.ChangeTracker.Entries<CaseGrant>()
        .Where(entry => entry.Entity.CaseId == caseId && entry.Entity.Kind == GrantKind.Specialist && entry.Entity.IsActive(db.Now) && (entry.State == EntityState.Added || (entry.State == EntityState.Modified && entry.Property(grant => grant.UntilAt) is { IsModified: true, CurrentValue: null })))
        .Select(entry => entry.Entity);

    private static IEnumerable<NoticeChannel> ChannelsOf(Party party, string areaCode, List<NoticeRoute> routes)
    {
        if (Parties.RoleOf(party) is not null) yield return NoticeChannel.InApp;
        foreach (var channel in (NoticeChannel[])[NoticeChannel.WebHook, NoticeChannel.Email])
            if (NoticeRoute.Narrowest(routes, party, channel, areaCode) is not null) yield return channel;
    }
}
