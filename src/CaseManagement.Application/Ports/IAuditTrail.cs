namespace CaseManagement.Application.Ports;

/// <summary>Keeps what was seen.</summary>
public interface IAuditTrail
{
    /// <summary>Returns when the entry is on the disk; entries that come together share one transaction.</summary>
    Task RecordAsync(AuditEntry draft, CancellationToken ct);
}
