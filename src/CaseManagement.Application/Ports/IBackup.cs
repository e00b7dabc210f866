namespace CaseManagement.Application.Ports;

/// <summary>A copy of the whole database in one file, and the way back.</summary>
/// <remarks>The keys are not in it: without the key file a backup opens no ID number and proves no audit entry.</remarks>
public interface IBackup
{
    /// <summary>Writes a copy while others go on working: it is the state of one moment.</summary>
    /// <exception cref="RuleBrokenException"><c>backup.file-missing</c>: there is no database yet; <c>backup.file-exists</c>; <c>backup.by-engine</c>: the engine is a server and has programs of its own for this.</exception>
    Task<BackupCounts> BackUpAsync(string file, CancellationToken ct);

    /// <summary>Puts a backup in the place of the database, as a whole or not at all, and only one that this program's keys open; while nobody else has the database open.</summary>
    /// <param name="replaces">Whether people who are in the database now may go.</param>
    /// <exception cref="RuleBrokenException"><c>backup.file-missing</c>, <c>backup.unreadable</c>, <c>backup.newer</c>, <c>backup.holds-people</c>, <c>backup.in-use</c>, <c>backup.by-engine</c>, <c>keys.do-not-fit</c>, <c>keys.demo-only</c>, <c>keys.file-missing</c></exception>
    Task<BackupCounts> RestoreAsync(string file, bool replaces, CancellationToken ct);
}

/// <summary>What lies in a backup, for comparing.</summary>
public sealed record BackupCounts(long Patients, long Cases, long CareTasks, long Alerts, long AuditEntries);
