using CaseManagement.Application.Features.Support;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Meetings;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;

namespace CaseManagement.Application.Features.Meetings;

/// <summary>What the reader's groups have decided and not done yet, one's own first; which groups should have met again; and the last meetings; each a page at a time.</summary>
/// <param name="OpenAfter">The <c>OpenNext</c> of the page before.</param>
/// <param name="GroupsAfter">The <c>GroupsNext</c> of the page before.</param>
/// <param name="After">The <c>Next</c> of the page before, of the meetings.</param>
/// <param name="EndingAfter">The <c>EndingNext</c> of the page before.</param>
/// <param name="Show">Of the open decisions: only one's own, or only those that the desk counts as late; all where it is not said.</param>
/// <param name="Hand">A decision that the reader may give on: who can take it is said too, also where its group has closed.</param>
/// <param name="Take">Rows of each list on its page, 1 to 200; of the meetings 20 at most.</param>
[Needs(Right.HoldMeetings)]
public sealed record ListMeetings(string? OpenAfter = null, string? GroupsAfter = null, string? After = null, GroupDecisionId? Hand = null, DecisionView? Show = null, string? EndingAfter = null, int Take = 50) : ISearch<MeetingsPage>;

/// <summary>Which of the open decisions are shown.</summary>
public enum DecisionView
{
    /// <summary>我承办的</summary>
    Mine,

    /// <summary>逾期的 not done in time, or their owner is no member any more: one's own, and everybody's for whoever leads the team or is of the office.</summary>
    Late,
}

/// <param name="OpenTotal">All that is open, by the same query as the page.</param>
/// <param name="Open">One's own decisions first, then the longest late.</param>
/// <param name="LateGroups">How many should have met.</param>
/// <param name="Groups">Those first that have never met, then those that met the longest ago.</param>
/// <param name="Meetings">The latest first.</param>
/// <param name="EndingTotal">How many assignments to a group end soon, by the same query as the page; none for whoever works in no area.</param>
/// <param name="Ending">The first to end first.</param>
/// <param name="Takers">Who can be given the decision that was asked about; nobody where none was.</param>
public sealed record MeetingsPage(
    DateOnly Today, int OpenTotal, IReadOnlyList<DecisionRow> Open, string? OpenNext, int LateGroups, IReadOnlyList<GroupRow> Groups, string? GroupsNext, IReadOnlyList<MeetingRow> Meetings, string? Next, int EndingTotal, IReadOnlyList<EndingRow> Ending, string? EndingNext, IReadOnlyList<MeetingPerson> Takers) : ICounted
{
    int ICounted.Shown => Open.Count + Meetings.Count + Ending.Count;
}

/// <param name="Text">Null where it is about a patient of whom the reader may not know it.</param>
/// <param name="CaseId">For whoever sees the case, as the name is.</param>
/// <param name="IsOrphaned">Its owner's term in the group is over: the leader or the office closes it or gives it on.</param>
/// <param name="MayClose">It is the reader's own, or the reader leads the team or is of the office.</param>
public sealed record DecisionRow(GroupDecisionId Id, long Version, CareGroupId GroupId, string? Group, string? Text, string? Owner, bool IsOwn, bool IsOrphaned, bool MayClose, DateOnly DueOn, int DaysLate, ManagedCaseId? CaseId, string? Name);

/// <param name="LastOn">Null where it has never met.</param>
/// <param name="NextBy">The last day on which the next meeting is on time; null where it has never met, which is late by itself.</param>
/// <param name="Unserved">Patients are assigned to it, and nobody serves it today.</param>
public sealed record GroupRow(CareGroupId Id, string Name, DateOnly? LastOn, DateOnly? NextBy, bool IsLate, bool Unserved = false);

/// <param name="Spoken">How many patients were spoken about, of those whom the reader sees: the others do not exist for them.</param>
/// <param name="Names">Of the same.</param>
/// <param name="MayTakeBack">It holds, and the reader leads the team or is of the office, or recorded it and nobody else has still to do what it decided.</param>
/// <param name="TakenBackOn">Null while the record holds.</param>
public sealed record MeetingRow(
    GroupMeetingId Id, long Version, string? Group, DateOnly HeldOn, IReadOnlyList<string> TookPart, string? Guests, int Spoken, IReadOnlyList<string> Names, IReadOnlyList<DecisionDone> Decisions,
    bool MayTakeBack, DateOnly? TakenBackOn, MeetingMistake? TakenBackFor);

/// <param name="Text">Null where it is about a patient of whom the reader may not know it.</param>
/// <param name="Result">Null while it is open, and where the text is.</param>
/// <param name="IsGivenUp">With the record of its meeting, which was taken back.</param>
public sealed record DecisionDone(string? Text, string? Owner, DateOnly DueOn, DateOnly? DoneOn, string? Result, bool IsGivenUp);

internal sealed class ListMeetingsValidator : AbstractValidator<ListMeetings>
{
    public ListMeetingsValidator()
    {
        RuleFor(x => x.Show).Known();
        RuleFor(x => x.Take).PageSize();
        RuleFor(x => x.OpenAfter).Must(after => after is null || DecisionKey.Of(after) is not null).As("page.key");
        RuleFor(x => x.GroupsAfter).Must(after => after is null || DayKey.Of(after) is not null).As("page.key");
        RuleFor(x => x.EndingAfter).Must(after => after is null || DayKey.Of(after) is not null).As("page.key");
        RuleFor(x => x.After).Must(after => after is null || DayKey.Of(after) is not null).As("page.key");
    }
}

internal sealed class ListMeetingsHandler(ICaseDb db, MemberFields fields, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<ListMeetings, MeetingsPage>
{
    private const int MostMeetings = 20; // each with everything that was decided

    /// <summary>Stands for the last meeting of a group that has never met.</summary>
    private static readonly DateOnly Never = new(1900, 1, 1);

    public async Task<MeetingsPage> Handle(ListMeetings query, CancellationToken ct)
    {
        var today = clock.Today();
        var (rows, meetingsOfAPage) = (query.Take, Math.Min(query.Take, MostMeetings));
        var (late, groups) = await GroupsAsync(DayKey.Of(query.GroupsAfter), rows, today, ct);
        var (total, open) = await OpenAsync(query.Show, DecisionKey.Of(query.OpenAfter), rows, today, ct);
        var (ending, endings) = actor.Role.WorksInAnArea() ? await db.EndingAsync(DayKey.Of(query.EndingAfter), standards.Settings.Agreement.RenewalNoticeDays, rows + 1, clock, ct) : (0, []);
        var meetings = await MeetingsAsync(DayKey.Of(query.After), meetingsOfAPage, ct);
        var (openRows, meetingRows) = (open.Take(rows).ToList(), meetings.Take(meetingsOfAPage).ToList());
        var meetingIds = meetingRows.ConvertAll(meeting => meeting.Id);
        var decided = meetingIds.Count == 0 ? [] : await db.GroupDecisions.AsNoTracking().Where(decision => meetingIds.Contains(decision.MeetingId)).OrderBy(decision => decision.DueOn).ToListAsync(ct);
        var spoken = meetingIds.Count == 0 ? [] : await db.MeetingCases.AsNoTracking().Where(row => meetingIds.Contains(row.MeetingId)).Select(row => new { row.MeetingId, row.CaseId }).ToListAsync(ct);
        var names = await NamesOfGroups([.. openRows.Select(decision => decision.CareGroupId).Concat(meetingRows.Select(meeting => meeting.CareGroupId)).Distinct()], ct);
        var patients = await NamesOfCases([.. openRows.Concat(decided).Select(decision => decision.CaseId).OfType<ManagedCaseId>().Concat(spoken.Select(row => row.CaseId)).Distinct()], ct);
        var kinds = actor.Role == StaffRole.CareGroupMember && patients.Count > 0 ? await ListSupportedHandler.KindsAsync(db, actor, [.. patients.Keys], today, ct) : null;
        var people = await db.NamesOfStaffAsync(openRows.Concat(decided).Select(decision => decision.OwnerId), ct);
        var isAbove = GroupDecision.IsAbove(actor.Role);
        var openIds = openRows.ConvertAll(decision => decision.Id);
        var orphaned = openIds.Count == 0 || !isAbove ? [] : await db.GroupDecisions.AsNoTracking().Where(decision => openIds.Contains(decision.Id)).Where(db.IsOrphaned(today)).Select(decision => decision.Id).ToListAsync(ct);

        return new MeetingsPage(
            today, total,
            [.. from decision in openRows
                let isOwn = decision.OwnerId == actor.StaffId
                select new DecisionRow(
                    decision.Id, decision.Version, decision.CareGroupId, names.GetValueOrDefault(decision.CareGroupId), MayRead(decision) ? decision.Text : null, people.GetValueOrDefault(decision.OwnerId), isOwn, orphaned.Contains(decision.Id), isOwn || isAbove, decision.DueOn, decision.DaysLate(today),
                    decision.CaseId is { } id && patients.ContainsKey(id) ? id : null, decision.CaseId is { } named ? patients.GetValueOrDefault(named) : null)],
            open.Count > rows ? new DecisionKey(openRows[^1].OwnerId == actor.StaffId, new(openRows[^1].DueOn, openRows[^1].Id.Value)).ToString() : null,
            late, [.. groups.Take(rows)], groups.Count > rows ? new DayKey(groups[rows - 1].LastOn ?? Never, groups[rows - 1].Id.Value).ToString() : null,
            [.. meetingRows.Select(meeting => new MeetingRow(
                meeting.Id, meeting.Version, names.GetValueOrDefault(meeting.CareGroupId), meeting.HeldOn, meeting.TookPart, meeting.Guests, spoken.Count(row => row.MeetingId == meeting.Id),
                [.. spoken.Where(row => row.MeetingId == meeting.Id).Select(row => patients.GetValueOrDefault(row.CaseId)).OfType<string>()],
                [.. decided.Where(decision => decision.MeetingId == meeting.Id).Select(decision => new DecisionDone(
                    MayRead(decision) ? decision.Text : null, people.GetValueOrDefault(decision.OwnerId), decision.DueOn, decision.DoneOn, MayRead(decision) ? decision.Result : null, decision is { DoneOn: not null, Result: null }))],
                meeting.TakenBackOn is null && (isAbove || (meeting.RecordedBy == actor.StaffId && !decided.Exists(decision => decision.MeetingId == meeting.Id && decision.DoneOn is null && decision.OwnerId != actor.StaffId))), meeting.TakenBackOn, meeting.TakenBackFor))],
            meetings.Count > meetingsOfAPage ? new DayKey(meetingRows[^1].HeldOn, meetingRows[^1].Id.Value).ToString() : null,
            ending, [.. endings.Take(rows)], endings.Count > rows ? new DayKey(endings[rows - 1].LastOn, endings[rows - 1].Id.Value).ToString() : null,
            query.Hand is { } given ? await TakersAsync(given, today, ct) : []);

        // What is about a patient is for whoever sees the case, and of a group's members for those whom the table gives it, or who have to do it.
        bool MayRead(GroupDecision decision) => decision.CaseId is not { } id
            || (patients.ContainsKey(id) && (actor.Role != StaffRole.CareGroupMember || decision.OwnerId == actor.StaffId || (kinds is not null && fields.Shows(kinds[id], MemberField.Decisions))));
    }

    /// <summary>What a group that has been closed decided stays open too.</summary>
    private async Task<(int Total, List<GroupDecision> Page)> OpenAsync(DecisionView? show, DecisionKey? after, int take, DateOnly today, CancellationToken ct)
    {
        var me = actor.StaffId;
        var open = show == DecisionView.Late ? db.LateDecisions(actor, today).AsNoTracking() : db.GroupDecisions.AsNoTracking().Where(decision => decision.DoneOn == null);
        if (show == DecisionView.Mine) open = open.Where(decision => decision.OwnerId == me);
        var following = open;
        if (after is { IsOwn: var isOwn, At: { Day: var day, Id: var guid } })
        {
            var id = new GroupDecisionId(guid);
            following = isOwn
                ? open.Where(decision => decision.OwnerId != me || decision.DueOn > day || (decision.DueOn == day && decision.Id > id))
                : open.Where(decision => decision.OwnerId != me && (decision.DueOn > day || (decision.DueOn == day && decision.Id > id)));
        }

        var page = await following.OrderBy(decision => decision.OwnerId == me ? 0 : 1).ThenBy(decision => decision.DueOn).ThenBy(decision => decision.Id).Take(take + 1).ToListAsync(ct);
        return (await open.CountAsync(ct), page);
    }

    private async Task<IReadOnlyList<MeetingPerson>> TakersAsync(GroupDecisionId id, DateOnly today, CancellationToken ct)
    {
        var (me, isAbove) = (actor.StaffId, GroupDecision.IsAbove(actor.Role));
        var group = await (
            from decision in db.GroupDecisions.Where(decision => decision.Id == id && decision.DoneOn == null && (isAbove || decision.OwnerId == me))
            join of in db.CareGroups on decision.CareGroupId equals of.Id
            select of).AsNoTracking().FirstOrDefaultAsync(ct);

        return group is null ? [] : await db.PossibleOwners(group, today).OrderBy(staff => staff.Code).Select(staff => new MeetingPerson(staff.Id, staff.Name)).ToListAsync(ct);
    }

    private Task<List<GroupMeeting>> MeetingsAsync(DayKey? after, int take, CancellationToken ct)
    {
        var meetings = db.GroupMeetings.AsNoTracking();
        if (after is { Day: var day, Id: var guid })
        {
            var id = new GroupMeetingId(guid);
            meetings = meetings.Where(meeting => meeting.HeldOn < day || (meeting.HeldOn == day && meeting.Id < id));
        }

        return meetings.OrderByDescending(meeting => meeting.HeldOn).ThenByDescending(meeting => meeting.Id).Take(take + 1).ToListAsync(ct);
    }

    /// <summary>A few hundred in a city, each with one look-up of its last meeting.</summary>
    private async Task<(int Late, List<GroupRow> Page)> GroupsAsync(DayKey? after, int take, DateOnly today, CancellationToken ct)
    {
        var own = db.OwnGroups(actor, today).AsNoTracking();
        var unserved = actor.Role.WorksInAnArea() ? await db.Unserved(own, today, clock.GetUtcNow()).Select(group => group.Id).ToListAsync(ct) : []; // of a group's members one is there
        var all = (await own
            .Select(group => new { group.Id, group.Name, LastOn = db.GroupMeetings.Where(meeting => meeting.CareGroupId == group.Id && meeting.TakenBackOn == null).Max(meeting => (DateOnly?)meeting.HeldOn) }).ToListAsync(ct))
            .OrderBy(group => group.LastOn ?? Never).ThenBy(group => group.Id.Value).Select(group => Row(group.Id, group.Name, group.LastOn, today) with { Unserved = unserved.Contains(group.Id) }).ToList();
        var following = after is { Day: var day, Id: var id } ? all.Where(group => ((group.LastOn ?? Never), group.Id.Value).CompareTo((day, id)) > 0) : all;

        return (all.Count(group => group.IsLate), [.. following.Take(take + 1)]);
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

    private async Task<Dictionary<CareGroupId, string>> NamesOfGroups(List<CareGroupId> ids, CancellationToken ct) =>
        ids.Count == 0 ? [] : await db.CareGroups.Where(group => ids.Contains(group.Id)).Select(group => new { group.Id, group.Name }).ToDictionaryAsync(group => group.Id, group => group.Name, ct);
}
