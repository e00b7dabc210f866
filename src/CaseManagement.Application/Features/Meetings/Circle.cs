using System.Linq.Expressions;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Meetings;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Meetings;

/// <summary>Whose meetings are whose: a member's own groups, and the groups of the area of whoever works in one.</summary>
internal static class Circle
{
    public static IQueryable<CareGroup> OwnGroups(this ICaseDb db, IActor actor, DateOnly today)
    {
        var open = db.CareGroups.Where(group => group.ClosedOn == null);
        var terms = db.Memberships.Where(CareGroupMembership.HoldingOn(today));
        return actor.Role.WorksInAnArea() ? open.Within(actor, group => group.AreaCode)
            : open.Where(group => terms.Any(member => member.CareGroupId == group.Id && member.StaffId == actor.StaffId));
    }

    /// <summary>What was decided and is not done in time: one's own, and everybody's for whoever leads the team or is of the office; to these comes too what nobody can do any more, late or not.</summary>
    public static IQueryable<GroupDecision> LateDecisions(this ICaseDb db, IActor actor, DateOnly today)
    {
        var open = db.GroupDecisions.Where(decision => decision.DoneOn == null);
        if (!GroupDecision.IsAbove(actor.Role)) return open.Where(decision => decision.DueOn < today && decision.OwnerId == actor.StaffId);

        var orphaned = open.Where(db.IsOrphaned(today)).Select(decision => decision.Id);
        return open.Where(decision => decision.DueOn < today || orphaned.Contains(decision.Id));
    }

    /// <summary>Its owner saw it as a member of the group alone, and that term is over: a term that ends on the day fixed for it is ended by nobody who could be told to give the decision on first.</summary>
    public static Expression<Func<GroupDecision, bool>> IsOrphaned(this ICaseDb db, DateOnly today)
    {
        var terms = db.Memberships.Where(CareGroupMembership.HoldingOn(today));
        return decision => db.Staff.Any(staff => staff.Id == decision.OwnerId && staff.Role == StaffRole.CareGroupMember) && !terms.Any(member => member.CareGroupId == decision.CareGroupId && member.StaffId == decision.OwnerId);
    }

    /// <summary>Who can be given a decision: the members of the group, and whoever works in the area that it lies in.</summary>
    public static IQueryable<StaffMember> PossibleOwners(this ICaseDb db, CareGroup group, DateOnly today)
    {
        var town = Domain.Places.AreaCode.Town(group.AreaCode) ?? group.AreaCode;
        var terms = db.Memberships.Where(CareGroupMembership.HoldingOn(today));
        return db.Staff.Where(staff => staff.ClosedOn == null && (
            terms.Any(member => member.CareGroupId == group.Id && member.StaffId == staff.Id)
            || (staff.AreaCode == town && (staff.Role == StaffRole.CareTeamMember || staff.Role == StaffRole.TeamLeader || staff.Role == StaffRole.PreventionOffice))));
    }
}
