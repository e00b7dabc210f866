using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Rules;
using CaseManagement.Infrastructure.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>How the records that the system keeps of itself are kept: the runs of jobs, the audit, the keys that it has met, the settings that were changed.</summary>
internal static class RecordRules
{
    public static void Build(ModelBuilder model)
    {
        Jobs(model);
        Audit(model);
        Keys(model.Entity<KeyCheck>());
        Settings(model.Entity<SettingChange>());
        NoticeRules.Build(model);
        CardRules.Build(model);
    }

    private static void Jobs(ModelBuilder model)
    {
        model.Entity<JobRun>(run =>
        {
            run.Property(x => x.Job).HasMaxLength(50);
            run.HasIndex(x => new { x.Job, x.Id });
        });
        model.Entity<QuarantinedRow>(row =>
        {
            row.Property(x => x.Job).HasMaxLength(50);
            row.Property(x => x.Code).HasMaxLength(100);
            row.Property(x => x.ClearedNote).HasMaxLength(QuarantinedRow.NoteMaxLength);
            row.HasIndex(x => new { x.Job, x.CaseId });
            row.HasIndex(x => x.Id).HasFilter($"\"{nameof(QuarantinedRow.ClearedAt)}\" IS NULL");
        });
        model.Entity<Heartbeat>(beat =>
        {
            beat.HasKey(x => x.Node);
            beat.Property(x => x.Node).HasMaxLength(Heartbeat.NodeMaxLength);
        });
    }

    private static void Audit(ModelBuilder model)
    {
        model.Entity<AuditEntry>(entry =>
        {
            entry.ToTable(table => table.HasTrigger("TR_AuditEntry")); // it is only added to
            entry.Property(x => x.Id).ValueGeneratedNever(); // a place in the chain, given under its lock
            entry.Property(x => x.Request).HasMaxLength(AuditEntry.RequestMaxLength);
            entry.Property(x => x.Subject).HasMaxLength(AuditEntry.SubjectMaxLength);
            entry.Property(x => x.Reason).HasMaxLength(AuditEntry.ReasonMaxLength);
            entry.Property(x => x.Detail).HasMaxLength(AuditEntry.DetailMaxLength);
            entry.Property(x => x.Mac).HasMaxLength(AuditMac.Bytes);
            entry.HasIndex(x => new { x.CaseId, x.Id });
            entry.HasIndex(x => new { x.Actor, x.Id });
            entry.HasIndex(x => new { x.Request, x.Id });
            entry.HasIndex(x => new { x.Kind, x.Id });
            entry.HasIndex(x => x.At);
        });
        model.Entity<AuditHead>(head =>
        {
            head.ToTable(table => table.HasTrigger("TR_AuditHead"));
            head.Property(x => x.LastMac).HasMaxLength(AuditMac.Bytes);
            head.Property(x => x.Mac).HasMaxLength(AuditMac.Bytes);
            head.Ignore(x => x.IsUnborn);
        });
    }

    private static void Keys(EntityTypeBuilder<KeyCheck> check)
    {
        check.HasKey(x => x.Version);
        check.Property(x => x.Check).HasMaxLength(50);
    }

    private static void Settings(EntityTypeBuilder<SettingChange> change)
    {
        change.ToTable(table => table.HasTrigger("TR_SettingChange")); // it is only added to
        change.Property(x => x.Key).HasMaxLength(SettingChange.KeyMaxLength);
        change.Property(x => x.OldValue).HasMaxLength(SettingChange.ValueMaxLength);
        change.Property(x => x.NewValue).HasMaxLength(SettingChange.ValueMaxLength);
        change.Property(x => x.Reason).HasMaxLength(SettingChange.ReasonMaxLength);
        change.HasIndex(x => new { x.Key, x.Serial }).IsUnique();
    }
}
