using System.Collections;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using CaseManagement.Domain;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Web.Api;

/// <summary>How things look in JSON: ids as GUIDs, the codes of forms as their numbers, all other codes as words.</summary>
internal static class Wire
{
    /// <summary>What the route says: a body need not repeat it, and is not heard where it does.</summary>
    public static readonly IReadOnlySet<string> FromTheRoute = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "CaseId", "FollowUpId", "DeathId", "AgreementId", "CourseId", "InjectionId", "AlertId", "GrantId", "SessionId", "ExpectedVersion", "StaffMemberId", "TeamId", "GroupId", "MembershipId", "Grid", "QuarantinedId", "SettingKey", "ExaminationId", "ReferralId", "StepId", "FactId", "CrisisId", "ClueId", "AdviceId", "PlanId", "ReviewId", "ContactId", "OutingId", "DecisionId", "MeetingId", "CardId", "ReassignmentId",
    };

    public static void Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(new IdConverters());
        options.Converters.Add(new CodeConverters());
        options.Converters.Add(new MaskedConverter());
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow; // a misspelt field must not pass for one that was not recorded
        options.AllowDuplicateProperties = false;
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(RequireWhatHasNoDefault);
    }

    /// <summary>A number, day or yes-or-no that is left out would be taken for 0, for the year 1 or for no; a list for nothing.</summary>
    private static void RequireWhatHasNoDefault(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Namespace?.StartsWith("CaseManagement.", StringComparison.Ordinal) != true) return;

        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is not { HasDefaultValue: false } parameter || FromTheRoute.Contains(parameter.Name)) continue;

            var isList = property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable)) && !parameter.IsNullable;
            var isValue = property.PropertyType.IsValueType && Nullable.GetUnderlyingType(property.PropertyType) is null;
            if (isList) property.IsSetNullable = false;
            if (isList || isValue) property.IsRequired = true;
        }
    }
}

/// <summary>An id is its GUID.</summary>
internal sealed class IdConverters : JsonConverterFactory
{
    public static bool IsId(Type type) => type.IsValueType && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEntityId<>));

    public override bool CanConvert(Type typeToConvert) => IsId(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(IdConverter<>).MakeGenericType(typeToConvert))!;

    private sealed class IdConverter<TId> : JsonConverter<TId> where TId : struct, IEntityId<TId>
    {
        public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var value) ? TId.From(value) : throw new JsonException("Expected a GUID.");

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}

/// <summary>What is masked goes out as its mask; nobody sends one in.</summary>
internal sealed class MaskedConverter : JsonConverter<Masked>
{
    public override Masked Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new JsonException("A mask is not read.");

    public override void Write(Utf8JsonWriter writer, Masked value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>A code is its word, except where a form gives it a number.</summary>
internal sealed class CodeConverters : JsonConverterFactory
{
    public static bool IsWord(Type type) => type.IsEnum && type.GetCustomAttribute<FormCodeAttribute>() is null;

    public override bool CanConvert(Type typeToConvert) => IsWord(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(CodeConverter<>).MakeGenericType(typeToConvert))!;

    private sealed class CodeConverter<T> : JsonConverter<T> where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Spelling<T>.TryRead(reader.GetString(), out var value) ? value : throw new NoSuchCodeException(typeof(T));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Spelling<T>.Encode(value));

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader, typeToConvert, options);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(Spelling<T>.Encode(value));
    }
}
