using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CaseManagement.Browser.Tests;

/// <summary>What a page weighs when it comes, in bytes as they crossed the line.</summary>
/// <param name="First">With nothing kept in the browser.</param>
/// <param name="Later">Without what the browser keeps by its version.</param>
internal sealed record Weight(long First, long Later)
{
    public const long MostFirst = 150 * 1024;
    public const long MostLater = 40 * 1024;

    public override string ToString() => $"{First / 1024.0,6:0.0} KiB first, {Later / 1024.0,6:0.0} KiB later";
}

/// <summary>One page of one context, opened and judged: whatever is wrong becomes a sentence.</summary>
internal sealed class Looked
{
    /// <summary>An address at which there is nothing, to see how that is said.</summary>
    public const string NoPage = "/no-such-page";

    private const int Phone = 390;
    private const int Desk = 1440;

    /// <summary>What the browser itself sees of a page from its first moment.</summary>
    private const string Watching = """
        window.__moved = []; window.__refused = [];
        new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.__moved.push({ by: entry.value, what: entry.sources.map(source => source.node?.outerHTML?.slice(0, 80)).join(' | ') }); }).observe({ type: 'layout-shift', buffered: true });
        document.addEventListener('securitypolicyviolation', event => window.__refused.push(event.violatedDirective + ' ' + event.blockedURI));
        """;

    /// <summary>What is too low for a thumb; a box to tick is as large as the label around it, and a word within a sentence may be as low as its line.</summary>
    /// <remarks>A link is in a sentence where there are other words in its block; one alone in its block, or beside other blocks, is not. In a table and in the line that says why, a word is one too. What a link lays over the room around it, such as its row, is as high as that.</remarks>
    private const string TooLow = """
        () => {
          const said = e => e.innerText?.trim() ?? '';
          const isInline = e => getComputedStyle(e).display.startsWith('inline');
          const isAlone = e => { let block = e; while (isInline(block) && said(block.parentElement) === said(e)) block = block.parentElement; return !isInline(block); };
          const links = [...document.querySelectorAll('a[href]:not(.skip)')].filter(e => said(e) !== '' && (isAlone(e) || e.matches('td a, .why a')));
          const height = e => { const over = getComputedStyle(e, '::after'); return Math.max(e.getBoundingClientRect().height, over.position === 'absolute' ? parseFloat(over.height) : 0); };
          const controls = [...document.querySelectorAll('button, .button, select, summary, nav a, .option, input:not([type=hidden]):not([type=checkbox]):not([type=radio])')];
          return [...new Set([...controls, ...links])].filter(e => e.getClientRects().length > 0 && !e.closest('.paper') && height(e) < 43.5)
            .map(e => `${e.tagName.toLowerCase()}.${e.className} "${e.innerText?.trim().slice(0, 20) ?? e.name}" ${Math.round(height(e))}px`);
        }
        """;

    /// <summary>A field without its label, and an id that comes twice: the label, and the way from a refusal, would lead to the other one.</summary>
    private const string Astray = """
        () => {
          const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
          const twice = ids.filter((id, at) => ids.indexOf(id) !== at).map(id => `the id ${id} comes twice`);
          const bare = [...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(e => !e.labels.length && !e.ariaLabel && !e.hasAttribute('aria-labelledby')).map(e => `${e.name} has no label`);
          return [...twice, ...bare];
        }
        """;

    // A page is shown when all of it has come, and then stands still.
    private const double MostMoved = 0;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // Once in a page, and not once a question: half a megabyte of script, and there are no frames that would need more.
    private const string Judged = """
        async options => (await axe.run(document, JSON.parse(options))).violations.filter(found => found.impact === 'serious' || found.impact === 'critical' || found.id === 'landmark-unique')
          .map(found => `${found.id} (${found.nodes.length}): ${found.nodes[0].html.replace(/\s+/g, ' ')} ${found.nodes[0].any[0]?.message ?? ''}`)
        """;

    private const string Everything = """{ "resultTypes": ["violations"] }""";
    private const string Contrast = """{ "resultTypes": ["violations"], "runOnly": { "type": "rule", "values": ["color-contrast"] } }"""; // all that a theme can change

    private readonly IPage _page;
    private readonly List<string> _faults = [];
    private readonly Dictionary<string, (long Bytes, bool IsKept)> _answers = [];

    private Looked(IPage page) => _page = page;

    /// <summary>What a reader of screens and tired eyes meet on a page as it stands now, in both themes.</summary>
    public static async Task<IReadOnlyList<string>> JudgeAsync(IPage page)
    {
        await page.EvaluateAsync(Axe);
        var faults = new List<string>();
        foreach (var theme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            faults.AddRange((await page.EvaluateAsync<string[]>(Judged, theme == ColorScheme.Light ? Everything : Contrast)).Select(found => $"axe, {theme}: {found}"));
        }

        return faults;
    }

    public static async Task<Looked> WithAsync(IBrowserContext context, string address)
    {
        var page = await context.NewPageAsync();
        var looked = new Looked(page);
        await page.AddInitScriptAsync(Watching);
        page.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning" && !said.Text.Contains("status of 404", StringComparison.Ordinal)) looked._faults.Add($"console: {said.Text}");
        };
        page.PageError += (_, error) => looked._faults.Add($"script: {error}");
        page.Request += (_, asked) =>
        {
            if (!asked.Url.StartsWith(address, StringComparison.Ordinal) && !asked.Url.StartsWith("data:", StringComparison.Ordinal)) looked._faults.Add($"asks elsewhere: {asked.Url}");
        };
        await looked.WeighAsync(await context.NewCDPSessionAsync(page));

        return looked;
    }

    private async Task WeighAsync(ICDPSession session)
    {
        session.Event("Network.responseReceived").OnEvent += (_, told) =>
        {
            var headers = told!.Value.GetProperty("response").GetProperty("headers");
            var isKept = headers.EnumerateObject().Any(header => header.Name.Equals("cache-control", StringComparison.OrdinalIgnoreCase) && header.Value.GetString()!.Contains("immutable", StringComparison.Ordinal));
            lock (_answers) _answers[Id(told.Value)] = (0, isKept);
        };
        session.Event("Network.loadingFinished").OnEvent += (_, told) =>
        {
            lock (_answers)
                if (_answers.TryGetValue(Id(told!.Value), out var answer)) _answers[Id(told.Value)] = (told.Value.GetProperty("encodedDataLength").GetInt64(), answer.IsKept);
        };
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });

        static string Id(JsonElement told) => told.GetProperty("requestId").GetString()!;
    }

    /// <summary>Opens a page on a phone and looks at it in both themes, and on a desk.</summary>
    /// <returns>Its weight, where its links lead, and what is wrong.</returns>
    public async Task<(Weight Weight, IReadOnlyList<string> Links, IReadOnlyList<string> Faults)> AtAsync(string path)
    {
        _faults.Clear();
        lock (_answers) _answers.Clear();
        await _page.SetViewportSizeAsync(Phone, 844);
        await _page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        var answer = await _page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        if (answer?.Status != (path == NoPage ? 404 : 200)) _faults.Add($"answers {answer?.Status}");

        await _page.EvaluateAsync(Axe);
        await AxeAsync("light", Everything);
        await _page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await AxeAsync("dark", Contrast);
        foreach (var low in await _page.EvaluateAsync<string[]>(TooLow)) _faults.Add($"too low for a thumb: {low}");
        _faults.AddRange(await _page.EvaluateAsync<string[]>(Astray));
        var moves = await _page.EvaluateAsync<Move[]>("() => window.__moved");
        if (moves.Sum(move => move.By) > MostMoved) _faults.Add($"moves while it comes: {string.Join("; ", moves.Select(move => $"{move.By:0.0000} {move.What}"))}");
        foreach (var refused in await _page.EvaluateAsync<string[]>("() => window.__refused")) _faults.Add($"content policy: {refused}");
        await OverflowAsync(Phone);
        var links = await _page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]:not([download])')].map(a => a.href)");
        await _page.SetViewportSizeAsync(Desk, 900);
        await OverflowAsync(Desk);

        var weight = Weigh();
        if (weight.First > Weight.MostFirst || weight.Later > Weight.MostLater) _faults.Add($"too heavy: {weight}");

        return (weight, links, [.. _faults.Distinct()]);
    }

    private Weight Weigh()
    {
        lock (_answers) return new Weight(_answers.Values.Sum(answer => answer.Bytes), _answers.Values.Where(answer => !answer.IsKept).Sum(answer => answer.Bytes));
    }

    /// <param name="options">What axe is asked; a question in its own words.</param>
    private async Task AxeAsync(string theme, string options)
    {
        foreach (var found in await _page.EvaluateAsync<string[]>(Judged, options)) _faults.Add($"axe, {theme}: {found}");
    }

    private sealed class Move
    {
        public double By { get; set; }

        public string What { get; set; } = "";
    }

    private async Task OverflowAsync(int width)
    {
        if (await _page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var over) _faults.Add($"{over} px wider than {width}");
    }
}
