using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Infrastructure.Accounts;

/// <summary>Finds who holds a session with one query; where a case from elsewhere is open to them, a second tells which.</summary>
internal sealed class Sessions(IServiceScopeFactory scopes, SignInSettings settings, TimeProvider clock) : ISessions
{
    /// <summary>How exactly it is known when a session was last seen; each request would otherwise be a write.</summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    public async Task<SessionHolder?> FindAsync(Guid sessionId, SessionDoor door, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope(); // not the request's: its database opens for whoever acts, and that is not known yet
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        var now = clock.GetUtcNow();
        var idleSince = now - settings.Idle;
        var open = db.OpenInEmergency(now);
        var query =
            from session in db.Sessions.AsNoTracking()
            join staff in db.Staff on session.StaffId equals staff.Id
            join account in db.Accounts on session.StaffId equals account.Id
            where session.Id == sessionId && session.Door == door && session.EndedAt == null && session.EndsAt > now && session.LastSeenAt > idleSince && account.ClosedAt == null
            select new { Staff = staff, session.LastSeenAt, account.MustChangePassword, account.TwoFactorEnabled, IsOpenToThem = open.Any(grant => grant.StaffId == staff.Id) };
        if (await query.FirstOrDefaultAsync(ct) is not { } found) return null;

        if (found.LastSeenAt <= now - SeenEvery)
            await db.Sessions.Where(session => session.Id == sessionId).ExecuteUpdateAsync(session => session.SetProperty(x => x.LastSeenAt, now), ct);

        var owes = Credentials.DutyOf(found.MustChangePassword, found.TwoFactorEnabled, settings.SecondFactorRoles.Contains(found.Staff.Role));
        var acting = Acting.As(found.Staff, sessionId) with { Owes = owes };
        if (found.IsOpenToThem) acting = acting with { EmergencyCases = await db.EmergencyCasesAsync(found.Staff, now, ct) }; // rare, and so not asked with the rest

        return new SessionHolder(acting, found.Staff.Name);
    }
}
