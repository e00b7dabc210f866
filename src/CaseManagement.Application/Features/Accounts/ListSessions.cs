namespace CaseManagement.Application.Features.Accounts;

/// <summary>One's own sessions that still live, the one most lately seen first.</summary>
[Needs(Right.OwnAccount)]
public sealed record ListSessions : IQuery<IReadOnlyList<SessionRow>>;

public sealed record SessionRow(Guid Id, SessionDoor Door, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, DateTimeOffset EndsAt, string? UserAgent, string? Address, bool IsThis);

internal sealed class ListSessionsHandler(ICaseDb db, IActor actor, SignInSettings settings, TimeProvider clock) : IRequestHandler<ListSessions, IReadOnlyList<SessionRow>>
{
    private const int MostShown = 100;

    public async Task<IReadOnlyList<SessionRow>> Handle(ListSessions query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var idleSince = now - settings.Idle;
        var mine = actor.Acting.SessionId;

        return await db.Sessions
            .Where(session => session.StaffId == actor.StaffId && session.EndedAt == null && session.EndsAt > now && session.LastSeenAt > idleSince)
            .OrderByDescending(session => session.LastSeenAt).ThenByDescending(session => session.Id).Take(MostShown)
            .Select(session => new SessionRow(session.Id, session.Door, session.StartedAt, session.LastSeenAt, session.EndsAt, session.UserAgent, session.Address, session.Id == mine))
            .ToListAsync(ct);
    }
}
