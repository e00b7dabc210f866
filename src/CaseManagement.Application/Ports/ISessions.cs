namespace CaseManagement.Application.Ports;

/// <summary>Who holds a session, as it is at this moment.</summary>
public sealed record SessionHolder(Acting Acting, string Name);

/// <summary>Finds who holds a session; every request asks, so that an end works at once.</summary>
public interface ISessions
{
    /// <summary>Asks and notes that the session was seen, in a scope of its own.</summary>
    /// <returns>Null for a session that has ended, has been idle for too long or is too old, that belongs to another door, or whose account is closed.</returns>
    Task<SessionHolder?> FindAsync(Guid sessionId, SessionDoor door, CancellationToken ct);
}
