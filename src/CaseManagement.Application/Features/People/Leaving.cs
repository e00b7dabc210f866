using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.People;

/// <summary>What must be in other hands before a person leaves their work.</summary>
internal static class Leaving
{
    public static async Task RequireReplaceableAsync(this ICaseDb db, StaffMember staff, bool leavesTeam, DateOnly today, CancellationToken ct)
    {
        Rule.RequireNobodyLeft(await db.AlertsHeldByAsync(staff.Id, ct), "staff-member.holds-alerts", "This person has taken alerts and has not brought them to an end.");
        Rule.RequireNobodyLeft(await db.GridsWorkedByAsync(staff.Id, ct), "staff-member.works-grid", "This person is the worker of a grid.");
        Rule.RequireNobodyLeft(await db.DecisionsOwnedByAsync(staff.Id, ct), "staff-member.owns-decisions", "Meetings have given this person what is not done.");
        if (leavesTeam && staff.CareTeamId is { } team) await db.RequireAnotherMemberAsync(staff, team, today, ct);
    }

    /// <summary>Whoever takes up other work in the same team hands over what they may not answer there: a leader who is a doctor again, what told the leader.</summary>
    public static async Task RequireAnswerableAsync(this ICaseDb db, StaffMember staff, StaffRole role, CancellationToken ct)
    {
        if (role == staff.Role) return;
        Rule.RequireNobodyLeft(await db.AlertsBeyondAsync(staff.Id, role, ct), "staff-member.holds-alerts", "This person has taken alerts and has not brought them to an end.");
    }

    /// <summary>Nobody gives themselves another role or place, or goes without another who sees it.</summary>
    public static void RequireSomebodyElse(this IActor actor, StaffMember staff) =>
        Rule.Require(staff.Id != actor.StaffId, "staff-member.yourself", "Another administrator changes this.");

    /// <summary>What only people of a role see keeps somebody who sees it: the patients of a care group, the cases that a hospital is asked about, the area of an office, the system itself.</summary>
    /// <param name="staysIn">The area in which the person goes on in the same role; null for whoever leaves it.</param>
    public static async Task RequireAnotherOfRoleAsync(this ICaseDb db, StaffMember staff, TimeProvider clock, CancellationToken ct, string? staysIn = null)
    {
        await db.RequireAnotherAdministratorAsync(staff, ct);
        if (staff.Role == StaffRole.PreventionOffice) await db.RequireAnotherOfficerAsync(staff, staysIn, ct);
        if (staff.Role == StaffRole.CareGroupMember) await db.RequireOthersInGroupsAsync(staff, clock.Today(), clock.GetUtcNow(), ct);
        if (staff.Role == StaffRole.Psychiatrist) await db.RequireAnotherPsychiatristAsync(staff, clock.GetUtcNow(), ct);
    }

    private static async Task RequireAnotherPsychiatristAsync(this ICaseDb db, StaffMember staff, DateTimeOffset now, CancellationToken ct)
    {
        if (await AnotherLikeAsync(db.Staff.Where(other => other.InstitutionId == staff.InstitutionId), staff, ct)) return;

        Rule.RequireNobodyLeft(await db.CasesOfHospitalAsync(staff.InstitutionId, now, ct), "staff-member.last-psychiatrist", "Nobody else is a psychiatrist of the hospital that these are open to.");
    }

    /// <summary>Whether somebody of the same role stays. Where it is one, they are touched: the last two cannot leave at once.</summary>
    private static async Task<bool> AnotherLikeAsync(IQueryable<StaffMember> among, StaffMember staff, CancellationToken ct)
    {
        var others = await among.Where(other => other.Role == staff.Role && other.ClosedOn == null && other.Id != staff.Id).OrderBy(other => other.Id).Take(2).ToListAsync(ct);
        if (others is [var last]) last.Touch();

        return others.Count > 0;
    }

    private static async Task RequireOthersInGroupsAsync(this ICaseDb db, StaffMember staff, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var member in await db.Memberships.Where(member => member.StaffId == staff.Id && (member.UntilOn == null || member.UntilOn > today)).ToListAsync(ct))
        {
            await db.RequireAnotherInGroupAsync(member, today, now, ct);
            var group = await db.CareGroups.FirstOrDefaultAsync(group => group.Id == member.CareGroupId, ct);
            if (group is { ClosedOn: null }) group.Touch(); // the last two cannot leave at once
        }
    }

    /// <summary>Every ladder ends with the office, and what tells nobody else goes there: some of the area's cases would have nobody at the top.</summary>
    private static async Task RequireAnotherOfficerAsync(this ICaseDb db, StaffMember staff, string? staysIn, CancellationToken ct)
    {
        var others = await db.Staff.Where(other => other.Role == StaffRole.PreventionOffice && other.ClosedOn == null && other.Id != staff.Id).ToListAsync(ct);
        var above = others.Where(other => Domain.Places.AreaCode.Contains(other.AreaCode, staff.AreaCode)).ToList();
        if (above is [var last]) last.Touch(); // the last two cannot leave at once
        if (above.Count > 0) return;

        var below = others.Select(other => other.AreaCode).Append(staysIn).OfType<string>().Where(area => Domain.Places.AreaCode.Contains(staff.AreaCode, area)).Distinct();
        Rule.RequireNobodyLeft(await db.CasesOfAreaAsync(staff.AreaCode, below, ct), "staff-member.last-officer", "Nobody else of a prevention office sees these.");
    }

    /// <summary>Whoever sets up everything else cannot be the one who is missing.</summary>
    private static async Task RequireAnotherAdministratorAsync(this ICaseDb db, StaffMember staff, CancellationToken ct) => Rule.Require(
        staff.Role != StaffRole.Administrator || await AnotherLikeAsync(db.Staff, staff, ct),
        "staff-member.last-administrator", "Nobody else is an administrator.");

    private static async Task RequireAnotherMemberAsync(this ICaseDb db, StaffMember staff, CareTeamId id, DateOnly today, CancellationToken ct)
    {
        if (!await db.Members(id).AnyAsync(other => other.Id != staff.Id, ct))
            Rule.RequireNobodyLeft(await db.HeldByTeamAsync(id, today, ct), "staff-member.last-of-team", "Nobody else works in the team that answers for these.");
        var team = await db.CareTeams.FirstOrDefaultAsync(team => team.Id == id, ct);
        if (team is { ClosedOn: null }) team.Touch(); // the last two cannot leave at once
    }
}
