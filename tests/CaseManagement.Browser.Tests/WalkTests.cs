using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CaseManagement.Browser.Tests;

/// <summary>Every page that a link leads to, as each of the demo city's people: what a reader of screens meets, what a thumb meets, what crosses the line.</summary>
public sealed partial class WalkTests(City city, ITestOutputHelper output)
{
    private const int Together = 2;
    private const int MostRead = 90;

    /// <summary>Pages that no link leads to: sent to, or met by accident.</summary>
    private static readonly string[] NotLinked = ["language", "sign-out", "oops/{status:int}", "cases/{id:guid}/crises/owed"];

    private static readonly string[] Roles = ["demo-doctor", "demo-office", "demo-psychiatrist", "demo-volunteer", "demo-leader", "demo-admin"];

    [Fact]
    public async Task Given_every_page_When_each_role_walks_them_Then_they_are_accessible_light_and_still_in_both_themes_and_ask_nobody_else()
    {
        var seen = new HashSet<string>();
        var visited = new List<string>();
        var faults = new List<string>();
        await WalkAsync(null, ["/sign-in", "/parts", $"/received/{Guid.Empty}", Looked.NoPage]);
        await WalkAsync("demo-admin", ["/admin/batches"]); // the work that is over was the administrator's
        foreach (var role in Roles) await WalkAsync(role, ["/", "/referrals", "/cards", .. (await city.TellingCasesAsync(role)).Select(id => $"/cases/{id.Value}")]);
        foreach (var page in (string[])["print", "review"]) await WalkAsync("demo-doctor", [$"/cases/{city.Planned.Value}/plan/{page}"]);
        await WalkAsync("demo-doctor", [$"/cases/{(await city.TellingCasesAsync("demo-doctor"))[0].Value}/complete"]); // linked where a document has no number: nobody's here

        faults.AddRange(Pages().Where(route => !visited.Exists(path => Matches(route, path))).Except(NotLinked).Select(route => $"{route} was not walked."));
        foreach (var fault in faults) output.WriteLine(fault);
        Assert.Empty(faults);

        async Task WalkAsync(string? role, string[] from)
        {
            await using var context = await city.OpenAsync(role);
            var hands = await Task.WhenAll(Enumerable.Range(0, Together).Select(_ => Looked.WithAsync(context, city.Address)));
            for (var next = New(role, role is null ? from : [.. from[..1], .. await ReadAsync(context, from)]); next.Count > 0;)
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

    /// <summary>What the pages about other patients, and the lists, lead to: each has what others lack, and to read them costs less than to look at them.</summary>
    private static async Task<List<string>> ReadAsync(IBrowserContext context, IEnumerable<string> from)
    {
        var (read, found) = (new HashSet<string>(), new List<string>());
        for (var open = new Queue<string>(from.Where(IsOfPatients)); open.TryDequeue(out var path) && read.Count < MostRead;)
        {
            if (!read.Add(path)) continue;
            await using var answer = await context.APIRequest.GetAsync(path);
            foreach (var link in Links().Matches(await answer.TextAsync()).Select(link => WebUtility.HtmlDecode(link.Groups[1].Value)).Where(IsOfPatients))
            {
                found.Add(link);
                if (!IsTheSameStory(link)) open.Enqueue(link);
            }
        }

        return found;

        static bool IsTheSameStory(string path) => path.Contains("show=", StringComparison.Ordinal) || path.EndsWith("/charts", StringComparison.Ordinal) || (path.StartsWith("/cases/", StringComparison.Ordinal) && path.Contains("after=", StringComparison.Ordinal));

        static bool IsOfPatients(string path) => path.StartsWith('/') && !path.StartsWith("/admin", StringComparison.Ordinal) && !path.StartsWith("/rules", StringComparison.Ordinal) && !path.Contains('.', StringComparison.Ordinal)
            && !path.Contains("place=", StringComparison.Ordinal) && !path.Contains("area=", StringComparison.Ordinal); // a town's list holds those of the whole again
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

    private static bool Matches(string route, string path) => Regex.IsMatch(path.Split('?')[0], $"^/{Parameter().Replace(route.Replace("Index", "", StringComparison.Ordinal), found => found.Value.EndsWith(":guid}", StringComparison.Ordinal) ? "[0-9a-f-]{36}" : "[^/]+")}$");

    [GeneratedRegex("/([0-9a-f]{8}-[0-9a-f-]{27}|[0-9]+[0-9-]*|(?<=jobs/)[a-z-]+|(?<=settings/)[^/]+)(?=/|$)")]
    private static partial Regex Ids();

    [GeneratedRegex("href=\"([^\"#]+)[^\"]*\"")]
    private static partial Regex Links();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
