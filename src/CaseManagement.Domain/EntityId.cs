using System.Security.Cryptography;
using System.Text;

namespace CaseManagement.Domain;

/// <summary>What every id has in common: sixteen bytes, ordered by the time they were made (GUID version 7).</summary>
public interface IEntityId<TSelf> where TSelf : struct, IEntityId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}

/// <summary>The id of a part, derived from what it is a part of: the same part always gets the same id, and ids sort by the part's day.</summary>
/// <remarks>So a history built twice from the same events is the same to the last byte. Laid out like version 7; marked as version 8, made by the application.</remarks>
public static class DerivedId
{
    public static Guid Of(Guid whole, string part, int number, DateOnly day)
    {
        Span<byte> name = stackalloc byte[20 + Encoding.UTF8.GetMaxByteCount(part.Length)];
        whole.TryWriteBytes(name, bigEndian: true, out _);
        BitConverter.TryWriteBytes(name[16..], number);
        var length = 20 + Encoding.UTF8.GetBytes(part, name[20..]);

        Span<byte> id = stackalloc byte[32];
        SHA256.HashData(name[..length], id);

        var milliseconds = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++) id[i] = (byte)(milliseconds >> (8 * (5 - i)));
        id[6] = (byte)(0x80 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));

        return new Guid(id[..16], bigEndian: true);
    }
}
