using System.Collections.Concurrent;
using System.Text.Json;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Web.Api;

/// <summary>How the codes of a list are spelt on the wire: <c>FollowUp</c> is <c>follow-up</c>.</summary>
internal static class Spelling<T> where T : struct, Enum
{
    private static readonly Dictionary<string, T> Values = Enum.GetValues<T>().ToDictionary(value => Spelling.Of(value.ToString()), StringComparer.Ordinal);
    private static readonly Dictionary<T, string> Names = Values.ToDictionary(pair => pair.Value, pair => pair.Key);

    private static readonly Dictionary<T, JsonEncodedText> Written = Names.ToDictionary(pair => pair.Key, pair => JsonEncodedText.Encode(pair.Value));

    public static bool TryRead(string? text, out T value)
    {
        value = default;
        return text is not null && Values.TryGetValue(text, out value);
    }

    /// <summary>As it goes into an answer, put into its letters once for all.</summary>
    public static JsonEncodedText Encode(T value) => Written.TryGetValue(value, out var text) ? text : throw new JsonException("Not a code of its list.");

    public static string Write(T value) => Names.TryGetValue(value, out var name) ? name : throw new JsonException("Not a code of its list.");
}

/// <summary>All codes of a list as they are sent: words, or the numbers that the form prints.</summary>
internal static class CodeList
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<object>> Lists = [];

    public static IReadOnlyList<object> Of(Type codes) => Lists.GetOrAdd(codes, Read);

    private static IReadOnlyList<object> Read(Type codes) => CodeConverters.IsWord(codes)
        ? [.. Enum.GetNames(codes).Where(name => codes != typeof(StaffRole) || name != nameof(StaffRole.Timetable)).Select(Spelling.Of)] // nobody is given the timetable's own role
        : [.. Enum.GetValuesAsUnderlyingType(codes).Cast<object>()];
}

/// <summary>What was sent is no code of its list.</summary>
internal sealed class NoSuchCodeException(Type codes) : JsonException("Expected a code of its list.")
{
    public Type Codes { get; } = codes;
}

internal static class Spelling
{
    public static string Of(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
