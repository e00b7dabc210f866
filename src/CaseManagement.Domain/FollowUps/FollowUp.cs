using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.FollowUps;

/// <summary>随访: one contact and its findings, with the class that was proposed and the class that the doctor chose.</summary>
/// <remarks>Never deleted and never edited: a correction cancels the row with a reason and puts another in its place.</remarks>
public sealed class FollowUp
{
    public const int OverrideReasonMaxLength = FollowUpFindings.TextMaxLength;
    public const int CancelReasonMaxLength = FollowUpFindings.TextMaxLength;

    private FollowUp()
    {
    }

    internal FollowUp(FollowUpId id, FollowUpEntry entry, ClassProposal? proposal, string edition, StaffId by, DateOnly today, FollowUpId? supersedes)
    {
        Id = id;
        SeenOn = entry.SeenOn;
        Outcome = entry.Outcome;
        Findings = entry.Findings;
        (Mode, Risk, SymptomState) = (entry.Findings.Mode, entry.Findings.Risk, entry.Findings.SymptomState);
        (Insight, Hospital, Adherence) = (entry.Findings.Insight, entry.Findings.Hospital, entry.Findings.Adherence);
        Class = entry.Class;
        ProposedClass = proposal?.Class;
        ProposalReasons = proposal?.Reasons ?? [];
        OverrideReason = entry.OverrideReason;
        NextVisitOn = entry.NextVisitOn;
        Edition = edition;
        (RecordedBy, RecordedOn) = (by, today);
        Supersedes = supersedes;
    }

    public FollowUpId Id { get; private set; }

    public DateOnly SeenOn { get; private set; }

    public FollowUpOutcome Outcome { get; private set; }

    /// <summary>All that the form holds; the properties below repeat what rules and lists read.</summary>
    public FollowUpFindings Findings { get; private set; } = null!;

    public VisitMode? Mode { get; private set; }

    public RiskLevel? Risk { get; private set; }

    public SymptomState? SymptomState { get; private set; }

    public Insight? Insight { get; private set; }

    public HospitalStay? Hospital { get; private set; }

    public Adherence? Adherence { get; private set; }

    /// <summary>The class that the doctor chose; null when nobody was seen.</summary>
    public Stability? Class { get; private set; }

    /// <summary>The class that the rules proposed; null when they left the choice to the doctor.</summary>
    public Stability? ProposedClass { get; private set; }

    /// <summary>The codes of the criteria that led to the proposal, in <c>db/reference/class-criteria.csv</c>.</summary>
    public IReadOnlyList<string> ProposalReasons { get; private set; } = [];

    public string? OverrideReason { get; private set; }

    /// <summary>The day chosen for the next visit; null leaves it to the rule's last day.</summary>
    public DateOnly? NextVisitOn { get; private set; }

    /// <summary>The edition of the rules that it was judged by.</summary>
    public string Edition { get; private set; } = null!;

    public StaffId RecordedBy { get; private set; }

    public DateOnly RecordedOn { get; private set; }

    public DateOnly? CancelledOn { get; private set; }

    public StaffId? CancelledBy { get; private set; }

    public string? CancelReason { get; private set; }

    /// <summary>The cancelled follow-up that this one corrects.</summary>
    public FollowUpId? Supersedes { get; private set; }

    public bool IsValid => CancelledOn is null;

    public FollowUpFacts Facts => new(Id, SeenOn, Outcome, Mode, Hospital, Risk, Class, NextVisitOn);

    /// <summary>Judges what was entered and makes the follow-up of it; the aggregate adds it and derives the plan anew.</summary>
    /// <param name="others">The other follow-ups of the case that are in force, without the one that this corrects.</param>
    internal static FollowUp Record(
        FollowUpId id, FollowUpEntry entry, IEnumerable<FollowUpFacts> others, ClinicalSettings settings, StaffId by, DateOnly today, FollowUpId? supersedes = null)
    {
        Rule.Require(entry.SeenOn <= today, "follow-up.in-future", "A follow-up is not recorded ahead of time.");
        FollowUpConsistency.Require(entry);

        var proposal = entry.Outcome == FollowUpOutcome.Seen ? Classification.Propose(entry.Findings, settings.Classification) : null;
        var followUp = new FollowUp(id, entry, proposal, settings.Edition, by, today, supersedes);
        if (proposal is null) return followUp;

        Rule.Require(entry.Class is not null, "follow-up.class-missing", "A patient who was seen is given a class.");
        ClassChoice.Judge(proposal, entry.Class.Value, entry.OverrideReason);
        if (entry.NextVisitOn is { } next)
        {
            var lastDay = FollowUpPlan.LastDayAfter(followUp.Facts, others, settings.FollowUp);
            Rule.Require(next > entry.SeenOn, "follow-up.next-visit-not-after-visit", "The next visit is after this one.");
            Rule.Require(next <= lastDay, "follow-up.next-visit-too-late", $"The next visit is no later than {lastDay:O}.", lastDay);
        }

        return followUp;
    }

    internal void Cancel(string reason, StaffId by, DateOnly today)
    {
        Rule.Require(IsValid, "follow-up.cancelled", "This follow-up has already been cancelled.");
        Rule.Require(!string.IsNullOrWhiteSpace(reason), "follow-up.cancel-needs-reason", "A follow-up is cancelled with a reason.");

        (CancelledOn, CancelledBy, CancelReason) = (today, by, reason);
    }
}
