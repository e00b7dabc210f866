namespace CaseManagement.Application.Ports;

/// <summary>Whether the database is as new as the program, and how it is brought there.</summary>
public interface ISchema
{
    /// <summary>The scripts that the database still lacks.</summary>
    Task<IReadOnlyList<string>> PendingAsync(CancellationToken ct);

    /// <returns>The names of the scripts that were run, none when nothing was missing.</returns>
    Task<IReadOnlyList<string>> MigrateAsync(CancellationToken ct);

    /// <summary>Throws the database away and builds it empty: for a demo city that was left half built.</summary>
    Task StartAnewAsync(CancellationToken ct);
}
