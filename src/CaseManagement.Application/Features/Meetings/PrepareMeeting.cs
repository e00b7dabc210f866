using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Meetings;

/// <summary>What is needed to write down a meeting of one group: its members, its patients, and who may be given a decision.</summary>
[Needs(Right.HoldMeetings)]
public sealed record PrepareMeeting(CareGroupId CareGroupId) : ISearch<MeetingChoices>;

public sealed record MeetingChoices(CareGroupId Id, string Group, IReadOnlyList<MeetingPerson> Members, IReadOnlyList<MeetingPerson> Owners, IReadOnlyList<MeetingPatient> Patients) : ICounted
{
    int ICounted.Shown => Patients.Count;
}

public sealed record MeetingPerson(StaffId Id, string Name);

public sealed record MeetingPatient(ManagedCaseId CaseId, string Name);

internal sealed class PrepareMeetingHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<PrepareMeeting, MeetingChoices>
{
    private const int MostPatients = 200;

    public async Task<MeetingChoices> Handle(PrepareMeeting query, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var group = await db.OwnGroups(actor, today).AsNoTracking().FindOrThrowAsync(group => group.Id == query.CareGroupId, "care-group", ct);
        var terms = db.Memberships.Where(CareGroupMembership.HoldingOn(today));
        var members = await db.Staff.Where(staff => terms.Any(member => member.CareGroupId == group.Id && member.StaffId == staff.Id))
            .OrderBy(staff => staff.Code).Select(staff => new MeetingPerson(staff.Id, staff.Name)).ToListAsync(ct);
        var owners = await db.PossibleOwners(group, today).OrderBy(staff => staff.Code).Select(staff => new MeetingPerson(staff.Id, staff.Name)).ToListAsync(ct);
        var patients = await (
            from grant in db.CaseGrants.Where(grant => grant.CareGroupId == query.CareGroupId && grant.EndedAt == null && grant.FromAt <= now && grant.UntilAt > now)
            join managed in db.Cases.IgnoreAutoIncludes() on grant.CaseId equals managed.Id
            join patient in db.Patients on managed.PatientId equals patient.Id
            select new { managed.Id, patient.Name }).Distinct().OrderBy(row => row.Name).ThenBy(row => row.Id).Take(MostPatients).Select(row => new MeetingPatient(row.Id, row.Name)).ToListAsync(ct);

        return new MeetingChoices(group.Id, group.Name, members, owners, patients);
    }
}
