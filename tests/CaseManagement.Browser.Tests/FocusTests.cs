using Microsoft.Playwright;

namespace CaseManagement.Browser.Tests;

/// <summary>Where somebody goes on after an answer: at the field that was refused, and otherwise at the part of the page that was changed.</summary>
[Collection(ThreadTests.OneAfterTheOther)]
public sealed class FocusTests(City city)
{
    private const int Years = 10; // further ahead than anybody may be assigned

    /// <summary>What has the focus is a field that was refused, with every fold around it open, and it is on the screen.</summary>
    private const string IsAtRefusal = """
        name => { const at = document.activeElement; const box = at.getBoundingClientRect();
          return at.name === name && at.closest('[aria-invalid=true]') !== null && document.getElementById(at.getAttribute('aria-describedby').split(' ').at(-1)) !== null
            && at.closest('details:not([open])') === null && box.top >= 0 && box.bottom <= innerHeight; }
        """;

    [Fact]
    public async Task Given_a_part_of_the_patients_page_When_its_form_is_refused_and_then_taken_Then_the_focus_is_at_the_field_and_after_that_at_the_part()
    {
        await using var context = await city.OpenAsync("demo-doctor");
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/cases/{city.Planned.Value}#access");
        var form = page.Locator("#access form[action*='handler=AssignGroup']");
        await form.EvaluateAsync("form => { for (let fold = form.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true; }");

        await form.Locator("select").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await form.Locator("input[type=date]").FillAsync(Days(City.Today.AddYears(Years)));
        await SendAsync(form);
        await page.WaitForFunctionAsync(IsAtRefusal, "UntilOn");
        var link = await page.Locator("#refusal a").GetAttributeAsync("href");
        var isSame = await page.EvaluateAsync<bool>("link => document.querySelector(link) === document.activeElement", link);

        await form.Locator("input[type=date]").FillAsync(Days(City.Today.AddMonths(1)));
        await SendAsync(form);
        await page.WaitForFunctionAsync("() => document.querySelector('#refusal') === null && document.activeElement.closest('#access') !== null");

        Assert.True(isSame);
        Assert.Equal(0, await page.Locator("#refusal").CountAsync());
    }

    [Fact]
    public async Task Given_a_visit_that_is_saved_too_early_When_it_is_refused_Then_everything_that_is_missing_is_named_the_focus_is_at_the_first_and_a_save_as_quick_as_the_last_answer_is_taken()
    {
        await using var context = await city.OpenAsync("demo-doctor");
        var page = await context.NewPageAsync();
        await page.GotoAsync("/?band=Later"); // those who are due are few, and other tests visit them
        var patient = (await page.Locator(".list a[href^='/cases/']").First.GetAttributeAsync("href"))![..$"/cases/{Guid.Empty}".Length];
        await page.GotoAsync($"{patient}/follow-ups/new?how=Home");
        var needed = await page.Locator(".part .needed").CountAsync();

        await page.Locator("input[name='f.respondents'][value='1']").CheckAsync();
        await page.Locator("#edge button[name=As]").ClickAsync();
        await page.WaitForFunctionAsync(IsAtRefusal, "f.risk");
        var ways = await page.Locator("#refusal .ways a").AllAsync();
        var open = await page.Locator("#edge a[href='#still']").InnerTextAsync();
        Assert.Contains($" {await page.Locator(".still li").CountAsync()} ", open, StringComparison.Ordinal);
        Assert.Equal(await page.Locator(".still .needed").CountAsync(), ways.Count);
        Assert.InRange(needed, ways.Count, ways.Count + 3); // the day, and what other answers open
        await page.Locator("#refusal .ways a", new() { HasText = "自知力" }).ClickAsync();
        await page.WaitForFunctionAsync(IsAtRefusal, "f.insight");

        foreach (var (name, value) in ThreadTests.Answers.Where(answer => answer.Name != "f.adverse-reaction")) await page.Locator($"input[name='{name}'][value='{value}']").CheckAsync();
        await page.EvaluateAsync("() => { document.querySelector(\"input[name='f.adverse-reaction'][value='1']\").click(); document.querySelector('#edge button[name=As]').click(); }");

        await Assertions.Expect(page.Locator(".done")).ToContainTextAsync("随访已保存");
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("随访已保存"); // and is heard
    }

    [Fact]
    public async Task Given_a_visit_that_was_refused_When_what_is_missing_is_answered_Then_the_red_goes_with_each_answer_and_only_there()
    {
        await using var context = await city.OpenAsync("demo-doctor");
        var page = await context.NewPageAsync();
        await page.GotoAsync("/?band=Later");
        var patient = (await page.Locator(".list a[href^='/cases/']").First.GetAttributeAsync("href"))![..$"/cases/{Guid.Empty}".Length];
        await page.GotoAsync($"{patient}/follow-ups/new?how=Home");
        await page.Locator("input[name='f.respondents'][value='1']").CheckAsync();
        await page.Locator("#edge button[name=As]").ClickAsync();
        await page.WaitForFunctionAsync(IsAtRefusal, "f.risk");
        var refused = await page.Locator(".refused").CountAsync();

        await page.Locator(".option:has(input[name='f.risk'][value='0'])").ClickAsync();
        await Assertions.Expect(page.Locator(".refused")).ToHaveCountAsync(refused - 1);
        Assert.Equal(0, await page.Locator(".refused input[name='f.risk']").CountAsync());
        Assert.Equal(refused - 1, await page.Locator(".why-not").CountAsync());
        foreach (var (name, value) in ThreadTests.Answers.Where(answer => answer.Name != "f.risk")) await page.Locator($"input[name='{name}'][value='{value}']").CheckAsync();

        Assert.InRange(refused, 2, 20);
        await Assertions.Expect(page.Locator(".refused")).ToHaveCountAsync(1); // the class alone, until it is chosen: by hand here, else by the button that names it
        await page.Locator(".refused .option").Last.ClickAsync();
        await Assertions.Expect(page.Locator(".refused")).ToHaveTextAsync(Array.Empty<string>());
        await Assertions.Expect(page.Locator("form[data-draft] :is(.refused, .why-not, [aria-invalid], [aria-describedby*='-refused'])")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#still li:has(.needed)")).ToHaveCountAsync(0); // and the rules say the same
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_a_page_of_many_forms_When_one_is_refused_Then_with_script_the_focus_is_at_its_field_and_without_the_top_leads_there(bool script)
    {
        await using var context = await city.OpenAsync("demo-doctor", script: script);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/cases/{city.Planned.Value}/exits");
        var form = page.Locator("form:has(input[name='Input.Act'][value='RecordDeath'])");
        await form.Locator("xpath=ancestor::details[1]/summary").ClickAsync();

        await form.Locator("input[name='Input.DiedOn']").FillAsync(Days(City.Today.AddDays(1)));
        await form.Locator("select[name='Input.Cause']").SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await form.Locator("input[name='Input.Yes']").CheckAsync();
        await SendAsync(form);
        await page.Locator("#refusal a").WaitForAsync();
        if (script) await page.WaitForFunctionAsync(IsAtRefusal, "Input.DiedOn");

        var way = await page.Locator("#refusal a").GetAttributeAsync("href") ?? "none";
        Assert.Equal("Input.DiedOn", await page.Locator(way).GetAttributeAsync("name"));
        Assert.True(await page.Locator(way).IsVisibleAsync()); // its fold is open
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_a_list_of_patients_and_one_of_alerts_When_something_is_done_far_down_Then_the_page_is_at_that_row_and_the_focus_too(bool script)
    {
        var means = script ? "Phone" : "Visit"; // the same is not said twice at once
        await using var circle = await city.OpenAsync("demo-volunteer", script: script);
        var support = await circle.NewPageAsync();
        await support.GotoAsync("/support");
        var card = (await support.Locator(".tasks > li[id^='patient-']").Last.GetAttributeAsync("id"))!;
        await support.Locator($"#{card} details:has(input[name='Means'][value='{means}']) > summary").ClickAsync();
        await support.Locator($"#{card} form:has(input[name='Means'][value='{means}']) button[value='AsUsual']").ClickAsync();
        await Assertions.Expect(support.Locator($"#{card} .owed", new() { HasText = "已记录" })).ToBeInViewportAsync();
        await Assertions.Expect(support.Locator($"#{card}")).ToBeFocusedAsync();

        await using var desk = await city.OpenAsync("demo-doctor", script: script);
        var alerts = await desk.NewPageAsync();
        await alerts.GotoAsync("/?alerts=true");
        var row = alerts.Locator("li.alert:has(form[action*='handler=Claim'])").Last;
        var id = (await row.GetAttributeAsync("id"))!;
        await row.Locator("form button").ClickAsync();
        await Assertions.Expect(alerts.Locator($"#{id} .done")).ToBeInViewportAsync();
        await Assertions.Expect(alerts.Locator($"#{id}")).ToBeFocusedAsync();
    }

    private static string Days(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>As a browser sends it that does not judge the fields itself.</summary>
    private static async Task SendAsync(ILocator form)
    {
        await form.EvaluateAsync("form => { form.noValidate = true; }");
        await form.Locator("button").ClickAsync();
    }
}
