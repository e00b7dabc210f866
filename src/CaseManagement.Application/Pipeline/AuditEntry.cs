using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Pipeline;

/// <summary>What somebody did that is kept for good.</summary>
public enum AuditKind
{
    Command = 1,
    Read = 2,
    Search = 3,
    SignIn = 4,
}

/// <summary>Who did or saw what, of whom, when and why: one link of a chain in which nothing can be changed, removed or put in without showing.</summary>
/// <remarks>It holds codes, ids and counts; of what was searched for it holds which filters were set, never with what.</remarks>
public sealed class AuditEntry
{
    public const int RequestMaxLength = 100;
    public const int SubjectMaxLength = 100;
    public const int ReasonMaxLength = 500;
    public const int DetailMaxLength = 1000;

    private AuditEntry() { }

    internal AuditEntry(AuditKind kind, Acting? acting, string request, DateTimeOffset at)
    {
        (Kind, Request) = (kind, request);
        At = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero); // as fine as every engine keeps it
        if (acting is not null) By(acting.StaffId, acting.SessionId);
    }

    /// <summary>What is known of a request before it is handled: who asks, for what, and why.</summary>
    internal static AuditEntry Draft<TRequest>(TRequest request, AuditKind kind, IActor actor, TimeProvider clock)
    {
        var entry = new AuditEntry(kind, actor.IsKnown ? actor.Acting : null, typeof(TRequest).Name, clock.GetUtcNow());
        entry.Because((request as IReasoned)?.AuditReason);

        return entry;
    }

    /// <summary>The number in the chain, without a gap.</summary>
    public long Id { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>All zeros where somebody tried to sign in to an account that there is not.</summary>
    public StaffId Actor { get; private set; }

    /// <summary>The sign-in under which it was done; null for the timetable and for a verb at the machine.</summary>
    public Guid? SessionId { get; private set; }

    public AuditKind Kind { get; private set; }

    /// <summary>The name of the request's type.</summary>
    public string Request { get; private set; } = "";

    public ManagedCaseId? CaseId { get; private set; }

    /// <summary>What else it was about, by kind and id: <c>alert:12</c>.</summary>
    public string? Subject { get; private set; }

    /// <summary>A code; after it a person's own words only where the code says nothing: <c>other: …</c>.</summary>
    public string? Reason { get; private set; }

    /// <summary>Small JSON of codes and counts: the filters of a search and how many rows it showed.</summary>
    public string? Detail { get; private set; }

    /// <summary>Which version of the installation's key made <see cref="Mac"/>; 0 for what is older than the chain.</summary>
    public int KeyVersion { get; private set; }

    /// <summary>Proves this entry and, through it, all before it; empty for what is older than the chain.</summary>
    public byte[] Mac { get; private set; } = [];

    /// <summary>An attempt says whose account was tried and how it ended: it is kept also where it was refused.</summary>
    internal void Tried(StaffId? whose, string outcome)
    {
        if (whose is { } known) Actor = known;
        With(System.Text.Json.JsonSerializer.Serialize(new { outcome }));
    }

    /// <summary>It was tried and refused.</summary>
    internal void Refused(string code) => With(System.Text.Json.JsonSerializer.Serialize(new { refused = code }));

    /// <summary>Whose doing it was, where that is known only while it is done.</summary>
    public void By(StaffId actor, Guid? sessionId = null) => (Actor, SessionId) = (actor, sessionId);

    /// <summary>What it was about; what has been said before stays.</summary>
    public void About(ManagedCaseId? caseId, string? subject = null)
    {
        CaseId ??= caseId;
        Subject ??= Cut(subject, SubjectMaxLength);
    }

    internal void Because(string? reason) => Reason = Cut(reason, ReasonMaxLength);

    internal void With(string? detail) => Detail = detail?.Length > DetailMaxLength ? null : detail;

    /// <summary>Takes its place in the chain; only the chain itself calls this.</summary>
    public void Link(long id, int keyVersion, Func<AuditEntry, byte[]> mac)
    {
        (Id, KeyVersion) = (id, keyVersion);
        Mac = mac(this);
    }

    private static string? Cut(string? text, int maxLength) => text?.Length > maxLength ? text[..maxLength] : text;
}
