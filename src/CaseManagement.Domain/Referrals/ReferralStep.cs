using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Domain.Referrals;

/// <summary>One thing that one end said of a referral. Never edited: a correction cancels it with a reason and puts another in its place.</summary>
public sealed class ReferralStep
{
    public const int NoteMaxLength = 500;
    public const int SpeakerMaxLength = 100;

    private ReferralStep() { }

    internal ReferralStep(Guid id, ReferralId referralId, ReferralMove move, ReferralWord word, StaffId by, DateOnly today, Guid? supersedes)
    {
        (Id, ReferralId, Move, HappenedOn) = (id, referralId, move, word.On);
        (Outcome, Refusal, Note) = (word.Outcome, word.Refusal, word.Note);
        (Speaker, Means) = (word.Call?.Speaker, word.Call?.Means);
        (RecordedBy, RecordedOn, Supersedes) = (by, today, supersedes);
    }

    public Guid Id { get; private set; }

    public ReferralId ReferralId { get; private set; }

    public ReferralMove Move { get; private set; }

    public DateOnly HappenedOn { get; private set; }

    public ReferralOutcome? Outcome { get; private set; }

    public ReferralRefusal? Refusal { get; private set; }

    public string? Note { get; private set; }

    /// <summary>Who said it at a hospital in which nobody works with the system; null where the end itself has written it.</summary>
    public string? Speaker { get; private set; }

    public ToldHow? Means { get; private set; }

    public StaffId RecordedBy { get; private set; }

    public DateOnly RecordedOn { get; private set; }

    public DateOnly? CancelledOn { get; private set; }

    public StaffId? CancelledBy { get; private set; }

    public string? CancelReason { get; private set; }

    /// <summary>The cancelled step that this one corrects.</summary>
    public Guid? Supersedes { get; private set; }

    public bool IsValid => CancelledOn is null;

    internal void Cancel(string reason, StaffId by, DateOnly today) => (CancelledOn, CancelledBy, CancelReason) = (today, by, reason);
}
