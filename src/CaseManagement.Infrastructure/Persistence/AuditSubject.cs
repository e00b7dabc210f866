using System.Globalization;
using System.Text.Json;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Batches;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Meetings;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Telling;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>What a command was about, read from what it changes, where the request itself does not say it.</summary>
internal static class AuditSubject
{
    // What a command is most likely about first.
    private static readonly List<Type> Known = [typeof(Alert), typeof(Clue), typeof(Patient), typeof(StaffMember), typeof(CareTeam), typeof(CareGroup), typeof(Grid), typeof(Institution), typeof(QuarantinedRow), typeof(GroupMeeting), typeof(GroupDecision)];

    // What changes along with something else.
    private static readonly Type[] Companions = [typeof(CareTask), typeof(CareTeamCatchment), typeof(JobRun), typeof(Heartbeat), typeof(AuditEntry), typeof(AuditHead), typeof(BatchFile)];

    public static void Describe(AuditEntry entry, ChangeTracker changes)
    {
        if (entry.CaseId is not null || entry.Subject is not null) return;

        var changed = changes.Entries().Where(row => row.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        var managed = changed.Select(row => row.Entity).OfType<ManagedCase>().ToList();
        var subject = changed
            .Where(row => Rank(row) is not null && KeyOf(row) is not null && !(managed.Count > 0 && IsPartOfCase(row)) && !(row.Entity is Notice && (managed.Count > 0 || row.State == EntityState.Added))) // a notice is written along with something else
            .OrderBy(Rank).FirstOrDefault();

        entry.About(managed is [var one] ? one.Id : CaseOf(subject), subject is null ? null : $"{JsonNamingPolicy.KebabCaseLower.ConvertName(subject.Metadata.ClrType.Name)}:{KeyOf(subject)}");
    }

    private static int? Rank(EntityEntry row) => row.Metadata.IsOwned() || row.Entity is ManagedCase || Companions.Contains(row.Metadata.ClrType) ? null
        : Known.IndexOf(row.Metadata.ClrType) is var place and >= 0 ? place : Known.Count;

    private static bool IsPartOfCase(EntityEntry row) => row.Metadata.FindOwnership() is not null
        || row.Metadata.GetForeignKeys().Any(key => key.PrincipalEntityType.ClrType == typeof(ManagedCase) && key.PrincipalToDependent is not null);

    /// <summary>Null where the key is not known yet, has several parts, or is a text of a kind that this class does not know: such a text may be private.</summary>
    private static string? KeyOf(EntityEntry row)
    {
        if (row.Metadata.FindPrimaryKey()?.Properties is not [var key] || row.Property(key.Name).IsTemporary) return null;

        var value = row.Property(key.Name).CurrentValue;
        return (key.GetTypeMapping().Converter?.ConvertToProvider(value) ?? value) switch
        {
            byte[] { Length: 16 } bytes => new Guid(bytes, bigEndian: true).ToString(),
            int or long => Convert.ToString(value, CultureInfo.InvariantCulture),
            string code when Known.Contains(row.Metadata.ClrType) => code,
            _ => null,
        };
    }

    private static ManagedCaseId? CaseOf(EntityEntry? row) => row?.Metadata.FindProperty("CaseId") is { } property ? row.Property(property.Name).CurrentValue as ManagedCaseId? : null;
}
