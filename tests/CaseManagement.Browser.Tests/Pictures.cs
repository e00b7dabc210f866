using Microsoft.Playwright;

namespace CaseManagement.Browser.Tests;

/// <summary>Pictures of the main pages, for looking at: scripts/screenshots takes them, and no test run does.</summary>
public sealed class Pictures(City city)
{
    public const string Folder = "CASE_MANAGEMENT_PICTURES";

    private static readonly (string Role, string Path, string Name)[] Pages =
    [
        ("demo-doctor", "/", "desk"), ("demo-doctor", Case, "patient"), ("demo-doctor", $"{Case}/follow-ups/new?how=Home", "follow-up"), ("demo-doctor", "/?alerts=true", "alerts"), ("demo-volunteer", "/support", "care-group"),
        ("demo-psychiatrist", "/reviews", "reviews"), ("demo-office", "/", "office"), ("demo-office", "/departures", "departures"), ("demo-admin", "/admin", "administration"), ("demo-doctor", "/parts", "parts"),
    ];

    /// <summary>Stands for the first patient of the desk.</summary>
    private const string Case = "{case}";

    [Theory(Explicit = true)]
    [InlineData("phone", 390, 844)]
    [InlineData("desktop", 1440, 900)]
    public async Task Given_the_main_pages_When_they_are_looked_at_Then_there_is_a_picture_of_each_in_both_themes(string where, int width, int height)
    {
        var folder = Environment.GetEnvironmentVariable(Folder) ?? throw new InvalidOperationException($"{Folder} names no folder.");
        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            foreach (var (role, path, name) in Pages)
            {
                await using var context = await city.OpenAsync(role, width, height, theme);
                var page = await context.NewPageAsync();
                await page.GotoAsync("/");
                var first = path.Contains(Case, StringComparison.Ordinal) ? await page.Locator("a.whole").First.GetAttributeAsync("href") : null;
                await page.GotoAsync(path.Replace(Case, first, StringComparison.Ordinal));
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{where}-{theme.ToString().ToLowerInvariant()}.png") });
                if (name is "parts" or "patient") await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{where}-{theme.ToString().ToLowerInvariant()}-whole.png"), FullPage = true });
            }
    }
}
