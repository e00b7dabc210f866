using System.Collections.Concurrent;
using CaseManagement.Application.Ports;

namespace CaseManagement.Web;

/// <summary>Says of an endpoint that it shows nobody, keeps nothing and computes from what is sent alone.</summary>
/// <remarks>So a session that was ended a moment ago does no harm there, and need not be looked up for every question.</remarks>
internal sealed class OnlyComputes;

/// <summary>Who held a session when it was looked up a moment ago; every other door looks it up each time.</summary>
internal sealed class RecentSessions(ISessions sessions, SecuritySettings settings, TimeProvider clock)
{
    private const int MostRemembered = 10_000;

    private readonly TimeSpan _moment = settings.Seconds("session-remembered");
    private readonly ConcurrentDictionary<(Guid, SessionDoor), (SessionHolder Holder, DateTimeOffset Until)> _remembered = [];

    public async ValueTask<SessionHolder?> FindAsync(Guid sessionId, SessionDoor door, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_remembered.TryGetValue((sessionId, door), out var recent) && recent.Until > now) return recent.Holder;
        if (await sessions.FindAsync(sessionId, door, ct) is not { } holder) return null;

        if (_remembered.Count >= MostRemembered) _remembered.Clear();
        _remembered[(sessionId, door)] = (holder, now + _moment);

        return holder;
    }
}
