using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>How alerts are kept, and what was done about each.</summary>
internal static class AlertRules
{
    public static void Build(ModelBuilder model)
    {
        Alerts(model.Entity<Alert>());
        Acts(model.Entity<AlertAct>());
    }

    private static void Alerts(EntityTypeBuilder<Alert> alert)
    {
        var open = $"\"{nameof(Alert.State)}\" < {(int)AlertState.Resolved}";

        ModelRules.Code(alert.Property(x => x.AreaCode));
        alert.Ignore(x => x.IsOpen);
        alert.Property(x => x.ReasonNote).HasMaxLength(Alert.NoteMaxLength);
        alert.Property(x => x.ResultNote).HasMaxLength(Alert.NoteMaxLength);
        alert.HasOne<CareTask>().WithMany().HasForeignKey(x => x.TaskId).OnDelete(DeleteBehavior.Restrict);
        alert.HasIndex(x => new { x.TaskId, x.Step, x.RaisedOn }).IsUnique();
        alert.HasIndex(x => new { x.CareTeamId, x.Id }).HasFilter(open);
        alert.HasIndex(x => new { x.Id, x.AreaCode, x.CareTeamId }).HasFilter(open);
        alert.HasIndex(x => new { x.ClaimedBy, x.Id }).HasFilter($"\"{nameof(Alert.ClaimedBy)}\" IS NOT NULL AND {open}"); // so narrow that no list of open alerts is read from it
        alert.HasIndex(x => new { x.CaseId, x.Id });
        alert.HasIndex(x => x.ReturnsOn).HasFilter($"\"{nameof(Alert.ReturnsOn)}\" IS NOT NULL");
        alert.HasIndex(x => new { x.Tells, x.CaseId }).HasFilter($"\"{nameof(Alert.Tells)}\" = {(int)ToldRole.Specialist} AND {open}");
        alert.HasMany(x => x.Acts).WithOne().HasForeignKey(x => x.AlertId).OnDelete(DeleteBehavior.Restrict);
    }

    private static void Acts(EntityTypeBuilder<AlertAct> act)
    {
        act.Property(x => x.Note).HasMaxLength(Alert.NoteMaxLength);
        act.HasIndex(x => new { x.AlertId, x.Id });
    }
}
