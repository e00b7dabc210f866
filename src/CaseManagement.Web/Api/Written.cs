using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaseManagement.Web.Api;

/// <summary>A part of an answer that is the same object every time, and so is put into its letters once.</summary>
/// <remarks>For what comes from the reference and is never told of a person: it is kept for as long as its object.</remarks>
[JsonConverter(typeof(WrittenConverters))]
internal readonly record struct Written<T>(T Value) where T : class;

internal sealed class WrittenConverters : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Written<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(WrittenConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class WrittenConverter<T> : JsonConverter<Written<T>> where T : class
    {
        private readonly ConditionalWeakTable<T, byte[]> _letters = [];

        public override Written<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new JsonException("This is told and not read.");

        public override void Write(Utf8JsonWriter writer, Written<T> value, JsonSerializerOptions options)
        {
            if (!_letters.TryGetValue(value.Value, out var letters)) _letters.AddOrUpdate(value.Value, letters = JsonSerializer.SerializeToUtf8Bytes(value.Value, options));

            writer.WriteRawValue(letters, skipInputValidation: true);
        }
    }
}
