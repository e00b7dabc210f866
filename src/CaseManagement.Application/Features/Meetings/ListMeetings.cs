using CaseManagement.Application.Features.Support;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Meetings;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;

namespace CaseManagement.Application.Features.Meetings;

/// <summary>What the reader's groups have decided and not done yet, one's own first; which groups should have met again; and the last meetings.</summary>
[Needs(Right.HoldMeetings)]
public sealed record ListMeetings : ISearch<MeetingsPage>;

/// <param name="Open">One's own decisions first, then the longest late.</param>
/// <param name="Groups">Those first that should have met.</param>
/// <param name="Meetings">The latest first.</param>
public sealed record MeetingsPage(DateOnly Today, IReadOnlyList<DecisionRow> Open, IReadOnlyList<GroupRow> Groups, IReadOnlyList<MeetingRow> Meetings) : ICounted
{
    int ICounted.Shown => Open.Count + Meetings.Count;
}

/// <param name="Text">Null where it is about a patient of whom the reader may not know it.</param>
/// <param name="CaseId">For whoever sees the case, as the name is.</param>
/// <param name="MayClose">It is the reader's own, or the reader leads the team or is of the office.</param>
public sealed record DecisionRow(GroupDecisionId Id, long Version, string? Group, string? Text, string? Owner, bool IsOwn, bool MayClose, DateOnly DueOn, int DaysLate, ManagedCaseId? CaseId, string? Name);

/// <param name="LastOn">Null where it has never met.</param>
/// <param name="NextBy">The last day on which the next meeting is on time; null where it has never met, which is late by itself.</param>
public sealed record GroupRow(CareGroupId Id, string Name, DateOnly? LastOn, DateOnly? NextBy, bool IsLate);

/// <param name="Spoken">How many patients were spoken about; those whom the reader sees are named.</param>
public sealed record MeetingRow(GroupMeetingId Id, string? Group, DateOnly HeldOn, IReadOnlyList<string> TookPart, string? Guests, int Spoken, IReadOnlyList<string> Names, IReadOnlyList<DecisionDone> Decisions);

/// <param name="Text">Null where it is about a patient of whom the reader may not know it.</param>
/// <param name="Result">Null while it is open, and where the text is.</param>
public sealed record DecisionDone(string? Text, string? Owner, DateOnly DueOn, DateOnly? DoneOn, string? Result);

internal sealed class ListMeetingsHandler(ICaseDb db, MemberFields fields, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ListMeetings, MeetingsPage>
{
    private const int MostGroups = 500;
    private const int MostDecisions = 200;
    private const int MostMeetings = 20;

    public async Task<MeetingsPage> Handle(ListMeetings query, CancellationToken ct)
    {
        var today = clock.Today();
        var groups = await db.OwnGroups(actor, today).AsNoTracking().OrderBy(group => group.AreaCode).ThenBy(group => group.Id).Take(MostGroups)
            .Select(group => new { group.Id, group.Name, LastOn = db.GroupMeetings.Where(meeting => meeting.CareGroupId == group.Id).Max(meeting => (DateOnly?)meeting.HeldOn) }).ToListAsync(ct);
        if (groups.Count == 0) return new MeetingsPage(today, [], [], []);

        var names = groups.ToDictionary(group => group.Id, group => group.Name);
        var ids = names.Keys.ToList();
        var open = await db.GroupDecisions.AsNoTracking().Where(decision => decision.DoneOn == null && ids.Contains(decision.CareGroupId)).OrderBy(decision => decision.DueOn).ThenBy(decision => decision.Id).Take(MostDecisions).ToListAsync(ct);
        var meetings = await db.GroupMeetings.AsNoTracking().Where(meeting => ids.Contains(meeting.CareGroupId)).OrderByDescending(meeting => meeting.HeldOn).ThenByDescending(meeting => meeting.Id).Take(MostMeetings).ToListAsync(ct);
        var meetingIds = meetings.ConvertAll(meeting => meeting.Id);
        var decided = meetingIds.Count == 0 ? [] : await db.GroupDecisions.AsNoTracking().Where(decision => meetingIds.Contains(decision.MeetingId)).OrderBy(decision => decision.DueOn).ToListAsync(ct);
        var spoken = meetingIds.Count == 0 ? [] : await db.MeetingCases.AsNoTracking().Where(row => meetingIds.Contains(row.MeetingId)).Select(row => new { row.MeetingId, row.CaseId }).ToListAsync(ct);
        var patients = await NamesOfCases([.. open.Concat(decided).Select(decision => decision.CaseId).OfType<ManagedCaseId>().Concat(spoken.Select(row => row.CaseId)).Distinct()], ct);
        var kinds = actor.Role == StaffRole.CareGroupMember && patients.Count > 0 ? await ListSupportedHandler.KindsAsync(db, actor, [.. patients.Keys], today, ct) : null;
        var people = await NamesOfPeople([.. open.Concat(decided).Select(decision => decision.OwnerId).Distinct()], ct);
        var isAbove = actor.Role is StaffRole.TeamLeader or StaffRole.PreventionOffice;

        return new MeetingsPage(
            today,
            [.. from decision in open
                let isOwn = decision.OwnerId == actor.StaffId
                orderby isOwn descending, decision.DueOn, decision.Id.Value
                select new DecisionRow(
                    decision.Id, decision.Version, names.GetValueOrDefault(decision.CareGroupId), MayRead(decision) ? decision.Text : null, people.GetValueOrDefault(decision.OwnerId), isOwn, isOwn || isAbove, decision.DueOn, decision.DaysLate(today),
                    decision.CaseId is { } id && patients.ContainsKey(id) ? id : null, decision.CaseId is { } named ? patients.GetValueOrDefault(named) : null)],
            [.. groups.Select(group => Row(group.Id, group.Name, group.LastOn, today)).OrderByDescending(group => group.IsLate).ThenBy(group => group.LastOn)],
            [.. meetings.Select(meeting => new MeetingRow(
                meeting.Id, names.GetValueOrDefault(meeting.CareGroupId), meeting.HeldOn, meeting.TookPart, meeting.Guests, spoken.Count(row => row.MeetingId == meeting.Id),
                [.. spoken.Where(row => row.MeetingId == meeting.Id).Select(row => patients.GetValueOrDefault(row.CaseId)).OfType<string>()],
                [.. decided.Where(decision => decision.MeetingId == meeting.Id).Select(decision => new DecisionDone(
                    MayRead(decision) ? decision.Text : null, people.GetValueOrDefault(decision.OwnerId), decision.DueOn, decision.DoneOn, MayRead(decision) ? decision.Result : null))]))]);

        // What is about a patient is for whoever sees the case, and of a group's members for those whom the table gives it, or who have to do it.
        bool MayRead(GroupDecision decision) => decision.CaseId is not { } id
            || (patients.ContainsKey(id) && (actor.Role != StaffRole.CareGroupMember || decision.OwnerId == actor.StaffId || (kinds is not null && fields.Shows(kinds[id], MemberField.Decisions))));
    }

    private GroupRow Row(CareGroupId id, string name, DateOnly? lastOn, DateOnly today)
    {
        DateOnly? nextBy = lastOn is { } last ? GroupMeeting.NextBy(last, standards.On(last).Support.MeetingMonths) : null;
        return new(id, name, lastOn, nextBy, nextBy is null || today > nextBy);
    }

    private async Task<Dictionary<ManagedCaseId, string>> NamesOfCases(List<ManagedCaseId> ids, CancellationToken ct) => ids.Count == 0 ? [] : await (
        from managed in db.Cases.AsNoTracking().IgnoreAutoIncludes().Where(managed => ids.Contains(managed.Id))
        join patient in db.Patients on managed.PatientId equals patient.Id
        select new { managed.Id, patient.Name }).ToDictionaryAsync(row => row.Id, row => row.Name, ct);

    private async Task<Dictionary<StaffId, string>> NamesOfPeople(List<StaffId> ids, CancellationToken ct) =>
        ids.Count == 0 ? [] : await db.Staff.Where(staff => ids.Contains(staff.Id)).Select(staff => new { staff.Id, staff.Name }).ToDictionaryAsync(staff => staff.Id, staff => staff.Name, ct);
}
