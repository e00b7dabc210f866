using CaseManagement.Application.Ports;
using CaseManagement.Domain;

namespace CaseManagement.Infrastructure.Persistence.Engines;

/// <summary>A server keeps its own copies; the README names the commands.</summary>
internal sealed class BackupByEngine(string programs) : IBackup
{
    public Task<BackupCounts> BackUpAsync(string file, CancellationToken ct) => throw Refusal();

    public Task<BackupCounts> RestoreAsync(string file, bool replaces, CancellationToken ct) => throw Refusal();

    private RuleBrokenException Refusal() => new("backup.by-engine", "This engine is a server and is backed up with its own programs: {0}.", programs);
}
