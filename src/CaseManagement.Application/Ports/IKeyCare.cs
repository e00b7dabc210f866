namespace CaseManagement.Application.Ports;

/// <summary>The care of the keys under which numbers are sealed.</summary>
public interface IKeyCare
{
    /// <summary>Adds a newest key to the key file; programs that are started from now on write under it.</summary>
    Task<KeyAdded> AddAsync(CancellationToken ct);

    /// <summary>Seals and hashes everything under the newest key, page by page; what is stopped goes on from where it was.</summary>
    Task<SealsRotated> RotateAsync(Action<string> progress, CancellationToken ct);

    /// <summary>Removes the old keys that nothing needs any more from the key file.</summary>
    /// <exception cref="RuleBrokenException"><c>keys.still-used</c>: there are old keys, and each is still needed.</exception>
    Task<KeysRetired> RetireAsync(CancellationToken ct);
}

/// <param name="Newest">The version that was added.</param>
/// <param name="Keys">How many there are now.</param>
public sealed record KeyAdded(int Newest, int Keys);

/// <param name="Sealed">Rows that were sealed anew, of patients and of forms.</param>
/// <param name="Twins">Patients left findable by their old hash alone, because another has the same document number under the newest key.</param>
public sealed record SealsRotated(int Sealed, int Twins);

/// <param name="Kept">Old keys that something still needs.</param>
public sealed record KeysRetired(int Retired, int Kept);
