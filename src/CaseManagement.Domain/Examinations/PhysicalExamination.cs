using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Examinations;

/// <summary>One yearly examination as somebody enters it: done with what was found, refused with a signature, or not possible for a reason.</summary>
/// <param name="ExaminedOn">The day of the examination, or the day on which it was refused or turned out not to be possible.</param>
/// <param name="ConsentBy">Who agreed; only for an examination that was done.</param>
/// <param name="Reason">Why it was not possible, or why it was refused where that was said.</param>
/// <param name="Signer">Who signed the refusal.</param>
/// <param name="WithFollowUp">It was made together with a follow-up.</param>
public sealed record ExaminationEntry(
    DateOnly ExaminedOn,
    ExaminationOutcome Outcome,
    ExaminationConsent? ConsentBy,
    ExaminationFindings? Findings,
    string? Reason,
    Signer? Signer,
    string? SignerName,
    string? Relation,
    bool WithFollowUp);

/// <summary>年度健康体检 the examination that every managed patient is offered once a year.</summary>
/// <remarks>
/// Never deleted and never edited: a correction cancels the row with a reason and puts another in its place.
/// Source: 3rd ed. (2017), severe mental disorders, physical examination; that a refusal is signed is our own rule.
/// </remarks>
public sealed class PhysicalExamination
{
    public const int ReasonMaxLength = 200;

    private PhysicalExamination() { }

    private PhysicalExamination(PhysicalExaminationId id, ExaminationEntry entry, StaffId by, DateOnly today, PhysicalExaminationId? supersedes)
    {
        (Id, ExaminedOn, Outcome) = (id, entry.ExaminedOn, entry.Outcome);
        (ConsentBy, Findings, Reason) = (entry.ConsentBy, entry.Findings, entry.Reason);
        (Signer, SignerName, Relation) = (entry.Signer, entry.SignerName, entry.Relation);
        (WithFollowUp, RecordedBy, RecordedOn, Supersedes) = (entry.WithFollowUp, by, today, supersedes);
    }

    public PhysicalExaminationId Id { get; private set; }

    public DateOnly ExaminedOn { get; private set; }

    public ExaminationOutcome Outcome { get; private set; }

    public ExaminationConsent? ConsentBy { get; private set; }

    /// <summary>Null where nobody was examined.</summary>
    public ExaminationFindings? Findings { get; private set; }

    public string? Reason { get; private set; }

    public Signer? Signer { get; private set; }

    public string? SignerName { get; private set; }

    public string? Relation { get; private set; }

    public bool WithFollowUp { get; private set; }

    public StaffId RecordedBy { get; private set; }

    public DateOnly RecordedOn { get; private set; }

    public DateOnly? CancelledOn { get; private set; }

    public StaffId? CancelledBy { get; private set; }

    public string? CancelReason { get; private set; }

    /// <summary>The cancelled examination that this one corrects.</summary>
    public PhysicalExaminationId? Supersedes { get; private set; }

    public bool IsValid => CancelledOn is null;

    internal ExaminationFact Fact() => new(Id, ExaminedOn, Outcome);

    /// <summary>Judges what was entered and makes the examination of it; the aggregate adds it and derives the tasks anew.</summary>
    internal static PhysicalExamination Record(PhysicalExaminationId id, ExaminationEntry entry, StaffId by, DateOnly today, PhysicalExaminationId? supersedes = null)
    {
        Rule.Require(entry.ExaminedOn <= today, "examination.in-future", "An examination is not recorded ahead of time.");
        RequireOutcome(entry);

        return new PhysicalExamination(id, entry, by, today, supersedes);
    }

    internal void Cancel(string reason, StaffId by, DateOnly today)
    {
        Rule.Require(IsValid, "examination.cancelled", "This examination has already been cancelled.");
        Rule.Require(!string.IsNullOrWhiteSpace(reason), "examination.cancel-needs-reason", "An examination is cancelled with a reason.");

        (CancelledOn, CancelledBy, CancelReason) = (today, by, reason);
    }

    private static void RequireOutcome(ExaminationEntry entry)
    {
        var (done, refused) = (entry.Outcome == ExaminationOutcome.Done, entry.Outcome == ExaminationOutcome.Refused);
        Rule.Require(!done || entry.ConsentBy is not null, "examination.consent-missing", "It is recorded who agreed to the examination.");
        Rule.Require(done || entry is { ConsentBy: null, Findings: null }, "examination.findings-without-examination", "Consent and findings belong to an examination that was done.");
        if (done)
        {
            Rule.Require(entry.Findings is not null, "examination.item-unanswered", "Each item has a result or is marked as not done.");
            entry.Findings.Judge();
        }

        Rule.Require(!refused || entry.Signer is not null && !string.IsNullOrWhiteSpace(entry.SignerName), "examination.refusal-needs-signer", "A refusal is signed by the patient or the guardian.");
        Rule.Require(refused || entry is { Signer: null, SignerName: null, Relation: null }, "examination.signature-without-refusal", "A signature belongs to a refusal.");
        Rule.Require(entry.Signer != Cases.Signer.Guardian || !string.IsNullOrWhiteSpace(entry.Relation), "signature.relation-missing", "A guardian's signature names the relation to the patient.");
        Rule.Require(entry.Outcome != ExaminationOutcome.NotPossible || !string.IsNullOrWhiteSpace(entry.Reason), "examination.reason-missing", "It is recorded why the examination was not possible.");
    }
}
