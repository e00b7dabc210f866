using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Support;

public readonly record struct PairMarkId(Guid Value) : IEntityId<PairMarkId>
{
    public static PairMarkId New() => new(Guid.CreateVersion7());

    public static PairMarkId From(Guid value) => new(value);
}

/// <summary>Why nobody goes to a patient alone. The numbers are stored and never move.</summary>
/// <remarks>Source: <c>db/reference/pair-reasons.csv</c>, after the risk factors that ask for joint visits (2018 norm, from memory).</remarks>
public enum PairReason
{
    /// <summary>曾有暴力行为</summary>
    PastViolence = 1,

    /// <summary>言语威胁或扬言伤人</summary>
    Threats = 2,

    /// <summary>饮酒或使用毒品</summary>
    AlcoholOrDrugs = 3,

    /// <summary>被害妄想</summary>
    PersecutoryDelusion = 4,

    /// <summary>反社会行为</summary>
    AntisocialBehaviour = 5,

    /// <summary>情绪不稳或近期压力大</summary>
    UnstableMood = 6,

    /// <summary>住处或周边不安全</summary>
    UnsafePlace = 7,

    /// <summary>其他 something else, said in the note.</summary>
    Other = 9,
}

/// <summary>结伴上门 nobody goes to this patient alone: why, who said so, and when it is looked at again. A mark is ended and never deleted; one that still holds is renewed by another.</summary>
public sealed class PairMark : AggregateRoot
{
    public const int NoteMaxLength = 200;

    private PairMark() { }

    /// <param name="reviewMonths">The latest day of the review, in calendar months from today.</param>
    public PairMark(PairMarkId id, ManagedCaseId caseId, PairReason reason, string? note, DateOnly reviewOn, StaffId by, DateOnly today, int reviewMonths)
    {
        Rule.Require(reason != PairReason.Other || !string.IsNullOrWhiteSpace(note), "pair-mark.needs-note", "Another reason is said in words.");
        Rule.Require(reviewOn > today, "pair-mark.review-not-ahead", "The mark is looked at again on a day after today.");
        Rule.Require(reviewOn <= today.AddMonths(reviewMonths), "pair-mark.review-too-late", "The mark is looked at again no later than {0}.", today.AddMonths(reviewMonths));

        (Id, CaseId, Reason, Note, ReviewOn, SetBy, SetOn) = (id, caseId, reason, note, reviewOn, by, today);
    }

    public PairMarkId Id { get; private set; }

    public ManagedCaseId CaseId { get; private set; }

    public PairReason Reason { get; private set; }

    public string? Note { get; private set; }

    /// <summary>The day by which somebody looks whether it still holds; it holds on until somebody ends it.</summary>
    public DateOnly ReviewOn { get; private set; }

    public StaffId SetBy { get; private set; }

    public DateOnly SetOn { get; private set; }

    public DateOnly? EndedOn { get; private set; }

    public StaffId? EndedBy { get; private set; }

    /// <summary>Why it could end; null where another mark took its place.</summary>
    public string? EndNote { get; private set; }

    /// <summary>Nobody has looked at it since the day for it passed.</summary>
    public bool IsReviewLate(DateOnly today) => EndedOn is null && today > ReviewOn;

    /// <summary>It was looked at and still holds, perhaps for another reason: another takes its place.</summary>
    public PairMark Renew(PairMarkId id, PairReason reason, string? note, DateOnly reviewOn, StaffId by, DateOnly today, int reviewMonths)
    {
        var next = new PairMark(id, CaseId, reason, note, reviewOn, by, today, reviewMonths);
        Close(null, by, today);

        return next;
    }

    /// <summary>One may go alone again.</summary>
    public void End(string why, StaffId by, DateOnly today)
    {
        Rule.Require(!string.IsNullOrWhiteSpace(why), "pair-mark.end-needs-note", "Why one may go alone again is said in words.");

        Close(why, by, today);
    }

    private void Close(string? why, StaffId by, DateOnly today)
    {
        Rule.Require(EndedOn is null, "pair-mark.ended", "This mark has ended already.");

        (EndedOn, EndedBy, EndNote) = (today, by, why);
        Changed();
    }
}
