using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Cases;

/// <summary>The time for which a patient belongs to a grid; the history is kept.</summary>
public sealed class GridAssignment
{
    public const int ReasonMaxLength = 50;

    private GridAssignment() { }

    internal GridAssignment(Guid id, string gridCode, DateOnly fromOn, string reason, StaffId confirmedBy) =>
        (Id, GridCode, FromOn, Reason, ConfirmedBy) = (id, gridCode, fromOn, reason, confirmedBy);

    public Guid Id { get; private set; }

    public string GridCode { get; private set; } = "";

    public DateOnly FromOn { get; private set; }

    /// <summary>The day on which another grid took over; null while it holds.</summary>
    public DateOnly? UntilOn { get; private set; }

    /// <summary>The code of the proposal that was confirmed, or <c>grid.chosen</c> where a person chose another.</summary>
    public string Reason { get; private set; } = "";

    public StaffId ConfirmedBy { get; private set; }

    internal void Until(DateOnly day) => UntilOn = day;
}
