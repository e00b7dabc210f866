using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Reassignments;

/// <summary>What became of a patient who moved. The numbers are stored and never move.</summary>
public enum ReassignedFate
{
    /// <summary>Still where the reassignment put them, or kept there because something had changed since.</summary>
    Moved = 1,

    /// <summary>Went back when it was undone.</summary>
    Restored = 2,
}

/// <summary>One patient who moved by a reassignment: from where to where.</summary>
public sealed class ReassignedCase
{
    private ReassignedCase() { }

    public ReassignmentId ReassignmentId { get; private set; }

    public ManagedCaseId CaseId { get; private set; }

    public CareTeamId? FromCareTeamId { get; private set; }

    /// <summary>Null where no team had room.</summary>
    public CareTeamId? ToCareTeamId { get; private set; }

    public string FromAreaCode { get; private set; } = "";

    /// <summary>Another than before where one grid was merged into another.</summary>
    public string ToAreaCode { get; private set; } = "";

    /// <summary>Since when and why the patient had no team before; null where there was one.</summary>
    public DateOnly? WasUnassignedOn { get; private set; }

    public UnassignedReason? WasUnassignedReason { get; private set; }

    public ReassignedFate Fate { get; private set; }
}

/// <summary>One open alert that a person had taken and that was put back or into other hands.</summary>
public sealed class ReassignedAlert
{
    private ReassignedAlert() { }

    public ReassignmentId ReassignmentId { get; private set; }

    public long AlertId { get; private set; }

    public ManagedCaseId CaseId { get; private set; }

    public StaffId FromStaffId { get; private set; }

    /// <summary>Null where it waits for whoever takes it.</summary>
    public StaffId? ToStaffId { get; private set; }

    public DateTimeOffset? ClaimedAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>For how long the one who had it kept the ladder still.</summary>
    public DateOnly? HeldUntil { get; private set; }

    public AlertState State { get; private set; }
}

/// <summary>A grid or community that changed hands with a reassignment.</summary>
public sealed class ReassignedPlace
{
    private ReassignedPlace() { }

    /// <param name="isGrid">Else a community or town.</param>
    public ReassignedPlace(ReassignmentId id, string code, bool isGrid, CareTeamId? from, CareTeamId? to, StaffId? fromWorker, StaffId? toWorker)
    {
        (ReassignmentId, Code, IsGrid) = (id, code, isGrid);
        (FromCareTeamId, ToCareTeamId, FromWorkerId, ToWorkerId) = (from, to, fromWorker, toWorker);
    }

    public ReassignmentId ReassignmentId { get; private set; }

    public string Code { get; private set; } = "";

    public bool IsGrid { get; private set; }

    /// <summary>Null where nobody answered for it.</summary>
    public CareTeamId? FromCareTeamId { get; private set; }

    /// <summary>Null where nobody answers for it any more.</summary>
    public CareTeamId? ToCareTeamId { get; private set; }

    public StaffId? FromWorkerId { get; private set; }

    public StaffId? ToWorkerId { get; private set; }

    /// <summary>Whether it went back when the reassignment was undone, or had changed hands again; null while it was not undone.</summary>
    public bool? WentBack { get; private set; }

    public void GoBack(bool really) => WentBack = really;
}
