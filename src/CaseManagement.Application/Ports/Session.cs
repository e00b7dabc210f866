using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Ports;

/// <summary>The door through which somebody came in: a session of one is none at the other.</summary>
public enum SessionDoor
{
    Page = 1,
    Api = 2,
}

/// <summary>Why a session ended before its time.</summary>
public enum SessionEnd
{
    SignedOut = 1,

    /// <summary>From the owner's list of sessions.</summary>
    EndedByOwner = 2,
    PasswordChanged = 3,
    SecondFactorChanged = 4,

    /// <summary>The administrator, or whoever stands at the machine, gave a new first password or forgot the second factor.</summary>
    AccountReset = 5,
    AccountClosed = 6,

    /// <summary>A refresh token came a second time: somebody else may hold it.</summary>
    TokenReplayed = 7,
}

/// <summary>One sign-in of one person, from its start to its end; whoever holds its cookie or token acts as that person.</summary>
public sealed class Session
{
    public const int UserAgentMaxLength = 200;
    public const int AddressMaxLength = 50;

    private Session() { }

    public Session(StaffId staffId, SessionDoor door, DateTimeOffset startedAt, DateTimeOffset endsAt, string? userAgent, string? address)
    {
        (Id, StaffId, Door) = (Guid.CreateVersion7(startedAt), staffId, door);
        (StartedAt, LastSeenAt, EndsAt) = (startedAt, startedAt, endsAt);
        (UserAgent, Address) = (Cut(userAgent, UserAgentMaxLength), Cut(address, AddressMaxLength));
    }

    public Guid Id { get; private set; }

    public StaffId StaffId { get; private set; }

    public SessionDoor Door { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Written once a minute at most, so it may be a minute behind.</summary>
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>However busy it is, it is over then.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public SessionEnd? EndedBy { get; private set; }

    public string? UserAgent { get; private set; }

    public string? Address { get; private set; }

    /// <summary>The number of the one refresh token that is good now.</summary>
    public int RefreshSerial { get; private set; } = 1;

    public bool IsLive(DateTimeOffset now, TimeSpan idle) => EndedAt is null && now < EndsAt && now < LastSeenAt + idle;

    public void End(SessionEnd reason, DateTimeOffset at)
    {
        if (EndedAt is null) (EndedAt, EndedBy) = (at, reason);
    }

    /// <summary>A new refresh token takes the place of the last one.</summary>
    public void Refresh(DateTimeOffset at) => (RefreshSerial, LastSeenAt) = (RefreshSerial + 1, at);

    private static string? Cut(string? text, int length) => text?.Length > length ? text[..length] : text;
}

/// <summary>How sessions of one person end together.</summary>
public static class SessionEnding
{
    /// <returns>How many ended; the command saves.</returns>
    public static async Task<int> EndAllAsync(this DbSet<Session> sessions, StaffId staffId, Guid? except, SessionEnd reason, DateTimeOffset now, CancellationToken ct)
    {
        var live = await sessions.Where(session => session.StaffId == staffId && session.EndedAt == null && session.EndsAt > now && session.Id != except).ToListAsync(ct);
        foreach (var session in live) session.End(reason, now);

        return live.Count;
    }
}
