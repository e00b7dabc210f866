using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Browser.Tests;

/// <summary>Every page that a link leads to, as each of the demo city's people: what a reader of screens meets, what a thumb meets, what crosses the line.</summary>
public sealed partial class WalkTests(City city, ITestOutputHelper output)
{
    private const int Together = 2;

    /// <summary>Pages that no link leads to: sent to, or met by accident.</summary>
    private static readonly string[] NotLinked = ["language", "sign-out"];

    private static readonly string[] Roles = ["demo-doctor", "demo-office", "demo-psychiatrist", "demo-volunteer", "demo-leader", "demo-admin"];

    [Fact]
    public async Task Given_every_page_When_each_role_walks_them_Then_they_are_accessible_light_and_still_in_both_themes_and_ask_nobody_else()
    {
        var seen = new HashSet<string>();
        var visited = new List<string>();
        var faults = new List<string>();
        await WalkAsync(null, ["/sign-in", "/oops/404"]);
        foreach (var role in Roles) await WalkAsync(role, ["/", "/parts"]);

        foreach (var fault in faults) output.WriteLine(fault);
        Assert.Empty(faults);
        Assert.Empty(Pages().Where(route => !visited.Exists(path => Matches(route, path))).Except(NotLinked));

        async Task WalkAsync(string? role, string[] from)
        {
            await using var context = await city.OpenAsync(role);
            var hands = await Task.WhenAll(Enumerable.Range(0, Together).Select(_ => Looked.WithAsync(context, city.Address)));
            for (var next = New(role, from); next.Count > 0;)
            {
                var found = new List<string>();
                foreach (var pair in next.Chunk(Together))
                    foreach (var (path, (weight, links, wrong)) in await Task.WhenAll(pair.Zip(hands, async (path, hand) => (path, await hand.AtAsync(path)))))
                    {
                        output.WriteLine($"{weight} {role} {path}");
                        visited.Add(path);
                        faults.AddRange(wrong.Select(fault => $"{role} {path}: {fault}"));
                        found.AddRange(links.Where(link => link.StartsWith(city.Address, StringComparison.Ordinal)).Select(link => link[city.Address.Length..].Split('#')[0]));
                    }

                next = New(role, found);
            }
        }

        List<string> New(string? role, IEnumerable<string> paths) => [.. paths.Where(path => seen.Add(path is "/" ? $"{role} /" : Shape(path)))];
    }

    /// <summary>The same page about somebody else is the same page.</summary>
    private static string Shape(string path)
    {
        var (route, query) = path.Split('?') is [var before, var after] ? (before, after) : (path, "");
        var named = query.Split('&').Select(part => part.StartsWith("how=", StringComparison.Ordinal) ? part : part.Split('=')[0]).Order(StringComparer.Ordinal);

        return $"{Ids().Replace(route, "/*")}?{string.Join('&', named)}";
    }

    /// <summary>The routes of all pages, as the server knows them.</summary>
    private List<string> Pages() =>
        [.. city.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!).Distinct()];

    private static bool Matches(string route, string path) => Regex.IsMatch(path.Split('?')[0], $"^/{Parameter().Replace(route.Replace("Index", "", StringComparison.Ordinal), "[^/]+")}$");

    [GeneratedRegex("/([0-9a-f]{8}-[0-9a-f-]{27}|[0-9]+[0-9-]*|(?<=jobs/)[a-z-]+|(?<=settings/)[^/]+)(?=/|$)")]
    private static partial Regex Ids();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
