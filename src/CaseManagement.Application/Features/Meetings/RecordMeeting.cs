using System.Security.Cryptography;
using System.Text;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Meetings;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Meetings;

/// <summary>A care group has met: who took part, whom it spoke about, and what was decided, each decision with an owner and a last day.</summary>
/// <param name="Members">Of the group on that day.</param>
/// <param name="Guests">Whoever took part besides them.</param>
/// <param name="Cases">Assigned to the group.</param>
/// <param name="Key">Made once for a form: what is sent twice under one key is one meeting. Without one, what says the same of the same day is the same meeting.</param>
[Needs(Right.HoldMeetings)]
public sealed record RecordMeeting(CareGroupId CareGroupId, DateOnly HeldOn, IReadOnlyList<StaffId> Members, IReadOnlyList<ManagedCaseId>? Cases = null, IReadOnlyList<DecisionMade>? Decisions = null, string? Guests = null, Guid? Key = null) : ICommand<MeetingRecorded>;

/// <param name="Text">What is to be done; no name and no diagnosis, since the case is named beside it.</param>
/// <param name="OwnerId">A member of the group, or somebody of the team or the office of its area.</param>
/// <param name="About">The patient it is about; none where it is about nobody.</param>
public sealed record DecisionMade(string Text, StaffId OwnerId, DateOnly DueOn, ManagedCaseId? About = null);

public sealed record MeetingRecorded(GroupMeetingId Id, long Version) : IVersioned;

internal sealed class RecordMeetingValidator : AbstractValidator<RecordMeeting>
{
    public RecordMeetingValidator()
    {
        RuleFor(x => (DateOnly?)x.HeldOn).OfOurTime().OverridePropertyName(nameof(RecordMeeting.HeldOn));
        RuleFor(x => x.Members).NotNull().As("text.missing").Must(members => members is null || members.Count <= GroupMeeting.MostPeople).As("list.too-long");
        RuleFor(x => x.Cases).Must(cases => cases is null || cases.Count <= GroupMeeting.MostCases).As("list.too-long");
        RuleFor(x => x.Guests).OptionalText(GroupMeeting.GuestsMaxLength);
        RuleFor(x => x.Decisions).Rows(
            GroupMeeting.MostDecisions,
            (nameof(DecisionMade.Text), "text.missing", decision => !string.IsNullOrWhiteSpace(decision.Text)),
            (nameof(DecisionMade.Text), "text.too-long", decision => decision.Text is null || decision.Text.Length <= GroupDecision.TextMaxLength),
            (nameof(DecisionMade.Text), "text.control", decision => Refuse.IsPlain(decision.Text)),
            (nameof(DecisionMade.DueOn), "day.out-of-range", decision => Refuse.IsOfOurTime(decision.DueOn)));
    }
}

internal sealed class RecordMeetingHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<RecordMeeting, MeetingRecorded>
{
    public async Task<MeetingRecorded> Handle(RecordMeeting command, CancellationToken ct)
    {
        var today = clock.Today();
        var group = await db.OwnGroups(actor, today).FindOrThrowAsync(group => group.Id == command.CareGroupId, "care-group", ct);
        var id = await IdAsync(command, group.Id, ct);
        Rule.Require(!await db.GroupMeetings.AnyAsync(saved => saved.Id == id, ct), "meeting.saved-already", "This meeting was saved already."); // where both came at once, the key of the table says so

        var tookPart = await TookPart(command, ct);
        var (cases, decisions) = (command.Cases ?? [], command.Decisions ?? []);
        var furthest = standards.On(command.HeldOn).Agreement.Furthest(command.HeldOn);
        Rule.Require(decisions.All(decision => decision.DueOn <= furthest), "decision.due-too-late", "A decision is due by {0}.", furthest);
        await RequireAssigned(group.Id, [.. cases.Distinct()], command.HeldOn, ct);
        await RequireOwners(group, [.. decisions.Select(decision => decision.OwnerId).Distinct()], today, ct);

        var meeting = new GroupMeeting(id, group, command.HeldOn, tookPart, command.Guests?.Trim(), cases, actor.StaffId, clock.GetUtcNow(), today);
        db.GroupMeetings.Add(meeting);
        db.GroupDecisions.AddRange(decisions.Select(decision => new GroupDecision(GroupDecisionId.New(), meeting, decision.Text.Trim(), decision.OwnerId, decision.DueOn, decision.About)));

        await db.SaveChangesAsync(ct);
        return new MeetingRecorded(meeting.Id, meeting.Version);
    }

    /// <summary>Without a key, the first that no record with the same words has, but for those that were taken back: what was taken back may be said again.</summary>
    private async Task<GroupMeetingId> IdAsync(RecordMeeting command, CareGroupId group, CancellationToken ct)
    {
        if (command.Key is { } key) return GroupMeetingId.Of(group, key);

        for (var takenBack = 0; ; takenBack++)
        {
            var id = GroupMeetingId.Of(group, SaidBy(command, takenBack));
            if (!await db.GroupMeetings.AnyAsync(saved => saved.Id == id && saved.TakenBackOn != null, ct)) return id;
        }
    }

    /// <summary>A key for whoever sends none: made of all that is said of the meeting, so that the same request makes it again.</summary>
    /// <param name="takenBack">How many records that say the same were.</param>
    private static Guid SaidBy(RecordMeeting command, int takenBack)
    {
        var words = new List<string> { $"{command.HeldOn:O} {takenBack}", command.Guests?.Trim() ?? "" };
        words.AddRange(command.Members.Select(member => $"{member.Value:N}").Order(StringComparer.Ordinal));
        words.AddRange((command.Cases ?? []).Select(spoken => $"{spoken.Value:N}").Order(StringComparer.Ordinal));
        words.AddRange((command.Decisions ?? []).Select(decision => $"{decision.OwnerId.Value:N} {decision.DueOn:O} {decision.About?.Value:N} {decision.Text.Trim()}").Order(StringComparer.Ordinal));
        var said = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', words)));

        return new Guid(said.AsSpan(0, 16));
    }

    /// <summary>By their names on the day: a meeting says who was there, whoever leaves later.</summary>
    private async Task<IReadOnlyList<string>> TookPart(RecordMeeting command, CancellationToken ct)
    {
        var ids = command.Members.Distinct().ToList();
        if (ids.Count == 0) return [];

        var names = await (
            from member in db.Memberships.Where(CareGroupMembership.HoldingOn(command.HeldOn)).Where(member => member.CareGroupId == command.CareGroupId && ids.Contains(member.StaffId))
            join staff in db.Staff on member.StaffId equals staff.Id
            orderby staff.Code
            select staff.Name).ToListAsync(ct);
        Rule.Require(names.Count == ids.Count, "meeting.not-a-member", "Somebody was no member of the group on that day: name them as a guest.");

        return names;
    }

    /// <summary>On the day of the meeting, whenever it is written down.</summary>
    private async Task RequireAssigned(CareGroupId group, List<ManagedCaseId> cases, DateOnly on, CancellationToken ct)
    {
        if (cases.Count == 0) return;

        var (from, until) = (Clock.StartOf(on), Clock.StartOf(on.AddDays(1)));
        var assigned = await db.CaseGrants.Where(grant => grant.CareGroupId == group && grant.FromAt < until && (grant.EndedAt == null || grant.EndedAt >= from) && grant.UntilAt > from && cases.Contains(grant.CaseId)).Select(grant => grant.CaseId).Distinct().CountAsync(ct);
        Rule.Require(assigned == cases.Count, "meeting.not-assigned", "A meeting speaks of patients who are assigned to the group.");
    }

    private async Task RequireOwners(CareGroup group, List<StaffId> owners, DateOnly today, CancellationToken ct)
    {
        if (owners.Count == 0) return;

        var possible = await db.PossibleOwners(group, today).Where(staff => owners.Contains(staff.Id)).CountAsync(ct);
        Rule.Require(possible == owners.Count, "decision.owner", "The owner of a decision is a member of the group, or works for the team or the office of its area.");
    }
}
