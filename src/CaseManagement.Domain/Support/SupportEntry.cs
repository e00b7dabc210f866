using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Support;

public readonly record struct SupportEntryId(Guid Value) : IEntityId<SupportEntryId>
{
    /// <summary>The same said by the same person of the same day makes the same id, until they have said it.</summary>
    /// <param name="before">How often they have said it of that day already.</param>
    public static SupportEntryId Of(ManagedCaseId caseId, DateOnly on, SupportMeans means, SupportSeen seen, StaffId by, int before) => new(DerivedId.Of(caseId.Value, $"support:{(int)means}:{(int)seen}:{by.Value:N}", before, on));

    public static SupportEntryId From(Guid value) => new(value);
}

/// <summary>How somebody was in touch with a patient. The numbers are stored and never move.</summary>
public enum SupportMeans
{
    /// <summary>上门看望</summary>
    Visit = 1,

    /// <summary>在外遇见或来访</summary>
    Met = 2,

    /// <summary>电话</summary>
    Phone = 3,
}

/// <summary>Which way of being in touch can have had which outcome.</summary>
public static class SupportMeansSeen
{
    /// <summary>Whoever met the patient has reached them.</summary>
    public static bool Fits(this SupportMeans means, SupportSeen seen) => means != SupportMeans.Met || seen != SupportSeen.NotReached;
}

/// <summary>What somebody who is no clinician saw. The numbers are stored and never move.</summary>
public enum SupportSeen
{
    /// <summary>和平时一样</summary>
    AsUsual = 1,

    /// <summary>和平时不一样</summary>
    Different = 2,

    /// <summary>没见到，从家人处了解</summary>
    FromFamily = 3,

    /// <summary>没见到，也没联系上</summary>
    NotReached = 4,
}

/// <summary>帮扶记录 a member of a care group, or of the team, was in touch with a patient: who, when, how, and in one word what was seen.</summary>
/// <remarks>It holds no words of its own, so that nobody writes clinical notes into it, and it is no follow-up: it settles no task and moves no date.</remarks>
public sealed class SupportEntry
{
    private SupportEntry() { }

    public SupportEntry(SupportEntryId id, ManagedCaseId caseId, DateOnly on, SupportMeans means, SupportSeen seen, StaffId by, DateTimeOffset now, DateOnly today)
    {
        Rule.Require(on <= today, "support-entry.in-future", "Nothing is recorded ahead of time.");
        Rule.Require(means.Fits(seen), "support-entry.contradictory", "Whoever met the patient has reached them.");

        (Id, CaseId, On, Means, Seen, By, RecordedAt) = (id, caseId, on, means, seen, by, now);
    }

    public SupportEntryId Id { get; private set; }

    public ManagedCaseId CaseId { get; private set; }

    public DateOnly On { get; private set; }

    public SupportMeans Means { get; private set; }

    public SupportSeen Seen { get; private set; }

    public StaffId By { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }
}
