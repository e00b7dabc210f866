using System.Globalization;
using System.Security.Cryptography;

namespace CaseManagement.Application.Features.Accounts;

/// <summary>The code that an authenticator shows: RFC 6238 with HMAC-SHA1, half minutes and six digits, which every authenticator understands.</summary>
public static class Totp
{
    private const int StepSeconds = 30;
    private const int Digits = 6;
    private const int Tolerance = 1; // steps to either side, for clocks that differ
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepOf(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    /// <param name="key">Base 32, as it is typed into an authenticator.</param>
    /// <exception cref="FormatException">The key is not base 32.</exception>
    public static string CodeAt(string key, DateTimeOffset now) => Code(Decode(key), StepOf(now), Digits);

    /// <returns>The step whose code it is; null for a code of none of the steps around now, or of one that is not after the last one accepted.</returns>
    public static long? Accept(string key, string code, DateTimeOffset now, long lastAccepted)
    {
        var bytes = Decode(key);
        for (var step = StepOf(now) - Tolerance; step <= StepOf(now) + Tolerance; step++)
        {
            var expected = Code(bytes, step, Digits);
            if (step > lastAccepted && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(expected), System.Text.Encoding.UTF8.GetBytes(code))) return step;
        }

        return null;
    }

    internal static string Code(byte[] key, long step, int digits)
    {
        Span<byte> counter = stackalloc byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(key, counter, hash);
        var number = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0x0F)..]) & int.MaxValue; // dynamic truncation, RFC 4226 5.3

        return (number % (int)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    internal static byte[] Decode(string key)
    {
        var (bytes, buffer, bits) = (new List<byte>(), 0, 0);
        foreach (var letter in key.Where(letter => letter is not (' ' or '=')))
        {
            var value = Base32.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal);
            if (value < 0) throw new FormatException("A key is written in base 32: letters and the digits 2 to 7.");

            (buffer, bits) = ((buffer << 5 | value) & 0xFFF, bits + 5);
            if (bits < 8) continue;

            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
        }

        return bytes.Count > 0 ? [.. bytes] : throw new FormatException("A key is not empty.");
    }
}
