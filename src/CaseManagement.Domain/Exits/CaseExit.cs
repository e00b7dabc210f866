using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Exits;

/// <summary>Where a patient moves to.</summary>
/// <param name="AreaCode">The community or town of the new home; null where it lies outside the system.</param>
/// <param name="CareTeamId">The team that answers for it.</param>
/// <param name="Address">The new address.</param>
public sealed record MoveTo(string? AreaCode, CareTeamId? CareTeamId, string Address);

/// <summary>How a patient died.</summary>
public sealed record DeathEntry(DateOnly DiedOn, DateOnly LearntOn, DeathCause Cause, FatalIllness? FatalIllness);

/// <summary>离开管理 a way out of active management, from the proposal to the day on which the patient came back: lost, moved, dead, or registered by mistake.</summary>
/// <remarks>Never deleted: what was declined, withdrawn or undone stays with its reason. A loss and a move are decided by a second person.</remarks>
public sealed class CaseExit
{
    public const int NoteMaxLength = 200;
    public const int AddressMaxLength = Patients.Patient.AddressMaxLength;

    private CaseExit() { }

    private CaseExit(Guid id, ExitKind kind, string? note, StaffId by, DateOnly on) => (Id, Kind, Note, ProposedBy, ProposedOn) = (id, kind, note, by, on);

    public Guid Id { get; private set; }

    public ExitKind Kind { get; private set; }

    public DateOnly ProposedOn { get; private set; }

    public StaffId ProposedBy { get; private set; }

    public string? Note { get; private set; }

    public LossCriterion? Criterion { get; private set; }

    public string? ToAreaCode { get; private set; }

    public CareTeamId? ToCareTeamId { get; private set; }

    /// <summary>The new address, or the place elsewhere.</summary>
    public string? ToAddress { get; private set; }

    public DateOnly? DiedOn { get; private set; }

    public DeathCause? Cause { get; private set; }

    public FatalIllness? FatalIllness { get; private set; }

    public DeletionReason? Reason { get; private set; }

    /// <summary>The case under which the patient is looked after, where this one was there twice.</summary>
    public ManagedCaseId? DuplicateOf { get; private set; }

    /// <summary>Unstable, of danger 3 and more, or in an emergency that endangers the patient or others, when it was proposed or while it waited: others must be told at once.</summary>
    public bool IsDangerous { get; private set; }

    /// <summary>The day on which that became known, where it was after the proposal.</summary>
    public DateOnly? DangerousOn { get; private set; }

    /// <summary>The day on which it was confirmed, accepted or declined.</summary>
    public DateOnly? DecidedOn { get; private set; }

    public StaffId? DecidedBy { get; private set; }

    public bool? Accepted { get; private set; }

    /// <summary>Why it was declined, or who acknowledged the move elsewhere.</summary>
    public string? DecisionNote { get; private set; }

    /// <summary>The day on which it was withdrawn, or on which the patient was found or came back.</summary>
    public DateOnly? EndedOn { get; private set; }

    public StaffId? EndedBy { get; private set; }

    public string? EndNote { get; private set; }

    /// <summary>Proposed, and neither decided nor withdrawn.</summary>
    public bool IsOpen => DecidedOn is null && EndedOn is null;

    /// <summary>Confirmed or accepted, and not undone.</summary>
    public bool Holds => Accepted == true && EndedOn is null;

    /// <summary>Once decided it was so until it ended: whoever was lost is found, and whoever moved away comes back. A death, and a registration by mistake, end only where they were none.</summary>
    public bool WasSo => Accepted == true && Kind is ExitKind.Loss or ExitKind.TransferOut;

    /// <summary>A loss that ended on the day of its confirmation, since the patient was seen: whoever says in words that the patient was found says so.</summary>
    internal bool IsEndedBySighting => Kind == ExitKind.Loss && Accepted == true && EndedOn == DecidedOn && EndNote is null;

    internal static CaseExit Loss(Guid id, LossCriterion criterion, bool isDangerous, string? note, StaffId by, DateOnly on) =>
        new(id, ExitKind.Loss, note, by, on) { Criterion = criterion, IsDangerous = isDangerous };

    internal static CaseExit Move(Guid id, MoveTo to, bool isDangerous, string? note, StaffId by, DateOnly on) =>
        new(id, to.AreaCode is null ? ExitKind.TransferOut : ExitKind.Transfer, note, by, on)
        {
            ToAreaCode = to.AreaCode,
            ToCareTeamId = to.CareTeamId,
            ToAddress = to.Address,
            IsDangerous = isDangerous,
        };

    /// <summary>It is so from the day on which it was learnt; nobody else decides about it.</summary>
    internal static CaseExit Death(Guid id, DeathEntry death, string? note, StaffId by) => new(id, ExitKind.Death, note, by, death.LearntOn)
    {
        DiedOn = death.DiedOn,
        Cause = death.Cause,
        FatalIllness = death.FatalIllness,
        DecidedOn = death.LearntOn,
        DecidedBy = by,
        Accepted = true,
    };

    internal static CaseExit Deletion(Guid id, DeletionReason reason, ManagedCaseId? duplicateOf, string? note, StaffId by, DateOnly on) => new(id, ExitKind.Deletion, note, by, on)
    {
        Reason = reason,
        DuplicateOf = duplicateOf,
        DecidedOn = on,
        DecidedBy = by,
        Accepted = true,
    };

    /// <summary>What was not known when it was proposed; nothing takes it back.</summary>
    internal void Endanger(DateOnly on) => (IsDangerous, DangerousOn) = (true, on);

    /// <summary>The team that was asked is no more: another is.</summary>
    internal void Redirect(CareTeamId to) => ToCareTeamId = to;

    internal void Decide(bool accepted, string? note, StaffId by, DateOnly on) => (Accepted, DecisionNote, DecidedBy, DecidedOn) = (accepted, note, by, on);

    internal void End(string? note, StaffId by, DateOnly on) => (EndNote, EndedBy, EndedOn) = (note, by, on);

    /// <summary>What had ended it was a mistake.</summary>
    internal void GoOn() => (EndNote, EndedBy, EndedOn) = (null, null, null);
}
