using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Edge;

/// <summary>Every page of the server as it is routed, so that a new page is judged without being named.</summary>
internal static partial class PageRoutes
{
    public static async Task<List<PageRoute>> Of(IServiceProvider services)
    {
        var loader = services.GetRequiredService<PageLoader>();
        var pages = services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>();
        var routes = new List<PageRoute>();
        foreach (var page in pages) routes.Add(new($"/{Filled(page.AttributeRouteInfo!.Template!)}", await loader.LoadAsync(page, EndpointMetadataCollection.Empty)));

        return routes;
    }

    /// <summary>The address with something of the right kind in every gap.</summary>
    public static string Filled(string template) => Gap().Replace(template, gap => gap.Groups["kind"].Value switch
    {
        "guid" => "00000000-0000-0000-0000-000000000001",
        "int" or "long" => "1",
        _ => "x",
    });

    [GeneratedRegex(@"\{\*?\w+(:(?<kind>\w+)[^}]*)?\??\}")]
    private static partial Regex Gap();
}

internal sealed record PageRoute(string Address, CompiledPageActionDescriptor Page)
{
    /// <summary>The addresses that a form of this page can be sent to.</summary>
    public IEnumerable<string> Posts =>
        from handler in Page.HandlerMethods
        where handler.HttpMethod.Equals("POST", StringComparison.OrdinalIgnoreCase)
        select handler.Name is null ? Address : $"{Address}?handler={handler.Name}";
}
