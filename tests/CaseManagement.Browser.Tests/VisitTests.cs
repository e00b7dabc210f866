using Microsoft.Playwright;

namespace CaseManagement.Browser.Tests;

/// <summary>The visit of a nurse on a village road: a few taps, and nothing is lost when the line or the tab is.</summary>
[Collection(ThreadTests.OneAfterTheOther)]
public sealed class VisitTests(City city)
{
    private const int MostTaps = 12;

    /// <summary>The visit that is due to somebody who was stable the last time.</summary>
    private const string DueToTheStable = "tr:has(.class .calm) a.do[href$='/follow-ups/new']";

    /// <summary>What is looked at anew at every visit, answered as it is of somebody who is well.</summary>
    private static readonly (string Name, string Value)[] LookedAtAnew = [("f.risk", "0"), ("f.symptoms", "none"), ("f.symptom-state", "1"), ("f.insight", "1"), ("f.dangerous-acts.7", "true")];

    private static readonly (string Name, string Value)[] Well =
    [
        .. LookedAtAnew, ("f.respondents", "1"), .. ((string[])["sleep", "diet", "self-care", "housework", "work", "learning", "interpersonal"]).Select(item => ($"f.{item}", "1")),
        ("f.physical-illness", "1"), ("f.other-abnormality", "false"), ("f.adherence", "1"), ("f.adverse-reaction", "1"),
    ];

    [Fact]
    public async Task Given_somebody_stable_When_a_doctor_records_the_visit_on_a_phone_Then_it_takes_at_most_twelve_taps_from_the_desk_and_danger_is_never_filled_in()
    {
        await using var context = await city.OpenAsync("demo-doctor");
        var page = await context.NewPageAsync();
        var form = await ListedFormAsync(page, reacted: false);
        var thumb = new Thumb(page);

        await thumb.Tap($"a.do[href='{form}']");
        await thumb.Tap("a[href$='how=Home']");
        var groups = await page.Locator("button.same").CountAsync();
        for (var i = 0; i < groups; i++) await thumb.Tap($"button.same >> nth={i}");
        var filled = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('form :checked')].map(each => each.name)");
        foreach (var (name, value) in LookedAtAnew) await thumb.Tap($".option:has(input[name='{name}'][value='{value}'])");
        await Assertions.Expect(page.Locator("#edge p:first-child")).ToContainTextAsync("下次最迟"); // the class and the next day have come by themselves
        await Assertions.Expect(page.Locator("#still li")).ToHaveTextAsync(Array.Empty<string>()); // and nothing is owed
        await thumb.Tap("#edge button[name=As]");

        await Assertions.Expect(page.Locator(".done")).ToContainTextAsync("随访已保存");
        Assert.InRange(groups, 3, 4);
        Assert.Contains("f.sleep", filled);
        Assert.Contains("f.adherence", filled);
        Assert.Empty(filled.Intersect(LookedAtAnew.Select(answer => answer.Name)));
        Assert.InRange(thumb.Taps, 8, MostTaps);
    }

    [Fact]
    public async Task Given_somebody_stable_who_had_a_reaction_the_last_time_When_the_rest_is_taken_over_at_once_Then_it_is_asked_anew_and_the_visit_stays_within_twelve_taps()
    {
        await using var context = await city.OpenAsync("demo-doctor");
        var page = await context.NewPageAsync();
        var form = await ListedFormAsync(page, reacted: true);
        var thumb = new Thumb(page);

        await thumb.Tap($"a.do[href='{form}']");
        await thumb.Tap("a[href$='how=Home']");
        await thumb.Tap("button.same-all");
        var filled = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('form :checked')].map(each => each.name)");
        foreach (var (name, value) in LookedAtAnew.Concat([("f.adverse-reaction", "2"), ("f.adverse-reaction-serious", "false")])) await thumb.Tap($".option:has(input[name='{name}'][value='{value}'])");
        await Assertions.Expect(page.Locator("#edge button[name=As]")).ToContainTextAsync("：稳定");
        await Assertions.Expect(page.Locator("#edge a[href='#still']")).ToHaveCountAsync(0);
        await thumb.Tap("#edge button[name=As]");

        await Assertions.Expect(page.Locator(".done")).ToContainTextAsync("随访已保存");
        Assert.Superset(new HashSet<string> { "f.sleep", "f.work", "f.hospital", "f.adherence" }, filled.ToHashSet());
        Assert.Empty(filled.Intersect([.. LookedAtAnew.Select(answer => answer.Name), "f.adverse-reaction", "f.adverse-reaction-serious"]));
        Assert.InRange(thumb.Taps, 8, MostTaps);
    }

    /// <summary>Taps, and counts how often.</summary>
    private sealed class Thumb(IPage page)
    {
        public int Taps { get; private set; }

        public async Task Tap(string place)
        {
            await page.Locator(place).First.ClickAsync();
            Taps++;
        }
    }

    /// <summary>Leaves the page at the list on which the visit of somebody stable is due who had a reaction the last time, or had none, and no laboratory tests then, and gives the address of its form.</summary>
    private static async Task<string> ListedFormAsync(IPage page, bool reacted)
    {
        foreach (var list in (string[])["/", "/?band=Later"])
        {
            await page.GotoAsync(list);
            foreach (var form in await page.Locator(DueToTheStable).EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))"))
            {
                await page.GotoAsync($"{form}?how=Home");
                if (await page.Locator($"#adverse-reaction .last:has-text('{(reacted ? "有" : "无")}')").CountAsync() == 0 || await page.Locator("#laboratory .last:has-text('无')").CountAsync() == 0) continue;

                await page.GotoAsync(list);
                return form;
            }
        }

        throw new InvalidOperationException("Nobody of the kind is due in the demo city.");
    }

    [Fact]
    public async Task Given_a_line_that_is_lost_When_the_tab_is_closed_and_the_form_opened_again_Then_the_answers_are_there_and_the_device_alone_does_not_show_them()
    {
        await using var context = await city.OpenAsync("demo-doctor");
        var page = await OpenFormAsync(context, null);
        var address = page.Url;

        await page.Locator(".option:has(input[name='f.risk'][value='1'])").ClickAsync();
        await page.Locator("details.folded > summary").ClickAsync();
        await page.Locator("input[name='f.drugs-in-use.daily.0.name']").FillAsync("奥氮平");
        await context.SetOfflineAsync(true);
        await page.Locator(".option:has(input[name='f.insight'][value='1'])").ClickAsync();
        await page.Locator("#edge button[formaction*='handler=Check']").ClickAsync(); // to ask the rules again
        await Assertions.Expect(page.Locator("[data-draft-offline]")).ToBeVisibleAsync();
        var onTheDevice = await page.EvaluateAsync<string>("() => JSON.stringify(localStorage)");
        await page.CloseAsync();
        await context.SetOfflineAsync(false);
        var again = await OpenFormAsync(context, address);

        await Assertions.Expect(again.Locator("[data-draft-found]")).ToBeVisibleAsync();
        await Assertions.Expect(again.Locator("#edge a[href='#still']")).ToBeVisibleAsync(); // what the answers come to is there again, too
        await Assertions.Expect(again.Locator("input[name='f.risk'][value='1']")).ToBeCheckedAsync();
        await Assertions.Expect(again.Locator("input[name='f.insight'][value='1']")).ToBeCheckedAsync();
        await Assertions.Expect(again.Locator("input[name='f.drugs-in-use.daily.0.name']")).ToHaveValueAsync("奥氮平");
        Assert.Contains("draft.", onTheDevice, StringComparison.Ordinal);
        Assert.DoesNotContain("f.risk", onTheDevice, StringComparison.Ordinal);
        Assert.DoesNotContain("奥氮平", onTheDevice, StringComparison.Ordinal);

        await again.Locator("[data-draft-found] button").ClickAsync();
        await Assertions.Expect(again.Locator("form[data-draft-ready]")).ToBeAttachedAsync();
        await Assertions.Expect(again.Locator("input[name='f.risk'][value='1']")).Not.ToBeCheckedAsync();
        Assert.Equal("{}", await again.EvaluateAsync<string>("() => JSON.stringify(localStorage)"));
    }

    [Fact]
    public async Task Given_somebody_well_When_danger_is_answered_and_the_rules_cannot_be_asked_Then_what_they_said_before_is_gone_until_they_have_been_asked_again()
    {
        await using var context = await city.OpenAsync("demo-doctor");
        var page = await OpenFormAsync(context, null);
        foreach (var (name, value) in Well) await page.Locator($".option:has(input[name='{name}'][value='{value}'])").ClickAsync();
        var save = page.Locator("#edge button[name=As]");
        await Assertions.Expect(save).ToContainTextAsync("：稳定");
        await Assertions.Expect(page.Locator("form[data-asked]")).ToHaveCountAsync(0); // it holds again, and looks so
        Assert.Equal("none 1", await page.Locator("#proposal").EvaluateAsync<string>("part => `${getComputedStyle(part).filter} ${getComputedStyle(part).opacity}`"));
        Assert.Empty(await Looked.JudgeAsync(page));

        var held = new TaskCompletionSource();
        await page.RouteAsync("**/*handler=Check*", async route =>
        {
            await held.Task;
            await route.FulfillAsync(new() { Status = 503 });
        });
        await page.Locator(".option:has(input[name='f.risk'][value='3'])").ClickAsync();
        await Assertions.Expect(page.Locator("form[data-asked=asking]")).ToBeAttachedAsync();
        Assert.Empty(await Looked.JudgeAsync(page)); // what is being asked again can still be read
        held.SetResult();
        await Assertions.Expect(page.Locator("#edge .in-vain")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#proposal")).ToBeHiddenAsync();
        await Assertions.Expect(save).ToBeHiddenAsync();
        await page.UnrouteAllAsync();

        await context.SetOfflineAsync(true);
        await page.Locator(".option:has(input[name='f.risk'][value='4'])").ClickAsync();
        await Assertions.Expect(page.Locator("#edge .in-vain")).ToBeVisibleAsync();
        await Assertions.Expect(save).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#proposal")).ToBeHiddenAsync();

        await context.SetOfflineAsync(false);
        await Assertions.Expect(save).ToContainTextAsync("不稳定");
        await Assertions.Expect(page.Locator("#edge .in-vain")).ToBeHiddenAsync();
        Assert.Empty(await Looked.JudgeAsync(page));

        var address = page.Url;
        await context.ClearCookiesAsync(); // the session has ended: what comes is the sign-in, and no answer
        await page.Locator(".option:has(input[name='f.risk'][value='0'])").ClickAsync();
        await Assertions.Expect(page.Locator("#edge .in-vain")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#proposal")).ToBeHiddenAsync();
        await Assertions.Expect(save).ToBeHiddenAsync();
        Assert.Equal(address, page.Url);
        await Assertions.Expect(page.Locator("input[name='f.risk'][value='0']")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Given_a_correction_half_done_When_the_tab_is_closed_and_it_is_opened_again_Then_what_was_unticked_stays_unticked_and_the_reason_is_there()
    {
        await using var context = await city.OpenAsync("demo-doctor");
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.Locator("tr:has(.class .calm) a.whole").First.ClickAsync();
        var correcting = await page.Locator("#happened a[href*='follow-ups/new?correct=']").First.GetAttributeAsync("href");
        page = await OpenFormAsync(context, new Uri(new Uri(page.Url), correcting).ToString());
        var ticked = page.Locator("form input[type=checkbox][name^='f.']:checked");
        var (name, value, count) = (await ticked.First.GetAttributeAsync("name"), await ticked.First.GetAttributeAsync("value"), await ticked.CountAsync());

        await page.Locator($".option:has(input[name='{name}'][value='{value}'])").ClickAsync();
        await page.Locator("textarea[name=Reason]").FillAsync("点错了");
        await page.Locator("textarea[name=Reason]").BlurAsync();
        await page.WaitForFunctionAsync("() => Object.keys(localStorage).some(name => name.startsWith('draft.'))");
        var address = page.Url;
        await page.CloseAsync();
        page = await OpenFormAsync(context, address);

        await Assertions.Expect(page.Locator("[data-draft-found]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator($"input[name='{name}'][value='{value}']")).Not.ToBeCheckedAsync();
        await Assertions.Expect(page.Locator("form input[type=checkbox][name^='f.']:checked")).ToHaveCountAsync(count - 1);
        await Assertions.Expect(page.Locator("textarea[name=Reason]")).ToHaveValueAsync("点错了");
    }

    [Fact]
    public async Task Given_an_injection_half_written_When_the_line_and_the_tab_are_lost_Then_it_is_said_and_what_was_typed_is_there_again()
    {
        await using var context = await city.OpenAsync("demo-doctor");
        var page = await context.NewPageAsync();
        foreach (var id in await city.TellingCasesAsync("demo-doctor"))
        {
            await page.GotoAsync($"/cases/{id.Value}/injections/new");
            if (await page.Locator("form[data-draft]").CountAsync() > 0) break;
        }

        await Assertions.Expect(page.Locator("form[data-draft-ready]")).ToBeAttachedAsync();
        var address = page.Url;
        await page.Locator("input[name='Input.BatchNumber']").FillAsync("B-77");
        await context.SetOfflineAsync(true);
        await page.Locator("form[data-draft]").EvaluateAsync("form => { form.noValidate = true; form.requestSubmit(); }");
        await Assertions.Expect(page.Locator("[data-draft-offline]")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("() => Object.keys(localStorage).some(name => name.startsWith('draft.'))");
        await page.CloseAsync();
        await context.SetOfflineAsync(false);
        page = await OpenFormAsync(context, address);

        await Assertions.Expect(page.Locator("[data-draft-found] time")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d+月\d+日 周. \d\d:\d\d$"));
        await Assertions.Expect(page.Locator("input[name='Input.BatchNumber']")).ToHaveValueAsync("B-77");
    }

    [Fact]
    public async Task Given_a_class_that_needs_a_reason_When_it_is_refused_and_the_answers_go_on_changing_Then_the_refusal_and_what_was_typed_stay()
    {
        await using var context = await city.OpenAsync("demo-doctor");
        var page = await OpenFormAsync(context, null);
        foreach (var (name, value) in Well) await page.Locator($".option:has(input[name='{name}'][value='{value}'])").ClickAsync();
        await page.Locator("input[name='f.dangerous-acts.1']").PressAsync("Enter"); // the key asks the rules, and fills in nothing
        await Assertions.Expect(page.Locator("#edge button[name=As]")).ToBeVisibleAsync();
        var untouched = await page.Locator("input[name='f.effect']:checked").CountAsync();

        await page.Locator("#class .option:has(input[value='1'])").ClickAsync();
        await page.Locator("#edge button[name=As]").ClickAsync();
        await Assertions.Expect(page.Locator(".refusal")).ToBeVisibleAsync();
        await page.Locator("#override-reason textarea").FillAsync("家属已核实");
        await page.RunAndWaitForResponseAsync(() => page.Locator(".option:has(input[name='f.effect'][value='2'])").ClickAsync(), answer => answer.Url.Contains("handler=Check", StringComparison.Ordinal));

        await Assertions.Expect(page.Locator("#proposal .proposal")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".refusal")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#override-reason textarea")).ToHaveValueAsync("家属已核实");
        await Assertions.Expect(page.Locator("#class input[value='1']")).ToBeCheckedAsync();
        Assert.Equal(0, untouched);
        await page.Locator("#edge button[name=As]").ClickAsync();
        await Assertions.Expect(page.Locator(".done")).ToContainTextAsync("随访已保存");
    }

    private static async Task<IPage> OpenFormAsync(IBrowserContext context, string? address)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(address ?? "/?kind=FollowUp");
        if (address is null)
        {
            await page.Locator("a.do[href$='/follow-ups/new']").First.ClickAsync();
            await page.Locator("a[href$='how=Home']").ClickAsync();
        }

        await Assertions.Expect(page.Locator("form[data-draft-ready]")).ToBeAttachedAsync();
        return page;
    }
}
