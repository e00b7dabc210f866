using CaseManagement.Web.Tests.Edge;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Access;

/// <summary>One way in: an endpoint of the API, or a handler of a page.</summary>
internal sealed record Way(string Door, string Method, string Route)
{
    public override string ToString() => $"{Door} {Method} {Route}";
}

/// <summary>Every way in that the running server has.</summary>
internal static class Doors
{
    /// <summary>What is for anybody and shows nobody: the description of the API.</summary>
    private static readonly string[] LeftOut = ["/openapi/{documentName}.json"];

    public static async Task<List<Way>> Of(IServiceProvider services)
    {
        var endpoints = services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null).ToList();
        Assert.All(LeftOut, route => Assert.Contains(endpoints, endpoint => endpoint.RoutePattern.RawText == route));
        var api =
            from endpoint in endpoints
            let route = endpoint.RoutePattern.RawText!
            where !LeftOut.Contains(route)
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
            select new Way("api", method, $"/{route.Trim('/')}");
        var pages =
            from page in await PageRoutes.Of(services)
            let route = $"/{page.Page.AttributeRouteInfo!.Template}"
            from way in page.Page.HandlerMethods.Where(handler => handler.HttpMethod.Equals("POST", StringComparison.OrdinalIgnoreCase) || (handler.Name is not null && handler.HttpMethod.Equals("GET", StringComparison.OrdinalIgnoreCase)))
                .Select(handler => new Way("page", handler.HttpMethod.ToUpperInvariant(), handler.Name is null ? route : $"{route}?handler={handler.Name}")).Prepend(new Way("page", "GET", route))
            select way;

        return [.. api, .. pages.Distinct()];
    }
}

/// <summary>A table kept beside the tests: one row a subject, one column each of the eight.</summary>
internal static class Table
{
    public static Dictionary<string, string[]> Read(string file, int keys)
    {
        var lines = File.ReadAllLines(Path.Combine(Sources.Root, "tests", "CaseManagement.Web.Tests", "Access", file));
        Assert.Equal("care-team-member,team-leader,care-group-member,psychiatrist,prevention-office,administrator,stranger,nobody", string.Join(',', lines[0].Split(',')[keys..(keys + 8)]));

        return lines.Skip(1).Select(line => line.Split(',')).ToDictionary(cells => string.Join(' ', cells[..keys]), cells => cells[keys..(keys + 8)]);
    }

    /// <summary>There is nothing to complain of; otherwise all of it is said at once.</summary>
    public static void AssertNone(IEnumerable<string> complaints)
    {
        var all = complaints.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
