using CaseManagement.Application.Features.Notices;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Api;

/// <summary>What a receiver sends to say that a notice arrived.</summary>
/// <param name="Token">As it came with the notice.</param>
internal sealed record ReceiptBody(string Token);

internal static class NoticeEndpoints
{
    private const int PageSize = 50;

    public static void MapNotices(this RouteGroupBuilder api)
    {
        api.MapGet("notices", (string? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListNotices(after, take ?? PageSize), ct)).WithTags("notices").WithSummary("What the system has told the reader and nobody has acknowledged yet, the oldest first.");

        api.MapPost("notices/{id:guid}/receipt", (Guid id, ReceiptBody body, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ReceiveNotice(new(id), body.Token), ct)).WithTags("notices").WithSummary("A receiver outside says, with the token of the notice, that it arrived.").AllowAnonymous();

        api.MapPost("cases/{id:guid}/notices/{noticeId:guid}/acknowledgement", (Guid id, Guid noticeId, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new AcknowledgeNotice(new(id), new(noticeId), Seen.Optional(ifMatch)), ct)).WithTags("notices").WithSummary("Whoever was told inside the system says that they know.");

        var admin = api.MapGroup("admin").WithTags("administration");

        admin.MapGet("notices", (Guid? after, int? take, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListDeadNotices(after, take ?? PageSize), ct)).WithSummary("The notices that could not be delivered, a page at a time.");

        admin.MapPost("notices/{id:guid}/replay", (Guid id, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ReplayNotice(new(id), Seen.Optional(ifMatch)), ct)).WithSummary("Sends a notice that was given up again, under the same key.");

        admin.MapGet("notice-routes", (bool? ended, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new ListNoticeRoutes(ended ?? false), ct)).WithSummary("Where notices go, or where they went before.");

        admin.MapPost("notice-routes", (SetNoticeRoute command, IMediator mediator, CancellationToken ct) =>
            mediator.Send(command, ct)).WithSummary("Says where the notices of one party in one area go; answers the secret of a web hook, once.");

        admin.MapPost("notice-routes/{id:guid}/ending", (Guid id, [FromHeader(Name = Seen.Header)] string? ifMatch, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new EndNoticeRoute(new(id), Seen.Optional(ifMatch)), ct)).WithSummary("Nothing more goes by this route.");
    }
}
