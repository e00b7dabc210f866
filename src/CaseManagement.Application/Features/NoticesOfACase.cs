using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Features;

/// <summary>What the system itself told one department of one event, and whether it is known there.</summary>
/// <param name="By">Whose change it came from.</param>
/// <param name="AcknowledgedBy">Null where nobody has, or the receiver did it from outside.</param>
/// <param name="IsMine">The reader is the one whom it tells, and has not acknowledged it.</param>
public sealed record NoticeShown(
    NoticeId Id, NoticeEvent Event, Party Party, NoticeChannel Channel, NoticeState State, DateTimeOffset CreatedAt, string By, DateTimeOffset? SentAt, DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy, bool IsMine, long Version);

/// <summary>The notices on the page of an emergency and of the ways out.</summary>
internal static class NoticesOfACase
{
    /// <param name="caseId">A case that the reader has been found to see.</param>
    public static async Task<IReadOnlyList<NoticeShown>> NoticesAsync(this ICaseDb db, ManagedCaseId caseId, IActor actor, Func<Notice, bool> which, CancellationToken ct)
    {
        var notices = (await db.Notices.AsNoTracking().Where(notice => notice.CaseId == caseId).ToListAsync(ct)).Where(which).OrderByDescending(notice => notice.CreatedAt).ThenBy(notice => notice.Party).ThenBy(notice => notice.Channel).ToList();
        var names = await db.NamesOfStaffAsync(notices.Select(notice => notice.CreatedBy).Concat(notices.Select(notice => notice.AcknowledgedBy).OfType<StaffId>()), ct);

        return [.. notices.Select(notice => new NoticeShown(
            notice.Id, notice.Event, notice.Party, notice.Channel, notice.State, notice.CreatedAt, names.GetValueOrDefault(notice.CreatedBy, ""), notice.SentAt,
            notice.AcknowledgedAt, notice.AcknowledgedBy is { } by ? names.GetValueOrDefault(by) : null,
            notice is { Channel: NoticeChannel.InApp, State: NoticeState.Sent, AcknowledgedAt: null } && Parties.RoleOf(notice.Party) == actor.Role, notice.Version))];
    }
}
