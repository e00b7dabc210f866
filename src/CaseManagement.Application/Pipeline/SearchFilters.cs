using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Pipeline;

/// <summary>Which filters a search was made with: of a code its word, of everything else only that it was set, because a search term may be a name or a number.</summary>
internal static class SearchFilters<TRequest>
{
    private const string PageSize = "Take"; // narrows nothing

    private static readonly (PropertyInfo? Of, PropertyInfo Filter)[] Filters = [.. Properties(typeof(TRequest)).SelectMany(property => IsGroup(property.PropertyType)
        ? Properties(property.PropertyType).Select(inner => ((PropertyInfo?)property, inner))
        : [(null, property)])];

    /// <summary>The one case that the search was narrowed to.</summary>
    public static ManagedCaseId? CaseOf(TRequest request) => Values(request).Select(filter => filter.Value).OfType<ManagedCaseId>().Select(id => (ManagedCaseId?)id).FirstOrDefault();

    /// <returns>For example <c>{"band":"late","name":true,"shown":12}</c>.</returns>
    public static string Told(TRequest request, int? shown)
    {
        var told = new JsonObject();
        foreach (var (name, value) in Values(request).Where(filter => filter.Value is not ManagedCaseId)) told[JsonNamingPolicy.CamelCase.ConvertName(name)] = Word(value);
        if (shown is not null) told["shown"] = shown;

        return told.ToJsonString();
    }

    private static JsonNode Word(object value) => value switch
    {
        Enum code => Kebab.Of(code),
        bool asked => asked,
        _ => true,
    };

    private static IEnumerable<(string Name, object Value)> Values(TRequest request) =>
        from filter in Filters
        let owner = filter.Of is null ? request : filter.Of.GetValue(request)
        let value = owner is null ? null : filter.Filter.GetValue(owner)
        where value is not null and not ""
        select (filter.Filter.Name, value);

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.Name != PageSize && property.GetIndexParameters().Length == 0);

    private static bool IsGroup(Type type) => type.IsClass && type != typeof(string) && type.Namespace?.StartsWith("CaseManagement.", StringComparison.Ordinal) == true;
}
