using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Features.Notices;

/// <summary>The notices of the actor's area that could not be delivered, the oldest key first, a page at a time.</summary>
/// <param name="After">The id of the last row of the page before.</param>
[Needs(Right.ManageNotices)]
public sealed record ListDeadNotices(Guid? After = null, int Take = 50) : IQuery<DeadNoticePage>;

public sealed record DeadNoticePage(int Total, IReadOnlyList<DeadNoticeRow> Rows, Guid? Next);

public sealed record DeadNoticeRow(NoticeId Id, NoticeEvent Event, Party Party, NoticeChannel Channel, string AreaCode, DateTimeOffset CreatedAt, int Attempts, string? Fault, long Version) : IVersioned;

internal sealed class DeadNoticeMap : Profile
{
    public DeadNoticeMap() => CreateProjection<Notice, DeadNoticeRow>();
}

internal sealed class ListDeadNoticesValidator : AbstractValidator<ListDeadNotices>
{
    public ListDeadNoticesValidator() => RuleFor(x => x.Take).PageSize();
}

internal sealed class ListDeadNoticesHandler(ICaseDb db, IActor actor, Maps maps) : IRequestHandler<ListDeadNotices, DeadNoticePage>
{
    public async Task<DeadNoticePage> Handle(ListDeadNotices query, CancellationToken ct)
    {
        var dead = db.Notices.Where(notice => notice.State == NoticeState.Dead).Within(actor, notice => notice.AreaCode);
        var following = dead;
        if (query.After is { } after)
        {
            var last = new NoticeId(after);
            following = dead.Where(notice => notice.Id > last);
        }

        var page = await following.OrderBy(notice => notice.Id).Take(query.Take + 1).ProjectTo<DeadNoticeRow>(maps).ToListAsync(ct);
        var rows = page.Take(query.Take).ToList();

        return new DeadNoticePage(await dead.CountAsync(ct), rows, page.Count > query.Take ? rows[^1].Id.Value : null);
    }
}
