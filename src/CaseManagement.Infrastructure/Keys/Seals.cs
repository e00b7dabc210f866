using System.Security.Cryptography;
using System.Text;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Infrastructure.Keys;

/// <summary>AES-256-GCM for what is sealed, HMAC-SHA256 for what is looked up.</summary>
/// <remarks>
/// The owner's id is bound in, so a sealed text that was moved to another person's row does not open.
/// A nonce is drawn for every text: twelve random bytes are safe for four thousand million texts under one key (NIST SP 800-38D, 8.3).
/// </remarks>
internal sealed class Seals(KeyRing ring) : ISeals
{
    private readonly Dictionary<int, byte[]> _fieldKeys = ring.Versions.ToDictionary(version => version, version => ring.Derive("field", version));
    private readonly Dictionary<int, byte[]> _lookupKeys = ring.Versions.ToDictionary(version => version, version => ring.Derive("lookup", version));

    public SealedText Seal(string plain, PatientId owner)
    {
        var text = Encoding.UTF8.GetBytes(plain);
        var bytes = new byte[SealedText.NonceBytes + text.Length + SealedText.TagBytes];
        var nonce = bytes.AsSpan(0, SealedText.NonceBytes);
        var rest = bytes.AsSpan(SealedText.NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_fieldKeys[ring.Current], SealedText.TagBytes);
        aes.Encrypt(nonce, text, rest[..text.Length], rest[text.Length..], Bound(owner));

        return SealedText.Of(ring.Current, bytes);
    }

    public string Open(SealedText text, PatientId owner)
    {
        if (!_fieldKeys.TryGetValue(text.KeyVersion, out var key)) throw new SealBrokenException();

        var bytes = text.Bytes();
        var plain = new byte[bytes.Length - SealedText.NonceBytes - SealedText.TagBytes];
        try
        {
            using var aes = new AesGcm(key, SealedText.TagBytes);
            aes.Decrypt(bytes.AsSpan(0, SealedText.NonceBytes), bytes.AsSpan(SealedText.NonceBytes, plain.Length), bytes.AsSpan(bytes.Length - SealedText.TagBytes), plain, Bound(owner));
        }
        catch (CryptographicException fault)
        {
            throw new SealBrokenException(fault);
        }

        return Encoding.UTF8.GetString(plain);
    }

    public LookupHash HashOf(LookupText plain) => Hash(plain, ring.Current);

    public IReadOnlyList<LookupHash> HashesOf(LookupText plain) => [.. ring.Versions.Select(version => Hash(plain, version))];

    private LookupHash Hash(LookupText plain, int version) => LookupHash.Of(version, HMACSHA256.HashData(_lookupKeys[version], Encoding.UTF8.GetBytes(plain.Reveal())));

    private static byte[] Bound(PatientId owner) => owner.Value.ToByteArray(bigEndian: true);
}
