using CaseManagement.Domain.Telling;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>How notices and their routes are kept.</summary>
internal static class NoticeRules
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<Notice>(notice =>
        {
            ModelRules.Code(notice.Property(x => x.AreaCode));
            notice.Property(x => x.Fault).HasMaxLength(Notice.FaultMaxLength);
            notice.HasIndex(x => new { x.EventId, x.Party, x.Channel, x.Round }).IsUnique(); // nobody is told of the same thing twice in the same way
            notice.HasIndex(x => x.Id).HasFilter($"\"{nameof(Notice.State)}\" = {(int)NoticeState.Waiting}").HasDatabaseName("IX_Notice_Waiting");
            notice.HasIndex(x => new { x.AreaCode, x.Id }).HasFilter($"\"{nameof(Notice.State)}\" = {(int)NoticeState.Dead}");
            notice.HasIndex(x => new { x.CaseId, x.Id });
            notice.HasIndex(x => new { x.CreatedAt, x.Id, x.Party, x.CaseId }).HasFilter($"\"{nameof(Notice.AcknowledgedAt)}\" IS NULL AND \"{nameof(Notice.Channel)}\" = {(int)NoticeChannel.InApp}"); // what somebody has still to look at
        });
        model.Entity<NoticeRoute>(route =>
        {
            ModelRules.Code(route.Property(x => x.AreaCode));
            route.HasIndex(x => new { x.AreaCode, x.Id });
            route.HasIndex(x => new { x.Party, x.Channel, x.AreaCode }).IsUnique().HasFilter($"\"{nameof(NoticeRoute.EndedAt)}\" IS NULL"); // one way at a time
        });
    }
}
