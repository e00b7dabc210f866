using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Meetings;

public readonly record struct GroupMeetingId(Guid Value) : IEntityId<GroupMeetingId>
{
    private static readonly DateOnly Undated = new(2000, 1, 1);

    public static GroupMeetingId New() => new(Guid.CreateVersion7());

    /// <summary>The same form of the same group always makes the same id.</summary>
    public static GroupMeetingId Of(Staff.CareGroupId group, Guid key) => new(DerivedId.Of(group.Value, $"meeting:{key:N}", 0, Undated));

    public static GroupMeetingId From(Guid value) => new(value);

    // Lists are paged by key: the database compares the sixteen bytes, and so does this.
    public static bool operator >(GroupMeetingId left, GroupMeetingId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <(GroupMeetingId left, GroupMeetingId right) => right > left;
}

/// <summary>Why the record of a meeting is taken back.</summary>
public enum MeetingMistake
{
    /// <summary>会议没有开</summary>
    NotHeld = 1,

    /// <summary>小组填错</summary>
    WrongGroup = 2,

    /// <summary>日期填错</summary>
    WrongDay = 3,

    /// <summary>参会人员、患者或决定填错</summary>
    WrongContent = 4,

    /// <summary>重复录入</summary>
    EnteredTwice = 5,
}

/// <summary>小组会议 a care group has met: when, who took part, which patients were spoken about.</summary>
/// <remarks>Source: 2018 norm, comprehensive group: at least once a quarter (from memory); that care groups follow the same measure is our reading. What was decided are <see cref="GroupDecision"/>s.</remarks>
public sealed class GroupMeeting : AggregateRoot
{
    public const int MostPeople = 30;
    public const int MostCases = 50;
    public const int MostDecisions = 20;
    public const int GuestsMaxLength = 200;

    private readonly List<MeetingCase> _cases = [];

    private GroupMeeting() { }

    /// <param name="tookPart">The names of those who took part, as they were on the day.</param>
    /// <param name="cases">Assigned to the group, each once.</param>
    public GroupMeeting(GroupMeetingId id, CareGroup group, DateOnly heldOn, IReadOnlyList<string> tookPart, string? guests, IEnumerable<ManagedCaseId> cases, StaffId by, DateTimeOffset now, DateOnly today)
    {
        Rule.Require(group.ClosedOn is null || heldOn <= group.ClosedOn, "care-group.closed", "This group is closed.");
        Rule.Require(heldOn <= today, "meeting.in-future", "A meeting is not recorded ahead of time.");
        Rule.Require(tookPart.Count > 0, "meeting.nobody", "Somebody took part.");

        (Id, CareGroupId, AreaCode, HeldOn, TookPart, Guests, RecordedBy, RecordedAt) = (id, group.Id, group.AreaCode, heldOn, tookPart, guests, by, now);
        _cases.AddRange(cases.Distinct().Select(caseId => new MeetingCase(id, caseId)));
    }

    public GroupMeetingId Id { get; private set; }

    public CareGroupId CareGroupId { get; private set; }

    public string AreaCode { get; private set; } = "";

    public DateOnly HeldOn { get; private set; }

    public IReadOnlyList<string> TookPart { get; private set; } = [];

    /// <summary>Who took part besides the members.</summary>
    public string? Guests { get; private set; }

    public StaffId RecordedBy { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>The day on which the record was taken back; null while it holds. It stays written.</summary>
    public DateOnly? TakenBackOn { get; private set; }

    public StaffId? TakenBackBy { get; private set; }

    public MeetingMistake? TakenBackFor { get; private set; }

    public IReadOnlyList<MeetingCase> Cases => _cases;

    /// <summary>The last day on which the next meeting is on time.</summary>
    /// <param name="lastOn">Of the last meeting; where there was none, the day from which the group is counted.</param>
    /// <param name="months">Calendar months between two meetings.</param>
    public static DateOnly NextBy(DateOnly lastOn, int months) => lastOn.AddMonths(months);

    /// <summary>The record was a mistake: the group has not met by it, and what it decided and nobody has done is given up. A right one is recorded beside it.</summary>
    /// <remarks>Nobody gives up with it what they might not close: see <see cref="GroupDecision.Close"/>.</remarks>
    /// <param name="decided">All that was decided in it.</param>
    /// <param name="isAbove">Whoever takes it back leads the team or is of the office, and may do so for whoever recorded it and for whoever has to do what it decided.</param>
    public void TakeBack(MeetingMistake why, IEnumerable<GroupDecision> decided, StaffId by, bool isAbove, DateOnly today)
    {
        Rule.Require(TakenBackOn is null, "meeting.taken-back", "The record of this meeting has been taken back already.");
        Rule.Require(by == RecordedBy || isAbove, "meeting.not-yours", "Whoever recorded a meeting takes it back, or the leader or the office.");
        var open = decided.Where(decision => decision.DoneOn is null).ToList();
        Rule.Require(isAbove || open.TrueForAll(decision => decision.OwnerId == by), "meeting.others-decisions", "Others have still to do what it decided: the leader or the office takes it back.");

        (TakenBackOn, TakenBackBy, TakenBackFor) = (today, by, why);
        foreach (var decision in open) decision.GiveUp(by, today);
        Changed();
    }
}

/// <summary>A patient who was spoken about in a meeting.</summary>
public sealed class MeetingCase
{
    private MeetingCase() { }

    internal MeetingCase(GroupMeetingId meetingId, ManagedCaseId caseId) => (MeetingId, CaseId) = (meetingId, caseId);

    public GroupMeetingId MeetingId { get; private set; }

    public ManagedCaseId CaseId { get; private set; }
}
