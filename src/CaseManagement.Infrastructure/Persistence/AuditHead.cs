namespace CaseManagement.Infrastructure.Persistence;

/// <summary>Where the chain of audit entries begins and ends: one row, with a proof of its own, so that a tail that was cut off or a beginning that was blanked shows.</summary>
internal sealed class AuditHead
{
    public const int TheOne = 1;

    private AuditHead() { }

    public int Id { get; private set; } = TheOne;

    /// <summary>Entries before this one are older than the chain.</summary>
    public long FirstId { get; private set; }

    public long LastId { get; private set; }

    public byte[] LastMac { get; private set; } = [];

    public int KeyVersion { get; private set; }

    public byte[] Mac { get; private set; } = [];

    /// <summary>The chain has another end. A head that proves nothing is carried on and not sealed.</summary>
    public void Move(long lastId, byte[] lastMac, (int KeyVersion, byte[] Mac)? seal)
    {
        (LastId, LastMac) = (lastId, lastMac);
        if (seal is { } proof) (KeyVersion, Mac) = proof;
    }

    /// <summary>As the script made it; it is sealed once, right after the scripts, and never again taken for new.</summary>
    public bool IsUnborn => KeyVersion == 0 && Mac.Length == 0;
}
