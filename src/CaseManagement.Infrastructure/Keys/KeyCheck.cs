namespace CaseManagement.Infrastructure.Keys;

/// <summary>Tells, without a key, whether the right key of a version is at hand.</summary>
public sealed class KeyCheck
{
    private KeyCheck() { }

    internal KeyCheck(int version, string check, bool isDemo, bool holdsPlain) => (Version, Check, IsDemo, HoldsPlain) = (version, check, isDemo, holdsPlain);

    public int Version { get; private set; }

    /// <summary>A keyed hash of a fixed sentence: nothing follows from it for what is sealed.</summary>
    public string Check { get; private set; } = "";

    /// <summary>The database holds an invented city under the published keys.</summary>
    public bool IsDemo { get; private set; }

    /// <summary>Rows written before sealing began may still be plain; false once the upgrade has been through them.</summary>
    public bool HoldsPlain { get; internal set; }
}
