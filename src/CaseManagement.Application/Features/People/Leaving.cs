using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.People;

/// <summary>What must be in other hands before a person leaves their work.</summary>
internal static class Leaving
{
    public static async Task RequireReplaceableAsync(this ICaseDb db, StaffMember staff, bool leavesTeam, DateOnly today, CancellationToken ct)
    {
        Rule.RequireNobodyLeft(await db.AlertsHeldByAsync(staff.Id, ct), "staff-member.holds-alerts", "This person has taken alerts and has not brought them to an end.");
        Rule.RequireNobodyLeft(await db.GridsWorkedByAsync(staff.Id, ct), "staff-member.works-grid", "This person is the worker of a grid.");
        if (leavesTeam && staff.CareTeamId is { } team) await db.RequireAnotherMemberAsync(staff, team, today, ct);
    }

    /// <summary>Nobody gives themselves another role or place, or goes without another who sees it.</summary>
    public static void RequireSomebodyElse(this IActor actor, StaffMember staff) =>
        Rule.Require(staff.Id != actor.StaffId, "staff-member.yourself", "Another administrator changes this.");

    /// <summary>Whoever sets up everything else cannot be the one who is missing.</summary>
    public static async Task RequireAnotherAdministratorAsync(this ICaseDb db, StaffMember staff, CancellationToken ct) => Rule.Require(
        staff.Role != StaffRole.Administrator || await db.Staff.AnyAsync(other => other.Role == StaffRole.Administrator && other.ClosedOn == null && other.Id != staff.Id, ct),
        "staff-member.last-administrator", "Nobody else is an administrator.");

    private static async Task RequireAnotherMemberAsync(this ICaseDb db, StaffMember staff, CareTeamId id, DateOnly today, CancellationToken ct)
    {
        if (!await db.Members(id).AnyAsync(other => other.Id != staff.Id, ct))
            Rule.RequireNobodyLeft(await db.HeldByTeamAsync(id, today, ct), "staff-member.last-of-team", "Nobody else works in the team that answers for these.");
        var team = await db.CareTeams.FirstOrDefaultAsync(team => team.Id == id, ct);
        if (team is { ClosedOn: null }) team.Touch(); // the last two cannot leave at once
    }
}
