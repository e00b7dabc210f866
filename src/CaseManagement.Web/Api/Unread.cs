using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;

namespace CaseManagement.Web.Api;

/// <summary>What an address asks and cannot be read: all of it, so that its sender need not find one after the other.</summary>
/// <remarks>The compiled readers of addresses stop at the first required parameter, and say of an optional one only that there was one.</remarks>
internal static class Unread
{
    private static readonly MethodInfo Parse = typeof(Unread).GetMethod(nameof(Reads), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <param name="Codes">The list whose codes would have been read; null where it is none.</param>
    internal readonly record struct Parameter(string Name, Type? Codes);

    public static IReadOnlyList<Parameter> Of(HttpContext context)
    {
        var failed = context.Features.Get<IExceptionHandlerFeature>(); // the handler of faults has taken the endpoint from the request
        var (endpoint, route) = (failed?.Endpoint ?? context.GetEndpoint(), failed?.RouteValues ?? context.Request.RouteValues);

        return
        [
            .. (endpoint?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
                .Where(parameter => !route.ContainsKey(parameter.Name) && IsUnread(parameter, context.Request.Query[parameter.Name]))
                .Select(parameter => new Parameter(parameter.Name, CodesOf(TypeOf(parameter)))),
        ];
    }

    private static bool IsUnread(IParameterBindingMetadata parameter, string? sent)
    {
        var type = TypeOf(parameter);
        if (type == typeof(string)) return sent is null && !parameter.IsOptional;
        if (!IsParsable(type)) return false;

        return string.IsNullOrEmpty(sent) ? !parameter.IsOptional : !(bool)Parse.MakeGenericMethod(type).Invoke(null, [sent])!;
    }

    private static Type TypeOf(IParameterBindingMetadata parameter) => Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType) ?? parameter.ParameterInfo.ParameterType;

    private static bool IsParsable(Type type) => type.IsValueType && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IParsable<>));

    private static Type? CodesOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Coded<>) ? type.GetGenericArguments()[0] : null;

    private static bool Reads<T>(string sent) where T : struct, IParsable<T> => T.TryParse(sent, CultureInfo.InvariantCulture, out _);
}
