using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Grids;

/// <summary>Those who are to answer for a grid must be there, and work.</summary>
internal static class Owners
{
    /// <returns>The team.</returns>
    public static async Task<CareTeam> RequireOwnersAsync(this ICaseDb db, IActor actor, CareTeamId careTeamId, CareGroupId? careGroupId, StaffId? workerId, CancellationToken ct)
    {
        if (careGroupId is { } groupId) (await db.CareGroups.Within(actor, group => group.AreaCode).FindOrThrowAsync(group => group.Id == groupId, "care-group", ct)).Touch();
        if (workerId is { } id)
        {
            var worker = await db.Staff.Within(actor, staff => staff.AreaCode).FindOrThrowAsync(staff => staff.Id == id, "staff-member", ct);
            Rule.Require(worker.ClosedOn is null, "staff-member.closed", "This person no longer works here.");
        }

        return await db.CareTeams.Within(actor, team => team.AreaCode).FindOrThrowAsync(team => team.Id == careTeamId, "care-team", ct);
    }
}
