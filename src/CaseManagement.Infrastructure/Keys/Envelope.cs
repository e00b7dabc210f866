using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CaseManagement.Infrastructure.Keys;

/// <summary>Bytes that only this installation can open: AES-GCM under the newest version of a purpose's key, which stands in front in the clear.</summary>
internal sealed class Envelope(KeyRing keys, string purpose)
{
    private const int VersionBytes = 4;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <param name="about">What the content belongs to: it opens only for the same.</param>
    public byte[] Seal(ReadOnlySpan<byte> content, ReadOnlySpan<byte> about)
    {
        var box = new byte[VersionBytes + NonceBytes + TagBytes + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, keys.Current);
        var (nonce, tag, cipher) = Parts(box);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(keys.Derive(purpose, keys.Current), TagBytes);
        aes.Encrypt(nonce.Span, content, cipher.Span, tag.Span, about);

        return box;
    }

    /// <returns>Null for what was not sealed by a secret of this ring, for this, or has been changed since.</returns>
    public byte[]? Open(byte[] box, ReadOnlySpan<byte> about)
    {
        if (box.Length < VersionBytes + NonceBytes + TagBytes || BinaryPrimitives.ReadInt32BigEndian(box) is var version && !keys.Versions.Contains(version)) return null;

        var (nonce, tag, cipher) = Parts(box);
        var content = new byte[cipher.Length];
        using var aes = new AesGcm(keys.Derive(purpose, version), TagBytes);
        try
        {
            aes.Decrypt(nonce.Span, cipher.Span, tag.Span, content, about);
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>Under which version of the key it was sealed.</summary>
    public static int VersionOf(byte[] box) => BinaryPrimitives.ReadInt32BigEndian(box);

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Cipher) Parts(byte[] box) =>
        (box.AsMemory(VersionBytes, NonceBytes), box.AsMemory(VersionBytes + NonceBytes, TagBytes), box.AsMemory(VersionBytes + NonceBytes + TagBytes));
}
