using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

/// <summary>Who put the name under a consent or an agreement.</summary>
public enum Signer
{
    /// <summary>患者本人</summary>
    Patient = 1,

    /// <summary>监护人</summary>
    Guardian = 2,
}

/// <summary>A signature: who signed, how related to the patient, and on which day.</summary>
public sealed record Signature(Signer Signer, string SignerName, string? Relation, DateOnly SignedOn)
{
    internal void Judge(DateOnly today)
    {
        Rule.Require(SignedOn <= today, "signature.in-future", "Nobody has signed on a day to come.");
        Rule.Require(Signer != Signer.Guardian || !string.IsNullOrWhiteSpace(Relation), "signature.relation-missing", "A guardian's signature names the relation to the patient.");
    }
}

/// <summary>是否同意参加管理, in the numbers of the supplementary form.</summary>
[FormCode]
public enum ConsentChoice
{
    Refuses = 0,
    Agrees = 1,
}

/// <summary>知情同意 one answer to the question whether the patient takes part in community management; every version is kept.</summary>
public sealed class InformedConsent
{
    private InformedConsent() { }

    internal InformedConsent(Guid id, bool agrees, Signature signature, StaffId recordedBy, DateOnly recordedOn) =>
        (Id, Agrees, Signature, RecordedBy, RecordedOn) = (id, agrees, signature, recordedBy, recordedOn);

    public Guid Id { get; private set; }

    public bool Agrees { get; private set; }

    public Signature Signature { get; private set; } = null!;

    public StaffId RecordedBy { get; private set; }

    public DateOnly RecordedOn { get; private set; }
}
