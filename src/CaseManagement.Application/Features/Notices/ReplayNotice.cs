using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Features.Notices;

/// <summary>A notice that was given up is sent again under the same key, by the route that holds now.</summary>
[Needs(Right.ManageNotices)]
public sealed record ReplayNotice(NoticeId NoticeId, long? ExpectedVersion = null) : ICommand<NoticeReplayed>;

public sealed record NoticeReplayed(NoticeId Id, NoticeState State, long Version) : IVersioned;

internal sealed class ReplayNoticeValidator : AbstractValidator<ReplayNotice>;

internal sealed class ReplayNoticeHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<ReplayNotice, NoticeReplayed>
{
    public async Task<NoticeReplayed> Handle(ReplayNotice command, CancellationToken ct)
    {
        var notice = (await db.Notices.Within(actor, notice => notice.AreaCode).FindOrThrowAsync(notice => notice.Id == command.NoticeId, "notice", ct)).AsSeen(command.ExpectedVersion);

        notice.Replay(clock.GetUtcNow());

        await db.SaveChangesAsync(ct);
        return new NoticeReplayed(notice.Id, notice.State, notice.Version);
    }
}
