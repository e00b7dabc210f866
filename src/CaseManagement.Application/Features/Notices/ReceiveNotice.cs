using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Features.Notices;

/// <summary>A receiver outside says, with the token that came with it, that a notice arrived. Nothing is shown for it.</summary>
[Needs(Right.SignIn)]
public sealed record ReceiveNotice(NoticeId NoticeId, string Token) : ICommand<NoticeAcknowledged>;

internal sealed class ReceiveNoticeValidator : AbstractValidator<ReceiveNotice>
{
    private const int TokenMaxLength = 100;

    public ReceiveNoticeValidator() => RuleFor(x => x.Token).Text(TokenMaxLength);
}

internal sealed class ReceiveNoticeHandler(ICaseDb db, INoticeReceipts receipts, TimeProvider clock) : IRequestHandler<ReceiveNotice, NoticeAcknowledged>
{
    public async Task<NoticeAcknowledged> Handle(ReceiveNotice command, CancellationToken ct)
    {
        if (!receipts.Fits(command.NoticeId, command.Token)) throw new NotFoundException("notice"); // judged before anything is looked up: a wrong token does not tell what there is
        var notice = await db.Notices.FindOrThrowAsync(notice => notice.Id == command.NoticeId, "notice", ct);
        db.Pending?.About(notice.CaseId, $"notice:{notice.Id.Value}");

        notice.Acknowledge(by: null, clock.GetUtcNow());

        await db.SaveChangesAsync(ct);
        return NoticeAcknowledged.Of(notice);
    }
}
