using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Reassignments;

/// <summary>What is to be given to whom, and why: the same for looking at it beforehand and for doing it.</summary>
/// <param name="CareTeamId">Whose patients, where it is a team's.</param>
/// <param name="AreaCode">Whose patients, where it is an area's or a grid's; the area of the queue, where it is the queue's.</param>
/// <param name="StaffId">Whose alerts and grids, where it is a person's.</param>
/// <param name="To">The teams that take over; where an area is named beside a team, it takes those who live there.</param>
/// <param name="IntoGrid">The grid that takes in the patients of another.</param>
/// <param name="ToStaffId">Who takes over from the person; without one, their alerts wait for whoever takes them.</param>
public sealed record ReassignmentOrder(
    ReassignmentSource From,
    ReassignmentReason Reason,
    CareTeamId? CareTeamId = null,
    string? AreaCode = null,
    StaffId? StaffId = null,
    IReadOnlyList<Taker>? To = null,
    string? IntoGrid = null,
    StaffId? ToStaffId = null)
{
    internal IReadOnlyList<Taker> Takers => To ?? [];
}

internal sealed class ReassignmentOrderValidator : AbstractValidator<ReassignmentOrder>
{
    private const int MostTakers = 200;

    private static readonly Dictionary<ReassignmentSource, ReassignmentReason[]> Reasons = new()
    {
        [ReassignmentSource.Team] = [ReassignmentReason.TeamCloses, ReassignmentReason.Balance],
        [ReassignmentSource.Area] = [ReassignmentReason.AreaRedrawn],
        [ReassignmentSource.Unassigned] = [ReassignmentReason.QueueCleared],
        [ReassignmentSource.Person] = [ReassignmentReason.PersonLeaves],
    };

    public ReassignmentOrderValidator()
    {
        RuleFor(x => x.From).Known();
        RuleFor(x => x.Reason).Known();
        RuleFor(x => x.Reason).Must((order, reason) => Reasons.GetValueOrDefault(order.From, [reason]).Contains(reason)).As("reassignment.reason");
        RuleFor(x => x.CareTeamId).NotNull().When(x => x.From == ReassignmentSource.Team).As("text.missing");
        RuleFor(x => x.AreaCode).NotEmpty().When(x => x.From is ReassignmentSource.Area or ReassignmentSource.Unassigned).As("text.missing");
        RuleFor(x => x.AreaCode).OptionalArea();
        RuleFor(x => x.StaffId).NotNull().When(x => x.From == ReassignmentSource.Person).As("text.missing");
        RuleFor(x => x.To).NotEmpty().When(x => x.From != ReassignmentSource.Person && x.IntoGrid is null).As("reassignment.to-nobody");
        RuleFor(x => x.To).Rows(MostTakers, ("AreaCode", "area.code", taker => taker.AreaCode is null || System.Text.RegularExpressions.Regex.IsMatch(taker.AreaCode, "^[0-9][0-9-]{0,19}$")));
        RuleFor(x => x.IntoGrid).OptionalArea();
        RuleFor(x => x.IntoGrid).Null().When(x => x.From != ReassignmentSource.Area).As("reassignment.grid-into-grid");
    }
}
