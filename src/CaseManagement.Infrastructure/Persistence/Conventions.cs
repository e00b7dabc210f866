using System.Text.Json;
using CaseManagement.Domain;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Examinations;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Referrals;
using CaseManagement.Infrastructure.Persistence.Engines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>How kinds of values are kept, the same on every engine.</summary>
internal static class Conventions
{
    private const int IdBytes = 16;

    public static void Apply(ModelConfigurationBuilder conventions, Engine engine)
    {
        foreach (var id in IdTypes()) conventions.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id)).HaveMaxLength(IdBytes).AreFixedLength();
        conventions.Properties<Guid>().HaveConversion<GuidConverter>().HaveMaxLength(IdBytes).AreFixedLength();
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        conventions.Properties<RiskLevel>().HaveConversion<RiskLevelConverter>();
        conventions.Properties<SealedText>().HaveConversion<SealedTextConverter>().HaveMaxLength(SealedText.MaxLength);
        conventions.Properties<LookupHash>().HaveConversion<LookupHashConverter>().HaveMaxLength(LookupHash.MaxLength);
        conventions.Properties<FollowUpFindings>().HaveConversion<JsonConverter<FollowUpFindings>, JsonComparer<FollowUpFindings>>();
        conventions.Properties<ExaminationFindings>().HaveConversion<JsonConverter<ExaminationFindings>, JsonComparer<ExaminationFindings>>();
        conventions.Properties<CrisisLog>().HaveConversion<JsonConverter<CrisisLog>, JsonComparer<CrisisLog>>();
        conventions.Properties<CaseReporting>().HaveConversion<JsonConverter<CaseReporting>, JsonComparer<CaseReporting>>();
        conventions.Properties<SpecialistQuestions>().HaveConversion<JsonConverter<SpecialistQuestions>, JsonComparer<SpecialistQuestions>>();
        conventions.Properties<CasePlanLog>().HaveConversion<JsonConverter<CasePlanLog>, JsonComparer<CasePlanLog>>();
        conventions.Properties<SupplementaryForm>().HaveConversion<JsonConverter<SupplementaryForm>, JsonComparer<SupplementaryForm>>();
        conventions.Properties<IReadOnlyList<string>>().HaveConversion<JsonConverter<IReadOnlyList<string>>, JsonComparer<IReadOnlyList<string>>>();
        conventions.Properties<IReadOnlyList<ReferralReason>>().HaveConversion<JsonConverter<IReadOnlyList<ReferralReason>>, JsonComparer<IReadOnlyList<ReferralReason>>>();
        conventions.Properties<IReadOnlyList<AdviceUndone>>().HaveConversion<JsonConverter<IReadOnlyList<AdviceUndone>>, JsonComparer<IReadOnlyList<AdviceUndone>>>();
        conventions.Properties<IReadOnlyList<PastPrescription>>().HaveConversion<JsonConverter<IReadOnlyList<PastPrescription>>, JsonComparer<IReadOnlyList<PastPrescription>>>();
        conventions.Properties<IReadOnlyList<ClueStep>>().HaveConversion<JsonConverter<IReadOnlyList<ClueStep>>, JsonComparer<IReadOnlyList<ClueStep>>>();
        if (engine.Collation is not { } collation) return;

        foreach (var text in (Type[])[typeof(string), typeof(SealedText), typeof(LookupHash), typeof(FollowUpFindings), typeof(ExaminationFindings), typeof(CrisisLog), typeof(CasePlanLog), typeof(CaseReporting), typeof(SpecialistQuestions), typeof(SupplementaryForm), typeof(IReadOnlyList<string>), typeof(IReadOnlyList<AdviceUndone>), typeof(IReadOnlyList<PastPrescription>), typeof(IReadOnlyList<ReferralReason>), typeof(IReadOnlyList<ClueStep>)]) conventions.Properties(text).UseCollation(collation);
    }

    private static IEnumerable<Type> IdTypes() => typeof(IEntityId<>).Assembly.GetTypes()
        .Where(type => type.IsValueType && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEntityId<>)));

    /// <summary>Sixteen bytes, the most significant first: ids then sort by the time they were made, on every engine.</summary>
    private sealed class IdConverter<TId>() : ValueConverter<TId, byte[]>(id => id.Value.ToByteArray(true), bytes => From(bytes))
        where TId : struct, IEntityId<TId>
    {
        private static TId From(byte[] bytes) => TId.From(new Guid(bytes, true));
    }

    private sealed class GuidConverter() : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));

    /// <summary>An instant is kept in UTC.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(at => at.UtcDateTime, at => new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)));

    private sealed class RiskLevelConverter() : ValueConverter<RiskLevel, int>(risk => risk.Value, value => new RiskLevel(value));

    private sealed class SealedTextConverter() : ValueConverter<SealedText, string>(text => text.Stored(), stored => SealedText.FromStored(stored));

    private sealed class LookupHashConverter() : ValueConverter<LookupHash, string>(hash => hash.Stored(), stored => LookupHash.FromStored(stored));

    /// <summary>A whole form is one value: it is written once and read whole.</summary>
    private sealed class JsonConverter<T>() : ValueConverter<T, string>(
        value => JsonSerializer.Serialize(value, JsonOptions), text => JsonSerializer.Deserialize<T>(text, JsonOptions)!);

    private sealed class JsonComparer<T>() : ValueComparer<T>(
        (left, right) => JsonSerializer.Serialize(left, JsonOptions) == JsonSerializer.Serialize(right, JsonOptions),
        value => value == null ? 0 : value.GetHashCode(),
        value => value);

    /// <summary>A sealed text inside a form.</summary>
    private sealed class SealedTextJson : System.Text.Json.Serialization.JsonConverter<SealedText>
    {
        public override SealedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => SealedText.FromStored(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, SealedText value, JsonSerializerOptions options) => writer.WriteStringValue(value.Stored());
    }

    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        Converters = { new SealedTextJson() },
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // kept in a column, never put into a page as it is
    };
}
