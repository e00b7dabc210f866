using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CaseManagement.Application.Pipeline;
using CaseManagement.Infrastructure.Keys;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>The proofs of the chain: HMAC-SHA256 over every field, each with its length before it, so that no two entries look alike to it.</summary>
internal sealed class AuditMac(KeyRing keys)
{
    public const int Bytes = HMACSHA256.HashSizeInBytes;

    private const string Purpose = "audit";

    private readonly ConcurrentDictionary<int, byte[]> _keys = [];

    public int Current => keys.Current;

    /// <param name="previous">The proof of the entry before; empty for the first.</param>
    public byte[] Of(AuditEntry entry, byte[] previous) => Of(
        entry.KeyVersion, Text("entry"), Number(entry.Id), Number(entry.At.UtcTicks), Id(entry.Actor.Value), entry.SessionId is { } session ? Id(session) : null, Number((int)entry.Kind),
        Text(entry.Request), entry.CaseId is { } caseId ? Id(caseId.Value) : null, Text(entry.Subject), Text(entry.Reason), Text(entry.Detail), Number(entry.KeyVersion), previous);

    public byte[] OfHead(long firstId, long lastId, byte[] lastMac, int keyVersion) => Of(keyVersion, Text("head"), Number(firstId), Number(lastId), lastMac, Number(keyVersion));

    public bool Proves(AuditEntry entry, byte[] previous) => Knows(entry.KeyVersion) && entry.Mac.SequenceEqual(Of(entry, previous));

    public bool Proves(AuditHead head) => Knows(head.KeyVersion) && head.Mac.SequenceEqual(OfHead(head.FirstId, head.LastId, head.LastMac, head.KeyVersion));

    private bool Knows(int version) => keys.Versions.Contains(version);

    private byte[] Of(int keyVersion, params ReadOnlySpan<byte[]?> fields)
    {
        using var encoded = new MemoryStream();
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var field in fields)
        {
            BinaryPrimitives.WriteInt32BigEndian(length, field?.Length ?? -1); // what is not there is not what is empty
            encoded.Write(length);
            encoded.Write(field);
        }

        return HMACSHA256.HashData(_keys.GetOrAdd(keyVersion, version => keys.Derive(Purpose, version)), encoded.GetBuffer().AsSpan(0, (int)encoded.Length));
    }

    private static byte[]? Text(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);

    private static byte[] Id(Guid id) => id.ToByteArray(bigEndian: true);

    private static byte[] Number(long number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);

        return bytes;
    }
}
