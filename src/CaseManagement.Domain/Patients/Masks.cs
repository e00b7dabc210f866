using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaseManagement.Domain.Patients;

/// <summary>What is shown of a number or an address until somebody gives a reason to see the rest; only <see cref="Masks"/> makes one, and <see cref="MaskedAsKept"/> reads one again.</summary>
public readonly record struct Masked
{
    private readonly string? _text;

    internal Masked(string text) => _text = text;

    public override string ToString() => _text ?? "";
}

/// <summary>What was masked when it was kept is read as it stands: nothing else makes a mask out of text.</summary>
public sealed class MaskedAsKept : JsonConverter<Masked>
{
    public override Masked Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Masked value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>How much of what identifies a person everybody may see who sees the case.</summary>
/// <remarks>No source prescribes the masks: they are the customary ones, enough to tell two records apart and too little to reach a person.</remarks>
public static class Masks
{
    private const string Everything = "***";
    public const int MobileLength = 11;
    private const int ShortestShown = 5;
    private const int ShownAtTheEnd = 2;

    /// <summary>An ID number keeps its first and last four characters, any other document its last two.</summary>
    public static Masked Document(IdentityDocument? document, string number) =>
        document == IdentityDocument.ResidentIdCard && number.Length == IdNumber.Length ? new(IdNumber.FromStored(number).Masked) : EndOf(number);

    /// <summary>A mobile number keeps its first three and last four digits (<c>138****0001</c>), any other its last two characters.</summary>
    public static Masked Phone(string phone) =>
        phone.Length == MobileLength && phone.All(char.IsAsciiDigit) ? new(string.Concat(phone.AsSpan(0, 3), "****", phone.AsSpan(7))) : EndOf(phone);

    /// <summary>An address is free text and cannot be cut where it begins to point at a door, so nothing of it is shown; the area of residence says the rest.</summary>
    public static Masked Address(string address) => new(address.Length == 0 ? "" : Everything);

    private static Masked EndOf(string text) => new(text.Length >= ShortestShown ? new string('*', text.Length - ShownAtTheEnd) + text[^ShownAtTheEnd..] : new string('*', text.Length));
}
