using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Telling;

public readonly record struct NoticeId(Guid Value) : IEntityId<NoticeId>
{
    public static NoticeId From(Guid value) => new(value);

    // Whoever goes through all of them pages by key: the database compares the sixteen bytes, and so does this.
    public static bool operator >(NoticeId left, NoticeId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <(NoticeId left, NoticeId right) => right > left;
}

/// <summary>What others are told of. The numbers are stored and never move.</summary>
public enum NoticeEvent
{
    /// <summary>应急处置已启动</summary>
    CrisisStarted = 1,

    /// <summary>失访已确认</summary>
    LossConfirmed = 2,

    /// <summary>高风险人员离开辖区</summary>
    DangerousMove = 3,

    /// <summary>有预警送达: alerts have reached the department today.</summary>
    AlertsReached = 4,

    /// <summary>外出上门未按时报平安: somebody who set out to a patient is not back by the time they named.</summary>
    NotBack = 5,

    /// <summary>线索逾期未办: nobody has looked into what was heard, or brought it to its end, in time.</summary>
    ClueLate = 6,

    /// <summary>高风险人员不同意管理</summary>
    DangerousRefusal = 7,
}

/// <summary>By which way a notice goes. The numbers are stored and never move.</summary>
public enum NoticeChannel
{
    /// <summary>系统内</summary>
    InApp = 1,

    /// <summary>接口推送</summary>
    WebHook = 2,

    /// <summary>电子邮件</summary>
    Email = 3,
}

/// <summary>How far a notice has come. The numbers are stored and never move.</summary>
public enum NoticeState
{
    /// <summary>待发送</summary>
    Waiting = 1,

    /// <summary>已送达</summary>
    Sent = 2,

    /// <summary>未送达 given up: an administrator sends it again.</summary>
    Dead = 3,

    /// <summary>已撤回 what it tells has not happened after all, and nobody had to know.</summary>
    Withdrawn = 4,
}

/// <summary>Something has happened in a case that these parties are to be told of.</summary>
/// <param name="EventId">The emergency, the loss, the move or the outing.</param>
/// <param name="Round">How often it had happened before: each time is told of.</param>
/// <param name="IsGone">It has not happened after all: what was told of it, from that time on, is taken back.</param>
/// <param name="MovedFrom">It has come along with the patient from there: who was there already is not told again.</param>
public sealed record Tidings(NoticeEvent Event, Guid EventId, IReadOnlyList<Party> Parties, int Round = 0, bool IsGone = false, string? MovedFrom = null);

/// <summary>通知 what the system itself writes to one department of one event by one way, and how far it has come. It holds codes and ids, never a name, a number or a diagnosis.</summary>
/// <remarks>A letter and no proof that anybody knows: who was told, by whom and how, is a fact of the case, which a notice enters by being acknowledged inside. Its id is derived from the event, how often it happened, the party and the way, and goes with it as the key by which a receiver knows what came twice.</remarks>
public sealed class Notice : AggregateRoot
{
    public const int FaultMaxLength = 50;

    private Notice() { }

    public Notice(Tidings tidings, Party party, NoticeChannel channel, ManagedCaseId caseId, string areaCode, StaffId by, DateTimeOffset at)
    {
        Id = IdOf(tidings.EventId, party, channel, tidings.Round);
        (Event, EventId, Round, Party, Channel) = (tidings.Event, tidings.EventId, tidings.Round, party, channel);
        (CaseId, AreaCode) = (caseId, areaCode);
        Write(by, at);
    }

    /// <summary>Alerts have reached the department of an area: it is told once a day, however many there are.</summary>
    public Notice(DateOnly day, Party party, NoticeChannel channel, string areaCode, StaffId by, DateTimeOffset at)
    {
        var @event = AlertsOf(areaCode, day);
        Id = IdOf(@event, party, channel);
        (Event, EventId, Party, Channel) = (NoticeEvent.AlertsReached, @event, party, channel);
        AreaCode = areaCode;
        Write(by, at);
    }

    /// <summary>A clue is late: the department is told once for each day by which it was due.</summary>
    public Notice(ClueId clue, DateOnly dueOn, ManagedCaseId? caseId, Party party, NoticeChannel channel, string areaCode, StaffId by, DateTimeOffset at)
    {
        Id = IdOf(clue.Value, party, channel, dueOn.DayNumber);
        (Event, EventId, Round, Party, Channel) = (NoticeEvent.ClueLate, clue.Value, dueOn.DayNumber, party, channel);
        (CaseId, AreaCode) = (caseId, areaCode);
        Write(by, at);
    }

    public NoticeId Id { get; private set; }

    public NoticeEvent Event { get; private set; }

    public Guid EventId { get; private set; }

    /// <summary>Which time it is: how often an emergency has begun anew or moved, or the number of the day by which a clue was due. Each is told of.</summary>
    public int Round { get; private set; }

    public Party Party { get; private set; }

    public NoticeChannel Channel { get; private set; }

    /// <summary>Null where it is about no single case.</summary>
    public ManagedCaseId? CaseId { get; private set; }

    /// <summary>Where the case was when it was written, or the area of the route: the way is found by it.</summary>
    public string AreaCode { get; private set; } = "";

    public StaffId CreatedBy { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public NoticeState State { get; private set; }

    /// <summary>How often it was tried since it was written or sent again by hand.</summary>
    public int Attempts { get; private set; }

    /// <summary>Not tried before this; null where nothing is left to try.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>Why the last attempt failed, as a code.</summary>
    public string? Fault { get; private set; }

    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <summary>Who acknowledged it inside the system; null where the receiver did it from outside.</summary>
    public StaffId? AcknowledgedBy { get; private set; }

    public static NoticeId IdOf(Guid eventId, Party party, NoticeChannel channel, int round = 0) =>
        new(DerivedId.Of(eventId, round == 0 ? $"notice-{(int)party}" : $"notice-{(int)party}-{round}", (int)channel, new DateOnly(2000, 1, 1)));

    /// <summary>What reached the departments of an area in one day is one event.</summary>
    public static Guid AlertsOf(string areaCode, DateOnly day) => DerivedId.Of(Guid.Empty, $"alerts-{areaCode}", 0, day);

    /// <summary>Somebody begins to send it: until the next attempt is due, nobody else does.</summary>
    public void Begin(DateTimeOffset now, NoticePatience patience)
    {
        Attempts++;
        NextAt = now + patience.WaitAfter(Attempts);
        Changed();
    }

    /// <summary>The receiver took it, whichever attempt it was.</summary>
    public void Arrived(DateTimeOffset now)
    {
        (State, SentAt, NextAt, Fault) = (NoticeState.Sent, SentAt ?? now, null, null);
        Changed();
    }

    /// <summary>It did not arrive: it is tried again later, or given up after the last attempt.</summary>
    public void Failed(string fault, NoticePatience patience)
    {
        Fault = fault;
        if (Attempts >= patience.MostAttempts) (State, NextAt) = (NoticeState.Dead, null);
        Changed();
    }

    /// <summary>An administrator sends it again, under the same key.</summary>
    public void Replay(DateTimeOffset now)
    {
        Rule.Require(State == NoticeState.Dead, "notice.not-dead", "Only what was given up is sent again by hand.");

        (State, Attempts, NextAt) = (NoticeState.Waiting, 0, now);
        Changed();
    }

    /// <summary>Whoever was told says that they know; the first time counts.</summary>
    public void Acknowledge(StaffId? by, DateTimeOffset now)
    {
        if (AcknowledgedAt is not null) return;

        (AcknowledgedAt, AcknowledgedBy) = (now, by);
        if (State != NoticeState.Sent) Arrived(now);
        Changed();
    }

    /// <summary>It has not happened after all: whoever has not looked need not, and what waits is not sent. What has left the house or was acknowledged stays as it is.</summary>
    public void Withdraw()
    {
        if (AcknowledgedAt is not null || (State == NoticeState.Sent && Channel != NoticeChannel.InApp)) return;

        (State, NextAt) = (NoticeState.Withdrawn, null);
        Changed();
    }

    private void Write(StaffId by, DateTimeOffset at)
    {
        (CreatedBy, CreatedAt) = (by, at);
        State = Channel == NoticeChannel.InApp ? NoticeState.Sent : NoticeState.Waiting;
        if (State == NoticeState.Sent) SentAt = at;
        else NextAt = at;
    }
}
