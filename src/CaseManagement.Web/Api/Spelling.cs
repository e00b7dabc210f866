using System.Text.Json;

namespace CaseManagement.Web.Api;

/// <summary>How the codes of a list are spelt on the wire: <c>FollowUp</c> is <c>follow-up</c>.</summary>
internal static class Spelling<T> where T : struct, Enum
{
    private static readonly Dictionary<string, T> Values = Enum.GetValues<T>().ToDictionary(value => Spelling.Of(value.ToString()), StringComparer.Ordinal);
    private static readonly Dictionary<T, string> Names = Values.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static bool TryRead(string? text, out T value)
    {
        value = default;
        return text is not null && Values.TryGetValue(text, out value);
    }

    public static string Write(T value) => Names.TryGetValue(value, out var name) ? name : throw new JsonException("Not a code of its list.");
}

internal static class Spelling
{
    public static string Of(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
