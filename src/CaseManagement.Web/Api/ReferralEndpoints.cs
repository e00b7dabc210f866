using CaseManagement.Application.Features.Referrals;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Api;

internal static class ReferralEndpoints
{
    private const int PageSize = 50;

    public static void MapReferrals(this RouteGroupBuilder api)
    {
        var waiting = api.MapGroup("referrals").WithTags("referrals");

        waiting.MapGet("", (Coded<ReferralDirection>? direction, Guid? team, string? area, string? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListReferrals(Filter(direction, team, area), after, take ?? PageSize), ct)).WithSummary("The referrals of which somebody still has to speak, the urgent ones first and of each kind the oldest, a page at a time.");

        waiting.MapGet("counts", (Coded<ReferralDirection>? direction, Guid? team, string? area, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new CountReferrals(Filter(direction, team, area)), ct)).WithSummary("How many referrals wait, up and down.");

        var ofCase = api.MapGroup("cases/{id:guid}").WithTags("referrals");

        ofCase.MapPost("referrals", (Guid id, SendReferral command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("Refers a patient to a specialist hospital, which sees the case from then on.");

        ofCase.MapPost("down-referrals", (Guid id, SendDownReferral command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("A hospital hands a patient to the community with a plan: the discharge form, or the answer to a referral.");

        ofCase.MapGet("referrals/owed", (Guid id, Coded<CareTaskKind>? kind, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new FindOwedReferral(new(id), kind?.Value), ct)).WithSummary("Of which referral of the case a task is.");

        var referral = ofCase.MapGroup("referrals/{referralId:guid}");

        referral.MapGet("", (Guid id, Guid referralId, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetReferral(new(id), new(referralId)), ct)).WithSummary("One referral with everything that was said of it.");

        referral.MapPost("receipt", (Guid id, Guid referralId, ReceiveReferral command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ReferralId = new(referralId), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("The hospital confirms the receipt, or the community takes the patient over.");

        referral.MapPost("refusal", (Guid id, Guid referralId, DeclineReferral command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ReferralId = new(referralId), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("The other end does not take it, for a coded reason.");

        referral.MapPost("outcome", (Guid id, Guid referralId, RecordReferralOutcome command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ReferralId = new(referralId), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("The hospital tells what it did with the patient.");

        referral.MapPost("hospital-word", (Guid id, Guid referralId, RecordHospitalWord command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ReferralId = new(referralId), ExpectedVersion = Seen.Optional(ifMatch) }, ct)).WithSummary("The community records what a hospital says in which nobody works with the system: who said it, when and how.");

        referral.MapPost("cancellation", (Guid id, Guid referralId, CancelReferral command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ReferralId = new(referralId), ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Whoever sent it takes it back.");

        referral.MapPut("steps/{stepId:guid}", (Guid id, Guid referralId, Guid stepId, CorrectReferralStep command, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command with { CaseId = new(id), ReferralId = new(referralId), StepId = stepId, ExpectedVersion = Seen.Required(ifMatch) }, ct)).WithSummary("Replaces a step that was recorded wrongly; the mistaken one is kept.");
    }

    private static ReferralFilter Filter(Coded<ReferralDirection>? direction, Guid? team, string? area) => new(direction?.Value, team is { } id ? new CareTeamId(id) : null, area);
}
