using CaseManagement.Domain.Meetings;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

// What a care group does for a patient is seen by whoever sees the case; what a meeting decided about nobody, by the group and by who works in its area.
internal static partial class ScopeFilters
{
    private static void EverythingOfGroups(ModelBuilder model, bool isSeen)
    {
        On<SupportContact>(model, _ => isSeen);
        On<SupportEntry>(model, _ => isSeen);
        On<PairMark>(model, _ => isSeen);
        On<Outing>(model, _ => isSeen);
        On<MeetingCase>(model, _ => isSeen);
        On<GroupMeeting>(model, _ => isSeen);
        On<GroupDecision>(model, _ => isSeen);
    }

    private static void PartsOfGroups(ModelBuilder model, CaseDb db)
    {
        On<SupportContact>(model, part => db.Cases.Any(managed => managed.Id == part.CaseId));
        On<SupportEntry>(model, part => db.Cases.Any(managed => managed.Id == part.CaseId));
        On<PairMark>(model, part => db.Cases.Any(managed => managed.Id == part.CaseId));
        On<Outing>(model, part => part.StaffId == db.Me || db.Cases.Any(managed => managed.Id == part.CaseId)); // whoever is out says that they are back, also when they see the case no more
        On<MeetingCase>(model, part => db.Cases.Any(managed => managed.Id == part.CaseId));
        On<GroupMeeting>(model, meeting => string.Compare(meeting.AreaCode, db.From) >= 0 && string.Compare(meeting.AreaCode, db.Before) < 0);
        On<GroupDecision>(model, decision => string.Compare(decision.AreaCode, db.From) >= 0 && string.Compare(decision.AreaCode, db.Before) < 0);
    }

    private static void GrantedOfGroups(ModelBuilder model, CaseDb db)
    {
        On<SupportContact>(model, part => db.CaseGrants.Select(grant => grant.CaseId).Contains(part.CaseId));
        On<SupportEntry>(model, part => db.CaseGrants.Select(grant => grant.CaseId).Contains(part.CaseId));
        On<PairMark>(model, part => db.CaseGrants.Select(grant => grant.CaseId).Contains(part.CaseId));
        On<Outing>(model, part => part.StaffId == db.Me || db.CaseGrants.Select(grant => grant.CaseId).Contains(part.CaseId));
        On<MeetingCase>(model, part => db.CaseGrants.Select(grant => grant.CaseId).Contains(part.CaseId));
        On<GroupMeeting>(model, meeting => GroupsOf(db).Contains(meeting.CareGroupId)); // whoever is in no group sees none
        On<GroupDecision>(model, decision => GroupsOf(db).Contains(decision.CareGroupId));
    }

    private static IQueryable<CareGroupId> GroupsOf(CaseDb db) => db.Memberships
        .Where(member => member.StaffId == db.Me && member.FromOn <= db.Today && (member.UntilOn == null || member.UntilOn >= db.Today)).Select(member => member.CareGroupId);
}
