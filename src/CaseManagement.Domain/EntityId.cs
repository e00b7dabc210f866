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
    private const int LastTurn = 0xFFF; // what fits beside the mark of the version

    /// <summary>The id of what is entered one after the other: of one day the one entered later sorts behind the one entered before it.</summary>
    /// <param name="turn">How many of its kind the whole already had.</param>
    public static Guid InTurn(Guid whole, string part, int turn, DateOnly day)
    {
        Span<byte> id = stackalloc byte[16];
        Of(whole, part, turn, day).TryWriteBytes(id, bigEndian: true, out _);
        var place = Math.Min(turn, LastTurn);
        (id[6], id[7]) = ((byte)(0x80 | (place >> 8)), (byte)place);

        return new Guid(id, bigEndian: true);
    }

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
