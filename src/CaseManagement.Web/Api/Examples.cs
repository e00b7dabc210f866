using System.Text.Json.Nodes;

namespace CaseManagement.Web.Api;

/// <summary>For every body that the API takes, one that it would take: <c>examples.json</c>, by the name of the request.</summary>
/// <remarks>The people in them are invented, and their ids name nobody.</remarks>
internal static class Examples
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> All = new(Read); // when somebody first asks for the description

    /// <returns>Null for a request that has none.</returns>
    public static JsonNode? Of(Type request) => All.Value.TryGetValue(request.Name, out var example) ? JsonNode.Parse(example) : null;

    public static IEnumerable<string> Names => All.Value.Keys;

    private static Dictionary<string, string> Read()
    {
        using var file = typeof(Examples).Assembly.GetManifestResourceStream("examples.json")!;

        return JsonNode.Parse(file)!.AsObject().ToDictionary(example => example.Key, example => example.Value!.ToJsonString());
    }
}
