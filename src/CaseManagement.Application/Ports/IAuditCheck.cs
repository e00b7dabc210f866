namespace CaseManagement.Application.Ports;

/// <summary>Finds what was changed, removed or put in among the audit entries.</summary>
public interface IAuditCheck
{
    /// <summary>Reads the whole chain in order, in flat memory and without keeping anybody from working.</summary>
    /// <param name="knownHead">A head that was written down elsewhere earlier; it must still be in the chain.</param>
    Task<ChainChecked> RunAsync(byte[]? knownHead, CancellationToken ct);
}

/// <param name="Entries">Entries of the chain that were read.</param>
/// <param name="Unchained">Entries from before there was a chain; they prove nothing, and their number never changes.</param>
/// <param name="Broken">Entries that are changed, missing or put in, and 1 for a head that is not as it was sealed.</param>
/// <param name="First">The first of them; null when the entries are whole.</param>
/// <param name="Head">The last entry's proof: written down elsewhere, it shows later that everything up to it is still there.</param>
public sealed record ChainChecked(long Entries, long Unchained, long Broken, long? First, byte[] Head);
