using CaseManagement.Application.Features.Worklist;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features;

/// <summary>Who and what would be left without an owner: asked before a person, a team, a grid or a group is moved or closed.</summary>
/// <remarks>
/// It looks at everybody, whoever asks: an administrator sees no patient, and must not close a team because of that. It gives away ids and areas, nothing else.
/// </remarks>
internal static class Ownership
{
    /// <summary>Everything that makes a team needed.</summary>
    public static async Task<LeftBehind> HeldByTeamAsync(this ICaseDb db, CareTeamId team, DateOnly today, CancellationToken ct) =>
        (await db.CasesOfTeamAsync(team, ct))
            .And(await db.AgreementsOfTeamAsync(team, today, ct))
            .And(await db.TasksOfTeamAsync(team, ct))
            .And(await db.AlertsOfTeamAsync(team, ct))
            .And(await db.CluesLeftByTeamAsync(team, ct))
            .And(await db.WaitingOffersToTeamAsync(team, ct))
            .And(await db.GridsOfTeamAsync(team, ct))
            .And(await db.AreasOfTeamAsync(team, ct));

    public static Task<LeftBehind> CasesOfTeamAsync(this ICaseDb db, CareTeamId team, CancellationToken ct) => First(
        db.Cases.IgnoreQueryFilters(ScopeFilter.Only).Where(CaseStates.IsOurs).Where(managed => managed.CareTeamId == team).OrderBy(managed => managed.Id).Select(managed => new { managed.Id, managed.AreaCode }),
        row => new("managed-case", Text(row.Id.Value), row.AreaCode, row.Id), ct);

    /// <summary>Agreements that hold, or begin on a day to come and will take their patient to the team.</summary>
    public static Task<LeftBehind> AgreementsOfTeamAsync(this ICaseDb db, CareTeamId team, DateOnly today, CancellationToken ct) => First(
        db.Cases.IgnoreQueryFilters(ScopeFilter.Only).Where(CaseStates.IsOurs)
            .SelectMany(managed => managed.Agreements, (managed, agreement) => new { Agreement = agreement, CaseId = managed.Id, managed.AreaCode })
            .Where(row => row.Agreement.CareTeamId == team && row.Agreement.EndedOn == null && row.Agreement.EndsOn >= today)
            .OrderBy(row => row.CaseId).Select(row => new { row.Agreement.Id, row.CaseId, row.AreaCode }),
        row => new("service-agreement", Text(row.Id.Value), row.AreaCode, row.CaseId), ct);

    public static Task<LeftBehind> TasksOfTeamAsync(this ICaseDb db, CareTeamId team, CancellationToken ct) => First(
        db.CareTasks.IgnoreQueryFilters(ScopeFilter.Only).Where(task => task.CareTeamId == team && task.State == CareTaskState.Open).OrderBy(task => task.ClosesOn).ThenBy(task => task.Id)
            .Select(task => new { task.Id, task.CaseId, task.AreaCode }),
        row => new("care-task", Text(row.Id.Value), row.AreaCode, row.CaseId), ct);

    public static Task<LeftBehind> AlertsOfTeamAsync(this ICaseDb db, CareTeamId team, CancellationToken ct) =>
        Alerts(db.Alerts.IgnoreQueryFilters(ScopeFilter.Only).Where(alert => alert.CareTeamId == team && alert.State < AlertState.Resolved), ct);

    /// <summary>The open alerts that a person has taken and not brought to an end.</summary>
    public static Task<LeftBehind> AlertsHeldByAsync(this ICaseDb db, StaffId staff, CancellationToken ct) =>
        Alerts(db.Alerts.IgnoreQueryFilters(ScopeFilter.Only).Where(alert => alert.ClaimedBy == staff && alert.State < AlertState.Resolved), ct);

    /// <summary>Those of them that people of a role may not answer.</summary>
    public static Task<LeftBehind> AlertsBeyondAsync(this ICaseDb db, StaffId staff, StaffRole role, CancellationToken ct)
    {
        var beyond = Enum.GetValues<ToldRole>().Where(tells => !Told.MayAnswer(role, tells)).ToList();
        return Alerts(db.Alerts.IgnoreQueryFilters(ScopeFilter.Only).Where(alert => alert.ClaimedBy == staff && alert.State < AlertState.Resolved && beyond.Contains(alert.Tells)), ct);
    }

    /// <summary>What meetings have given a person to do, and is not done.</summary>
    public static Task<LeftBehind> DecisionsOwnedByAsync(this ICaseDb db, StaffId staff, CancellationToken ct) =>
        Decisions(db.GroupDecisions.IgnoreQueryFilters(ScopeFilter.Only).Where(decision => decision.OwnerId == staff && decision.DoneOn == null), ct);

    /// <summary>Whoever sees what a group decided only as its member has nothing of it left to do when their last term ends.</summary>
    public static async Task RequireDecisionsGivenOnAsync(this ICaseDb db, CareGroupMembership member, DateOnly lastDay, CancellationToken ct)
    {
        var (staff, group) = (member.StaffId, member.CareGroupId);
        if (!await db.Staff.AnyAsync(person => person.Id == staff && person.Role == StaffRole.CareGroupMember, ct)
            || await db.MembersAfter(group, lastDay).AnyAsync(other => other.Id != member.Id && other.StaffId == staff, ct)) return;

        Rule.RequireNobodyLeft(
            await Decisions(db.GroupDecisions.IgnoreQueryFilters(ScopeFilter.Only).Where(decision => decision.OwnerId == staff && decision.DoneOn == null && decision.CareGroupId == group), ct),
            "staff-member.owns-decisions", "Meetings have given this person what is not done.");
    }

    private static Task<LeftBehind> Decisions(IQueryable<Domain.Meetings.GroupDecision> decisions, CancellationToken ct) => First(
        decisions.OrderBy(decision => decision.DueOn).ThenBy(decision => decision.Id).Select(decision => new { decision.Id, decision.AreaCode }),
        row => new("group-decision", Text(row.Id.Value), row.AreaCode), ct);

    public static Task<LeftBehind> GridsOfTeamAsync(this ICaseDb db, CareTeamId team, CancellationToken ct) =>
        Grids(db.Grids.Where(grid => grid.CareTeamId == team), ct);

    public static Task<LeftBehind> GridsOfGroupAsync(this ICaseDb db, CareGroupId group, CancellationToken ct) =>
        Grids(db.Grids.Where(grid => grid.CareGroupId == group), ct);

    public static Task<LeftBehind> GridsWorkedByAsync(this ICaseDb db, StaffId staff, CancellationToken ct) =>
        Grids(db.Grids.Where(grid => grid.WorkerId == staff), ct);

    public static Task<LeftBehind> AreasOfTeamAsync(this ICaseDb db, CareTeamId team, CancellationToken ct) => First(
        db.Catchments.Where(catchment => catchment.CareTeamId == team).OrderBy(catchment => catchment.AreaCode).Select(catchment => catchment.AreaCode),
        code => new("catchment-area", code, code), ct);

    public static Task<LeftBehind> MembersOfTeamAsync(this ICaseDb db, CareTeamId team, CancellationToken ct) => First(
        db.Members(team).OrderBy(staff => staff.Code).Select(staff => new { staff.Id, staff.AreaCode }),
        row => new("staff-member", Text(row.Id.Value), row.AreaCode), ct);

    public static Task<LeftBehind> CasesInGridAsync(this ICaseDb db, string gridCode, CancellationToken ct) => First(
        db.Cases.IgnoreQueryFilters(ScopeFilter.Only).Where(CaseStates.IsOurs).Where(managed => managed.AreaCode == gridCode).OrderBy(managed => managed.Id).Select(managed => new { managed.Id, managed.AreaCode }),
        row => new("managed-case", Text(row.Id.Value), row.AreaCode, row.Id), ct);

    /// <summary>The cases of an area that lie in none of the areas within it that are named.</summary>
    public static Task<LeftBehind> CasesOfAreaAsync(this ICaseDb db, string area, IEnumerable<string> besides, CancellationToken ct) => First(
        besides.Select(Domain.Places.AreaCode.Subtree)
            .Aggregate(db.Cases.IgnoreQueryFilters(ScopeFilter.Only).Where(CaseStates.IsOurs).Within(area, managed => managed.AreaCode), (cases, other) =>
                cases.Where(managed => string.Compare(managed.AreaCode, other.From) < 0 || string.Compare(managed.AreaCode, other.Before) >= 0))
            .OrderBy(managed => managed.AreaCode).ThenBy(managed => managed.Id).Select(managed => new { managed.Id, managed.AreaCode }),
        row => new("managed-case", Text(row.Id.Value), row.AreaCode, row.Id), ct);

    /// <summary>The cases that are open to a group now or will be.</summary>
    public static Task<LeftBehind> CasesOfGroupAsync(this ICaseDb db, CareGroupId group, DateTimeOffset now, CancellationToken ct) => First(
        db.AllGrants().Where(grant => grant.CareGroupId == group && grant.EndedAt == null && grant.UntilAt > now).OrderBy(grant => grant.CaseId).Select(grant => new { grant.CaseId, grant.AreaCode }),
        row => new("managed-case", Text(row.CaseId.Value), row.AreaCode, row.CaseId), ct);

    /// <summary>The cases that are open to the psychiatrists of a hospital now or will be.</summary>
    public static Task<LeftBehind> CasesOfHospitalAsync(this ICaseDb db, InstitutionId hospital, DateTimeOffset now, CancellationToken ct) => First(
        db.AllGrants().Where(grant => grant.InstitutionId == hospital && grant.EndedAt == null && (grant.UntilAt == null || grant.UntilAt > now))
            .Select(grant => new { grant.CaseId, grant.AreaCode }).Distinct().OrderBy(grant => grant.CaseId),
        row => new("managed-case", Text(row.CaseId.Value), row.AreaCode, row.CaseId), ct);

    /// <summary>The terms of a group that have not ended by a day.</summary>
    public static IQueryable<CareGroupMembership> MembersAfter(this ICaseDb db, CareGroupId group, DateOnly day) =>
        db.Memberships.Where(member => member.CareGroupId == group && (member.UntilOn == null || member.UntilOn > day));

    /// <summary>Those of the groups that patients are assigned to, while nobody who sees them serves there: a term ends by its date, whoever looks.</summary>
    public static IQueryable<CareGroup> Unserved(this ICaseDb db, IQueryable<CareGroup> groups, DateOnly today, DateTimeOffset now)
    {
        var assigned = db.AllGrants().Where(grant => grant.EndedAt == null && grant.FromAt <= now && grant.UntilAt > now);
        var serving = db.Memberships.Where(CareGroupMembership.HoldingOn(today)).Where(member => db.Staff.Any(staff => staff.Id == member.StaffId && staff.Role == StaffRole.CareGroupMember && staff.ClosedOn == null));
        return groups.Where(group => group.ClosedOn == null && assigned.Any(grant => grant.CareGroupId == group.Id) && !serving.Any(member => member.CareGroupId == group.Id));
    }

    /// <summary>The people of a team who work in it today.</summary>
    public static IQueryable<StaffMember> Members(this ICaseDb db, CareTeamId team) => db.Staff.Where(staff => staff.CareTeamId == team && staff.ClosedOn == null);

    /// <summary>The team is about to answer for more: it must be open and have somebody in it, and whoever closes it meanwhile saves too late.</summary>
    public static async Task TakeOnAsync(this ICaseDb db, CareTeam team, CancellationToken ct)
    {
        team.Touch();
        Rule.Require(await db.Members(team.Id).AnyAsync(ct), "team.no-members", "Nobody works in this team yet.");
    }

    /// <summary>A group that patients are assigned to keeps somebody who sees them after a member's last day: only people of its own role do.</summary>
    public static async Task RequireAnotherInGroupAsync(this ICaseDb db, CareGroupMembership member, DateOnly lastDay, DateTimeOffset now, CancellationToken ct)
    {
        if (!await db.MembersAfter(member.CareGroupId, lastDay).AnyAsync(
            other => other.StaffId != member.StaffId && db.Staff.Any(staff => staff.Id == other.StaffId && staff.Role == StaffRole.CareGroupMember && staff.ClosedOn == null), ct))
            Rule.RequireNobodyLeft(await db.CasesOfGroupAsync(member.CareGroupId, now, ct), "care-group.last-member", "Nobody else serves the group that these are assigned to.");
    }

    /// <summary>Patients who were offered to a team and wait for its answer.</summary>
    public static Task<List<ManagedCase>> OffersToTeamAsync(this ICaseDb db, CareTeamId team, CancellationToken ct) =>
        db.Cases.IgnoreQueryFilters(ScopeFilter.Only).Where(managed => managed.OfferedCareTeamId == team).ToListAsync(ct);

    public static Task<List<Domain.Clues.Clue>> CluesOfTeamAsync(this ICaseDb db, CareTeamId team, CancellationToken ct) => Clues(db, team).ToListAsync(ct);

    public static async Task<List<Domain.Clues.Clue>> CluesAsync(this ICaseDb db, IReadOnlyList<Domain.Clues.ClueId> ids, CancellationToken ct) =>
        ids.Count == 0 ? [] : await db.Clues.IgnoreQueryFilters(ScopeFilter.Only).Where(clue => ids.Contains(clue.Id)).ToListAsync(ct);

    public static async Task<List<ManagedCase>> CasesAsync(this ICaseDb db, IReadOnlyList<ManagedCaseId> ids, CancellationToken ct) =>
        ids.Count == 0 ? [] : await db.Cases.IgnoreQueryFilters(ScopeFilter.Only).Where(managed => ids.Contains(managed.Id)).ToListAsync(ct);

    public static Task<LeftBehind> CluesLeftByTeamAsync(this ICaseDb db, CareTeamId team, CancellationToken ct) => First(
        Clues(db, team).OrderBy(clue => clue.DueOn).ThenBy(clue => clue.Id).Select(clue => new { clue.Id, clue.CaseId, clue.AreaCode }),
        row => new("clue", Text(row.Id.Value), row.AreaCode, row.CaseId), ct);

    public static Task<LeftBehind> WaitingOffersToTeamAsync(this ICaseDb db, CareTeamId team, CancellationToken ct) => First(
        db.Cases.IgnoreQueryFilters(ScopeFilter.Only).Where(managed => managed.OfferedCareTeamId == team).OrderBy(managed => managed.Id).Select(managed => new { managed.Id, managed.AreaCode }),
        row => new("managed-case", Text(row.Id.Value), row.AreaCode, row.Id), ct);

    /// <summary>How many patients a team answers for, and its open alerts.</summary>
    public static async Task<(int Cases, int Alerts)> LoadOfTeamAsync(this ICaseDb db, CareTeamId team, CancellationToken ct) => (
        await db.Cases.IgnoreQueryFilters(ScopeFilter.Only).Where(CaseStates.IsOurs).CountAsync(managed => managed.CareTeamId == team, ct),
        await db.Alerts.IgnoreQueryFilters(ScopeFilter.Only).CountAsync(alert => alert.CareTeamId == team && alert.State < AlertState.Resolved, ct));

    /// <summary>How many tasks a worklist would show to somebody who sees everybody.</summary>
    public static Task<int> CountTasksAsync(this ICaseDb db, WorklistFilter filter, DateOnly today, int soonDays, CancellationToken ct) =>
        db.CareTasks.IgnoreQueryFilters(ScopeFilter.Only).Matching(filter, today, soonDays).CountAsync(ct);

    public static Task<int> CountInGridAsync(this ICaseDb db, string gridCode, CancellationToken ct) =>
        db.Cases.IgnoreQueryFilters(ScopeFilter.Only).Where(CaseStates.IsOurs).CountAsync(managed => managed.AreaCode == gridCode, ct);

    /// <summary>What was heard, and is still a team's to look into.</summary>
    private static IQueryable<Domain.Clues.Clue> Clues(ICaseDb db, CareTeamId team) => db.Clues.IgnoreQueryFilters(ScopeFilter.Only).Where(clue => clue.CareTeamId == team && clue.EndedAt == null);

    private static Task<LeftBehind> Alerts(IQueryable<Alert> alerts, CancellationToken ct) => First(
        alerts.OrderBy(alert => alert.Id).Select(alert => new { alert.Id, alert.CaseId, alert.AreaCode }),
        row => new("alert", row.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), row.AreaCode, row.CaseId), ct);

    private static Task<LeftBehind> Grids(IQueryable<Domain.Places.Grid> grids, CancellationToken ct) => First(
        grids.Where(grid => grid.ClosedOn == null).OrderBy(grid => grid.Code).Select(grid => grid.Code), code => new("grid", code, code), ct);

    private static async Task<LeftBehind> First<T>(IQueryable<T> rows, Func<T, LeftOne> one, CancellationToken ct)
    {
        var first = await rows.Take(LeftBehind.MostNamed).ToListAsync(ct);
        var total = first.Count < LeftBehind.MostNamed ? first.Count : await rows.CountAsync(ct);

        return new LeftBehind(total, [.. first.Select(one)]);
    }

    private static string Text(Guid id) => id.ToString("D");
}
