using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaseManagement.Domain.FollowUps;

/// <summary>危险性评估: how dangerous the patient is to others or to himself, entered by a person, never computed.</summary>
/// <remarks>
/// Unit: ordinal, 0 to 5, both included; the highest level whose description is met. 3 and more is high: the police are told at once.
/// Source: National Basic Public Health Service Standard, 3rd ed. (2017), severe mental disorders, danger levels;
/// notification of the police: local emergency rules under the 2018 norm.
/// The default of the type is no level at all and not level 0: a forgotten answer must not look like a calm patient.
/// </remarks>
[JsonConverter(typeof(RiskLevelJsonConverter))]
public readonly record struct RiskLevel
{
    public const int Min = 0;
    public const int Max = 5;

    private readonly byte _levelPlusOne;

    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 5.</exception>
    public RiskLevel(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, Min);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Max);
        _levelPlusOne = (byte)(value + 1);
    }

    public int Value => _levelPlusOne > 0 ? _levelPlusOne - 1 : throw new InvalidOperationException("No risk level was given.");

    /// <summary>Level 3 and more.</summary>
    public bool IsHigh => Value >= 3;

    public override string ToString() => _levelPlusOne > 0 ? $"{Value}" : "none given";
}

/// <summary>A risk level travels as its number; left to the defaults it would come back as no level.</summary>
internal sealed class RiskLevelJsonConverter : JsonConverter<RiskLevel>
{
    public override RiskLevel Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var level) && level is >= RiskLevel.Min and <= RiskLevel.Max
            ? new(level)
            : throw new JsonException("Expected a whole number from 0 to 5.");

    public override void Write(Utf8JsonWriter writer, RiskLevel value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
