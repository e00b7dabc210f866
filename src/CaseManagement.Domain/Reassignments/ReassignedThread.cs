using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Reassignments;

/// <summary>What hangs on a team that closes beside its own patients. The numbers are stored and never move.</summary>
public enum ThreadKind
{
    /// <summary>线索 a clue of somebody who is no patient here.</summary>
    Clue = 1,

    /// <summary>待答复的迁移 a patient of another team who is offered to this one.</summary>
    Offer = 2,
}

/// <summary>One clue or offer that changed hands because its team closed.</summary>
public sealed class ReassignedThread
{
    private ReassignedThread() { }

    /// <param name="ofId">The clue, or the case that is offered.</param>
    /// <param name="to">Null where the office looks into it.</param>
    public ReassignedThread(ReassignmentId id, ThreadKind kind, Guid ofId, CareTeamId from, CareTeamId? to) =>
        (ReassignmentId, Kind, OfId, FromCareTeamId, ToCareTeamId) = (id, kind, ofId, from, to);

    public ReassignmentId ReassignmentId { get; private set; }

    public ThreadKind Kind { get; private set; }

    public Guid OfId { get; private set; }

    public CareTeamId FromCareTeamId { get; private set; }

    public CareTeamId? ToCareTeamId { get; private set; }

    /// <summary>Whether it went back when the reassignment was undone, or somebody had ended it or handed it on; null while it was not undone.</summary>
    public bool? WentBack { get; private set; }

    public void GoBack(bool really) => WentBack = really;
}
