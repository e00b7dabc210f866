using CaseManagement.Application.Features.Meetings;
using CaseManagement.Application.Features.Support;
using CaseManagement.Domain.Meetings;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Api;

internal static class SupportEndpoints
{
    public static void MapSupport(this RouteGroupBuilder api)
    {
        var support = api.MapGroup("cases/{id:guid}").WithTags("support");

        support.MapGet("support", (Guid id, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetSupport(new(id)), ct)).WithSummary("Who stands around a patient: whom to call, whether one may go alone, who has set out, who was in touch.");

        support.MapPost("support-contacts", (Guid id, AddSupportContact command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id) }, ct)).WithSummary("Somebody is added who may be called for a patient.");

        support.MapPut("support-contacts/{contactId:guid}", (Guid id, Guid contactId, ChangeSupportContact command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ContactId = new(contactId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("What is known of a contact changes: another entry takes its place.");

        support.MapPost("support-contacts/{contactId:guid}/ending", (Guid id, Guid contactId, EndSupportContact command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ContactId = new(contactId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Nobody is to call this person any more.");

        support.MapPost("support-log", (Guid id, LogSupport command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id) }, ct)).WithSummary("Somebody was in touch with a patient; it is no follow-up.");

        support.MapPost("pair-mark", (Guid id, SetPairMark command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("Nobody goes to this patient alone; where that holds already, with its version, that it still does.");

        support.MapPost("pair-mark/ending", (Guid id, EndPairMark command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("One may go to this patient alone again.");

        support.MapPost("outings", (Guid id, SetOut command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id) }, ct)).WithSummary("Somebody sets out to a patient: with whom, and by when they are back.");

        support.MapPost("outings/{outingId:guid}/return", (Guid id, Guid outingId, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ComeBack(new(id), new(outingId)), ct)).WithSummary("Somebody who set out is back.");
    }

    public static void MapMeetings(this RouteGroupBuilder api)
    {
        var meetings = api.MapGroup("meetings").WithTags("meetings");

        meetings.MapGet("", (string? openAfter, string? groupsAfter, string? after, Guid? hand, Coded<DecisionView>? show, string? endingAfter, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListMeetings(openAfter, groupsAfter, after, hand is { } decision ? new GroupDecisionId(decision) : null, show?.Value, endingAfter), ct)).WithSummary("Decisions that are open, groups that should have met, patients whose assignment to a group ends soon, and the last meetings, each a page at a time; and who can take a decision that is given on.");

        meetings.MapGet("groups/{groupId:guid}", (Guid groupId, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new PrepareMeeting(new(groupId)), ct)).WithSummary("What is needed to write down a meeting of one group.");

        meetings.MapPost("", (RecordMeeting command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command, ct)).WithSummary("A care group has met and decided.");

        meetings.MapPost("{meetingId:guid}/taking-back", (Guid meetingId, TakeBackMeeting command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { MeetingId = new(meetingId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("A meeting was recorded by mistake: what it decided and nobody has done is given up.");

        meetings.MapPost("decisions/{decisionId:guid}/owner", (Guid decisionId, HandDecision command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { DecisionId = new(decisionId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Somebody else is to do what was decided.");

        meetings.MapPost("decisions/{decisionId:guid}/result", (Guid decisionId, CloseDecision command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { DecisionId = new(decisionId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("A decision is done or given up, with what came of it.");
    }
}
