using Microsoft.Playwright;

namespace CaseManagement.Browser.Tests;

/// <summary>The main thread of the day, from the sign-in to a visit that is saved, as it has to work for everybody.</summary>
[Collection(OneAfterTheOther)]
public sealed class ThreadTests(City city)
{
    /// <summary>Who records visits takes the first patient of the desk, and two would take the same.</summary>
    public const string OneAfterTheOther = "visits";

    internal static readonly (string Name, string Value)[] Answers =
    [
        ("f.respondents", "1"), ("f.risk", "0"), ("f.symptoms", "none"), ("f.symptom-state", "1"), ("f.insight", "1"), ("f.sleep", "1"), ("f.diet", "1"), ("f.self-care", "1"), ("f.housework", "1"), ("f.work", "1"), ("f.learning", "1"),
        ("f.interpersonal", "1"), ("f.dangerous-acts.7", "true"), ("f.physical-illness", "1"), ("f.other-abnormality", "false"), ("f.adherence", "1"), ("f.adverse-reaction", "1"),
    ];

    /// <summary>A patient of the desk to whom a visit is due.</summary>
    private const string Row = "table.list tbody tr:has(a[href$='/follow-ups/new']) a.whole";

    [Fact]
    public async Task Given_a_browser_without_script_When_a_doctor_signs_in_and_records_a_visit_Then_it_is_saved()
    {
        await using var context = await city.OpenAsync(script: false);
        var page = await context.NewPageAsync();

        await city.SignInAsync(page, city.Account("demo-doctor"));
        await page.Locator(Row).First.ClickAsync();
        await page.Locator("a[href$='/follow-ups/new']").First.ClickAsync();
        await page.Locator("a[href$='how=Home']").ClickAsync();
        foreach (var (name, value) in Answers)
        {
            var answer = page.Locator($"input[name='{name}'][value='{value}']");
            if (!await answer.IsVisibleAsync()) await page.Locator("details", new() { Has = answer }).Locator("> summary").ClickAsync(); // what is asked seldom is folded
            await answer.CheckAsync();
        }

        await page.Locator("button.primary").ClickAsync();
        await page.Locator("button.primary").ClickAsync();

        await Assertions.Expect(page.Locator(".done")).ToContainTextAsync("随访已保存");
    }

    [Fact]
    public async Task Given_a_keyboard_alone_When_a_doctor_signs_in_and_records_a_visit_Then_it_is_saved_and_the_place_is_seen_all_the_way()
    {
        await using var context = await city.OpenAsync(width: 1440, height: 900);
        var page = await context.NewPageAsync();
        var keys = new Keys(page);
        var account = city.Account("demo-doctor");

        await page.GotoAsync("/");
        await keys.TypeAsync("input[name=name]", account.Name);
        await keys.TypeAsync("input[name=password]", account.Password);
        await keys.PressAsync("main form button", "Enter");
        await keys.ShowAsync(Row);
        await Assertions.Expect(page.Locator("#chosen h2")).ToBeFocusedAsync(); // the patient stands beside the list, and one goes on from there
        await keys.PressAsync("a[href$='/follow-ups/new']", "Enter");
        await keys.PressAsync("a[href$='how=Home']", "Enter");
        foreach (var (name, value) in Answers) await keys.ChooseAsync(name, value);
        await Assertions.Expect(page.Locator("#edge button[name=As][value]")).ToBeVisibleAsync(); // the proposal has come by itself, with its class
        await keys.PressAsync("#edge button[name=As]", "Enter");

        await Assertions.Expect(page.Locator(".done")).ToContainTextAsync("随访已保存");
    }
}
