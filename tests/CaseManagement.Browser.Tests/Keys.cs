using Microsoft.Playwright;

namespace CaseManagement.Browser.Tests;

/// <summary>Somebody who has no mouse and no touch: everything is reached by the tabulator, in the order of the page.</summary>
internal sealed class Keys(IPage page)
{
    private const int Most = 250;

    /// <summary>Whether the one that has the focus shows it; a row that is a link shows it around itself.</summary>
    private const string ShowsFocus = """
        () => { const e = document.activeElement; const marked = e.closest('.option') ?? e;
          return [getComputedStyle(marked), getComputedStyle(e, '::after')].some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0); }
        """;

    public async Task TypeAsync(string field, string text)
    {
        await ToAsync(field);
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Goes there and presses a key that leads to another page.</summary>
    public async Task PressAsync(string place, string key)
    {
        await ToAsync(place);
        var arrived = new TaskCompletionSource();
        void Arrive(object? sender, IPage come) => arrived.TrySetResult();
        page.DOMContentLoaded += Arrive;
        await page.Keyboard.PressAsync(key);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(10));
        page.DOMContentLoaded -= Arrive;
    }

    /// <summary>Goes there and presses Enter, which shows something on the same page.</summary>
    public async Task ShowAsync(string place)
    {
        await ToAsync(place);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Chooses one answer: the arrows move among them, the space bar takes the one where one is.</summary>
    public async Task ChooseAsync(string name, string value)
    {
        var field = $"input[name='{name}']";
        var folded = $"details:not([open]):has({field}) > summary";
        if (await page.Locator(folded).CountAsync() > 0)
        {
            await ToAsync(folded);
            await page.Keyboard.PressAsync("Enter");
        }

        var isBox = await page.Locator($"{field}[type=checkbox]").CountAsync() > 0;
        await ToAsync(isBox ? $"{field}[value='{value}']" : field);
        for (var step = 0; !isBox && step < Most && !await IsAtAsync($"{field}[value='{value}']"); step++) await page.Keyboard.PressAsync("ArrowDown");
        if (!await page.Locator($"{field}[value='{value}']").IsCheckedAsync()) await page.Keyboard.PressAsync("Space");
        Assert.True(await page.Locator($"{field}[value='{value}']").IsCheckedAsync(), $"{name} {value} is not chosen.");
    }

    private async Task ToAsync(string place)
    {
        for (var step = 0; step < Most; step++)
        {
            if (await IsAtAsync(place))
            {
                Assert.True(await page.EvaluateAsync<bool>(ShowsFocus), $"{place} does not show that it has the focus.");
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{place} is not reached by the tabulator at {page.Url}.");
    }

    private Task<bool> IsAtAsync(string place) => page.EvaluateAsync<bool>("place => document.activeElement.matches(place)", place);
}
