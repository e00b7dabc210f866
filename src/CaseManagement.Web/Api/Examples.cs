using System.Text.Json.Nodes;

namespace CaseManagement.Web.Api;

/// <summary>For every body that the API takes, one that it would take: <c>examples.json</c>, by the name of the request.</summary>
/// <remarks>The people in them are invented, and their ids name nobody.</remarks>
internal static class Examples
{
    private static readonly Lazy<JsonObject> All = new(Read); // when somebody first asks for the description

    /// <returns>Null for a request that has none.</returns>
    public static JsonNode? Of(Type request) => All.Value[request.Name]?.DeepClone();

    public static IEnumerable<string> Names => All.Value.Select(example => example.Key);

    private static JsonObject Read()
    {
        using var file = typeof(Examples).Assembly.GetManifestResourceStream("examples.json")!;

        return JsonNode.Parse(file)!.AsObject();
    }
}
