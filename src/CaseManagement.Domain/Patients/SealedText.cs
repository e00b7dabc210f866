using System.Buffers.Text;
using System.Globalization;

namespace CaseManagement.Domain.Patients;

/// <summary>A text as it is kept: encrypted, behind the version of its key; it shows nothing of itself.</summary>
/// <remarks>
/// Kept as <c>1.BASE64URL</c>: the key's version, then nonce, ciphertext and tag.
/// The kept form is a method and no property, so that neither a log nor a serializer finds it by itself.
/// </remarks>
public sealed record SealedText
{
    public const int NonceBytes = 12;
    public const int TagBytes = 16;

    /// <summary>Of a sealed column: enough for a document number of 30 characters in any script.</summary>
    public const int MaxLength = 250;

    private readonly string _text;

    private SealedText(string text, int keyVersion) => (_text, KeyVersion) = (text, keyVersion);

    public int KeyVersion { get; }

    /// <param name="bytes">Nonce, ciphertext and tag.</param>
    public static SealedText Of(int keyVersion, ReadOnlySpan<byte> bytes) => new(Versioned.Text(keyVersion, bytes), keyVersion);

    /// <summary>False for everything that is not sealed: a number written before sealing began is shorter and looks otherwise.</summary>
    public static bool IsSealed(string text) => Versioned.TryRead(text, NonceBytes + TagBytes, out _);

    /// <exception cref="FormatException">The text is not sealed.</exception>
    public static SealedText FromStored(string text) =>
        Versioned.TryRead(text, NonceBytes + TagBytes, out var version) ? new(text, version) : throw new FormatException("A kept text is not sealed.");

    /// <summary>Nonce, ciphertext and tag.</summary>
    public byte[] Bytes() => Base64Url.DecodeFromChars(_text.AsSpan(_text.IndexOf('.', StringComparison.Ordinal) + 1));

    /// <summary>As it is kept.</summary>
    public string Stored() => _text;

    /// <summary>Says only that something is there.</summary>
    public override string ToString() => "(sealed)";
}

/// <summary>A keyed hash by which an exact number is found without opening anything.</summary>
/// <remarks>Kept as <c>1.BASE64URL</c>: the key's version, then the hash. Without the key nobody can try numbers against it.</remarks>
public sealed record LookupHash
{
    public const int HashBytes = 32;
    public const int MaxLength = 60;

    private readonly string _text;

    private LookupHash(string text, int keyVersion) => (_text, KeyVersion) = (text, keyVersion);

    public int KeyVersion { get; }

    public static LookupHash Of(int keyVersion, ReadOnlySpan<byte> hash) => new(Versioned.Text(keyVersion, hash), keyVersion);

    /// <exception cref="FormatException">The text is no hash.</exception>
    public static LookupHash FromStored(string text) =>
        Versioned.TryRead(text, HashBytes, out var version) ? new(text, version) : throw new FormatException("A kept text is no hash.");

    /// <summary>As it is kept.</summary>
    public string Stored() => _text;

    /// <summary>Says only that something is there.</summary>
    public override string ToString() => "(hash)";
}

/// <summary>A number in the one spelling under which it is looked up.</summary>
public sealed record LookupText
{
    private const string CountryCode = "86";

    private readonly string _text;

    private LookupText(string text) => _text = text;

    /// <summary>Without blanks around it; the x of an ID number is an X.</summary>
    public static LookupText Document(string number) => new(number.Trim().Replace('x', 'X'));

    /// <summary>Its digits alone; null where it has none.</summary>
    public static LookupText? Phone(string phone) => string.Concat(phone.Where(char.IsAsciiDigit)) is { Length: > 0 } digits ? new(digits) : null;

    /// <summary>A phone in each spelling under which it may be kept: a mobile number with the country's code and without.</summary>
    public static IReadOnlyList<LookupText> Phones(string phone)
    {
        if (Phone(phone)?._text is not { } digits) return [];

        var own = digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..] : digits;
        if (own.Length == Masks.MobileLength + CountryCode.Length && own.StartsWith(CountryCode, StringComparison.Ordinal)) own = own[CountryCode.Length..];
        return own.Length == Masks.MobileLength ? [new(own), new(CountryCode + own), new($"00{CountryCode}{own}")] : [new(digits)];
    }

    /// <summary>For hashing it.</summary>
    public string Reveal() => _text;

    /// <summary>Says only that something is there.</summary>
    public override string ToString() => "(number)";
}

internal static class Versioned
{
    public static string Text(int version, ReadOnlySpan<byte> bytes) => string.Concat(version.ToString(CultureInfo.InvariantCulture), ".", Base64Url.EncodeToString(bytes));

    public static bool TryRead(string text, int atLeastBytes, out int version)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        version = 0;

        return dot > 0 && int.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out version) && version > 0
            && Base64Url.IsValid(text.AsSpan(dot + 1), out var bytes) && bytes >= atLeastBytes;
    }
}
