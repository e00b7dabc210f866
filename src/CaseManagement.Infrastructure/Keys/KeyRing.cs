using System.Security.Cryptography;
using System.Text;

namespace CaseManagement.Infrastructure.Keys;

/// <summary>The secrets of an installation, by version; what is written today is written under the newest.</summary>
/// <remarks>No key is used for two purposes: each purpose derives its own (HKDF, RFC 5869) from the secret of its version.</remarks>
public sealed class KeyRing
{
    /// <summary>Bytes of a secret and of every derived key.</summary>
    public const int KeyBytes = 32;

    private readonly IReadOnlyDictionary<int, byte[]> _secrets;

    /// <param name="secrets">By version, 1 and more; at least one.</param>
    public KeyRing(IReadOnlyDictionary<int, byte[]> secrets)
    {
        if (secrets.Count == 0 || secrets.Keys.Any(version => version < 1) || secrets.Values.Any(secret => secret.Length != KeyBytes))
            throw new ArgumentException($"A key ring holds at least one secret of {KeyBytes} bytes; versions begin with 1.", nameof(secrets));

        _secrets = secrets;
        Versions = [.. secrets.Keys.Order()];
    }

    public IReadOnlyList<int> Versions { get; }

    public int Current => Versions[^1];

    /// <exception cref="KeyNotFoundException">The ring has no secret of this version.</exception>
    public byte[] Derive(string purpose, int version) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _secrets[version], KeyBytes, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>Whether these are the published keys.</summary>
    public bool IsDemo => ReferenceEquals(this, Demo);

    /// <summary>Published with the program, so no secret at all: for invented people only.</summary>
    public static KeyRing Demo { get; } = new(new Dictionary<int, byte[]> { [1] = SHA256.HashData("case-management demo keys: nothing real may be sealed with them"u8) });
}
