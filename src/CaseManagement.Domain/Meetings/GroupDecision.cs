using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Meetings;

public readonly record struct GroupDecisionId(Guid Value) : IEntityId<GroupDecisionId>
{
    public static GroupDecisionId New() => new(Guid.CreateVersion7());

    public static GroupDecisionId From(Guid value) => new(value);

    // Lists are paged by key: the database compares the sixteen bytes, and so does this.
    public static bool operator >(GroupDecisionId left, GroupDecisionId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <(GroupDecisionId left, GroupDecisionId right) => right > left;
}

/// <summary>会议决定 what a meeting decided: what is to be done, by whom, by when. It stays open, and gets late, until it is closed with a result.</summary>
public sealed class GroupDecision : AggregateRoot
{
    public const int TextMaxLength = 200;
    public const int ResultMaxLength = 500;

    private GroupDecision() { }

    /// <param name="caseId">The patient it is about, one of those who were spoken about; null where it is about nobody.</param>
    public GroupDecision(GroupDecisionId id, GroupMeeting meeting, string text, StaffId owner, DateOnly dueOn, ManagedCaseId? caseId)
    {
        Rule.Require(dueOn >= meeting.HeldOn, "decision.due-before", "A decision is not due before the meeting.");
        Rule.Require(caseId is null || meeting.Cases.Any(spoken => spoken.CaseId == caseId), "decision.other-case", "A decision is about a patient who was spoken about.");

        (Id, MeetingId, CareGroupId, AreaCode) = (id, meeting.Id, meeting.CareGroupId, meeting.AreaCode);
        (Text, OwnerId, DueOn, CaseId) = (text, owner, dueOn, caseId);
    }

    public GroupDecisionId Id { get; private set; }

    public GroupMeetingId MeetingId { get; private set; }

    public CareGroupId CareGroupId { get; private set; }

    public string AreaCode { get; private set; } = "";

    public ManagedCaseId? CaseId { get; private set; }

    public string Text { get; private set; } = "";

    public StaffId OwnerId { get; private set; }

    /// <summary>The last day on which it is on time.</summary>
    public DateOnly DueOn { get; private set; }

    public DateOnly? DoneOn { get; private set; }

    public StaffId? DoneBy { get; private set; }

    /// <summary>What came of it; null while it is open, and where it was given up with the record of its meeting.</summary>
    public string? Result { get; private set; }

    /// <summary>Whole days of the service's zone since the last day on time; 0 while it is on time and once it is closed. It stays open however late it is.</summary>
    public int DaysLate(DateOnly today) => DoneOn is null && today > DueOn ? today.DayNumber - DueOn.DayNumber : 0;

    /// <summary>Whoever leads the team or is of the office closes what others were given to do.</summary>
    public static bool IsAbove(StaffRole role) => role is StaffRole.TeamLeader or StaffRole.PreventionOffice;

    /// <summary>Somebody else is to do it, by the same day.</summary>
    /// <param name="isAbove">Whoever gives it on leads the team or is of the office, and may do so for the owner.</param>
    public void HandTo(StaffId to, StaffId by, bool isAbove)
    {
        Rule.Require(DoneOn is null, "decision.closed", "This decision has been closed already.");
        Rule.Require(by == OwnerId || isAbove, "decision.not-yours", "The owner of a decision gives it on, or the leader or the office.");

        OwnerId = to;
        Changed();
    }

    /// <summary>It is done, or it was given up; either way somebody says what came of it.</summary>
    /// <param name="isAbove">Whoever closes it leads the team or is of the office, and may do so for the owner.</param>
    public void Close(string result, StaffId by, bool isAbove, DateOnly today)
    {
        Rule.Require(DoneOn is null, "decision.closed", "This decision has been closed already.");
        Rule.Require(by == OwnerId || isAbove, "decision.not-yours", "The owner of a decision closes it, or the leader or the office.");
        Rule.Require(!string.IsNullOrWhiteSpace(result), "decision.needs-result", "What came of it is said in words.");

        (DoneOn, DoneBy, Result) = (today, by, result);
        Changed();
    }

    /// <summary>The record of its meeting was a mistake.</summary>
    internal void GiveUp(StaffId by, DateOnly today)
    {
        (DoneOn, DoneBy) = (today, by);
        Changed();
    }
}
