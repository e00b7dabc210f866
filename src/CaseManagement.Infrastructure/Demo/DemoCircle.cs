using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Meetings;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>What the care groups have done of late: whom to call, who was in touch, to whom nobody goes alone, and the meetings of most of them.</summary>
internal sealed class DemoCircle(CaseDb db, ISeals seals, DemoMap map, Standards standards, DateOnly today)
{
    private const int NeverMet = 5; // one group in so many
    private const int LateOneIn = 25; // decisions that nobody has seen to in time

    private static readonly (SupportRole Role, string Name)[] Callees = [(SupportRole.VillageCommittee, "村委会值班"), (SupportRole.Police, "社区民警"), (SupportRole.Neighbour, "邻居阿姨"), (SupportRole.Disability, "残联专干")];
    private static readonly string[] Decided = ["上门看望，核对监护人电话", "联系残联，了解日间康复名额", "协助申请以奖代补", "和房东沟通住处安全"];

    private readonly HashSet<ManagedCaseId> _done = []; // a patient may be assigned to two groups

    public async Task GatherAsync(CancellationToken ct)
    {
        var grants = (await db.CaseGrants.AsNoTracking().Where(grant => grant.Kind == GrantKind.CareGroup).OrderBy(grant => grant.Id).ToListAsync(ct)).ToLookup(grant => grant.CareGroupId!.Value);
        var members = (await db.Memberships.AsNoTracking().OrderBy(member => member.Id).ToListAsync(ct)).ToLookup(member => member.CareGroupId);
        var names = await db.Staff.AsNoTracking().Where(staff => staff.Role == StaffRole.CareGroupMember).ToDictionaryAsync(staff => staff.Id, staff => staff.Name, ct);
        var groups = await db.CareGroups.AsNoTracking().OrderBy(group => group.Id).ToListAsync(ct);
        var doctors = map.Communities.ToDictionary(community => community.Area.Code, community => community.Team.Doctor.Id);

        foreach (var (group, number) in groups.Select((group, number) => (group, number)))
        {
            var (assigned, people) = (grants[group.Id].ToList(), members[group.Id].Select(member => member.StaffId).ToList());
            foreach (var (grant, place) in assigned.Select((grant, place) => (grant, place))) Around(grant, number + place, people, doctors[group.AreaCode]);
            if (number % NeverMet != NeverMet - 1) Meet(group, number, assigned, people, names, doctors[group.AreaCode]);
        }

        await db.SaveChangesAsync(ct);
        db.Forget();
    }

    private void Around(CaseGrant grant, int number, List<StaffId> people, StaffId doctor)
    {
        if (!_done.Add(grant.CaseId)) return;

        for (var order = 1; order <= 1 + (number % 3); order++)
        {
            var (role, name) = Callees[(number + order) % Callees.Length];
            db.SupportContacts.Add(new(new(Id(grant, "contact", order)), grant.CaseId, role, name, Phone(grant.PatientId, (number * 10) + order), order, doctor, today.AddDays(-40)));
        }

        for (var entry = 0; entry <= number % 3; entry++)
        {
            var on = today.AddDays(-4 - (entry * 17) - (number % 5));
            var (means, seen) = ((SupportMeans)(1 + ((number + entry) % 3)), (SupportSeen)(1 + ((number + (entry * 3)) % 4)));
            if (seen == SupportSeen.NotReached && means == SupportMeans.Met) means = SupportMeans.Phone; // who was met was reached
            db.SupportEntries.Add(new(new(Id(grant, "entry", entry)), grant.CaseId, on, means, seen, people[entry % people.Count], DemoDay.At(on, 17), today));
        }

        if (number % 3 == 1) db.PairMarks.Add(new(new(Id(grant, "pairs", 0)), grant.CaseId, (PairReason)(1 + (number % 3)), null, today.AddDays(90), doctor, today.AddDays(-20), standards.Settings.Support.PairReviewMonths));
    }

    private void Meet(CareGroup group, int number, List<CaseGrant> assigned, List<StaffId> people, Dictionary<StaffId, string> names, StaffId doctor)
    {
        var on = today.AddDays(-20 - (number % 4 * 30)); // the last of the four is past its quarter
        var spoken = assigned.Take(3).Select(grant => grant.CaseId).ToList();
        var meeting = new GroupMeeting(new(DerivedId.Of(group.Id.Value, "meeting", 0, on)), group, on, [.. people.Select(id => names[id])], number % 2 == 0 ? "司法所" : null, spoken, doctor, DemoDay.At(on, 16), today);
        db.GroupMeetings.Add(meeting);
        for (var i = 0; i < 2; i++)
        {
            var decision = new GroupDecision(new(DerivedId.Of(meeting.Id.Value, "decision", i, on)), meeting, Decided[(number + i) % Decided.Length], i == 0 ? people[^1] : doctor, on.AddDays(10 + (i * 20)), i == 0 && spoken.Count > 0 ? spoken[0] : null);
            var isForgotten = ((number * 2) + i) % LateOneIn == 0; // few, so that what is late stands out
            if ((number + i) % 3 == 0 || (decision.DueOn < today && !isForgotten)) decision.Close("已办", decision.OwnerId, isAbove: false, on.AddDays(9));
            db.GroupDecisions.Add(decision);
        }
    }

    private Guid Id(CaseGrant grant, string part, int number) => DerivedId.Of(grant.CaseId.Value, $"{part}:{grant.CareGroupId!.Value.Value:N}", number, today);

    private SealedNumber Phone(PatientId owner, int number) => seals.Phone($"100007{number % 100_000:00000}", owner);
}
