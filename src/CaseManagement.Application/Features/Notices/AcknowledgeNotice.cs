using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Features.Notices;

/// <summary>Whoever was told inside the system says that they know.</summary>
[Needs(Right.AcknowledgeNotices)]
public sealed record AcknowledgeNotice(ManagedCaseId CaseId, NoticeId NoticeId, long? ExpectedVersion = null) : ICommand<NoticeAcknowledged>, ICaseCommand, IDoneInEmergencies;

public sealed record NoticeAcknowledged(NoticeId Id, DateTimeOffset AcknowledgedAt, long Version) : IVersioned
{
    internal static NoticeAcknowledged Of(Notice notice) => new(notice.Id, notice.AcknowledgedAt!.Value, notice.Version);
}

internal sealed class AcknowledgeNoticeValidator : AbstractValidator<AcknowledgeNotice>;

internal sealed class AcknowledgeNoticeHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<AcknowledgeNotice, NoticeAcknowledged>
{
    public async Task<NoticeAcknowledged> Handle(AcknowledgeNotice command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, null, ct);
        var notice = (await db.Notices.FindOrThrowAsync(notice => notice.Id == command.NoticeId && notice.CaseId == command.CaseId, "notice", ct)).AsSeen(command.ExpectedVersion);
        Rule.Require(Parties.RoleOf(notice.Party) == actor.Role, "notice.not-yours", "This notice is for another department.");

        if (notice.AcknowledgedAt is null)
        {
            notice.Acknowledge(actor.StaffId, clock.GetUtcNow());
            managed.Acknowledged(notice, actor.StaffId, clock.Now(), standards, clock.Today());
        }

        await db.SaveChangesAsync(ct);
        return NoticeAcknowledged.Of(notice);
    }
}
