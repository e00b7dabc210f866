using CaseManagement.Domain.Meetings;

namespace CaseManagement.Application.Features.Meetings;

/// <summary>A meeting was recorded by mistake: the record stays written as taken back, and a right one is recorded beside it.</summary>
[Needs(Right.HoldMeetings)]
public sealed record TakeBackMeeting(GroupMeetingId MeetingId, MeetingMistake Why, long? ExpectedVersion = null) : ICommand<MeetingTakenBack>, IReasoned
{
    string? IReasoned.AuditReason => Kebab.Of(Why);
}

/// <param name="GivenUp">How many of its decisions were still open, and are given up with it.</param>
public sealed record MeetingTakenBack(GroupMeetingId Id, int GivenUp, long Version) : IVersioned;

internal sealed class TakeBackMeetingValidator : AbstractValidator<TakeBackMeeting>
{
    public TakeBackMeetingValidator() => RuleFor(x => x.Why).Known();
}

internal sealed class TakeBackMeetingHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<TakeBackMeeting, MeetingTakenBack>
{
    public async Task<MeetingTakenBack> Handle(TakeBackMeeting command, CancellationToken ct)
    {
        var meeting = (await db.GroupMeetings.FindOrThrowAsync(meeting => meeting.Id == command.MeetingId, "group-meeting", ct)).AsSeen(command.ExpectedVersion);
        var open = await db.GroupDecisions.Where(decision => decision.MeetingId == meeting.Id && decision.DoneOn == null).ToListAsync(ct);

        meeting.TakeBack(command.Why, open, actor.StaffId, GroupDecision.IsAbove(actor.Role), clock.Today());

        await db.SaveChangesAsync(ct);
        return new MeetingTakenBack(meeting.Id, open.Count, meeting.Version);
    }
}
