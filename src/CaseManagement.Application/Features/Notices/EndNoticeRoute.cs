using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Features.Notices;

/// <summary>Nothing more goes by this route; what waits for it is given up until there is another.</summary>
[Needs(Right.ManageNotices)]
public sealed record EndNoticeRoute(NoticeRouteId RouteId, long? ExpectedVersion = null) : ICommand<NoticeRouteEnded>;

public sealed record NoticeRouteEnded(NoticeRouteId Id, DateTimeOffset EndedAt, long Version) : IVersioned;

internal sealed class EndNoticeRouteValidator : AbstractValidator<EndNoticeRoute>;

internal sealed class EndNoticeRouteHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<EndNoticeRoute, NoticeRouteEnded>
{
    public async Task<NoticeRouteEnded> Handle(EndNoticeRoute command, CancellationToken ct)
    {
        var route = (await db.NoticeRoutes.Within(actor, route => route.AreaCode).FindOrThrowAsync(route => route.Id == command.RouteId, "notice-route", ct)).AsSeen(command.ExpectedVersion);

        route.End(actor.StaffId, clock.GetUtcNow());

        await db.SaveChangesAsync(ct);
        return new NoticeRouteEnded(route.Id, route.EndedAt!.Value, route.Version);
    }
}
