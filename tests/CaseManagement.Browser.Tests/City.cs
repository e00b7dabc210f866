using System.Collections.Concurrent;
using CaseManagement.Application.Features.Accounts;
using CaseManagement.Application.Features.Batches;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using CaseManagement.Infrastructure.Persistence.Engines;
using CaseManagement.Testing;
using CaseManagement.Web;
using CaseManagement.Web.Verbs;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(CaseManagement.Browser.Tests.City))]

namespace CaseManagement.Browser.Tests;

/// <summary>A small demo city behind a server that listens, and a browser to look at it: built once for all tests of this program.</summary>
public sealed class City : IAsyncLifetime
{
    public static readonly DateOnly Today = new(2026, 3, 20);

    private const int Patients = 250;
    private const int Seed = 1;

    // Debian's Chromium, which calls nobody.
    private static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"case-management-browser-{Guid.NewGuid():N}.db");
    private readonly TestClock _clock = new(Today);
    private readonly SemaphoreSlim _one = new(1);
    private readonly ConcurrentDictionary<string, string> _sessions = [];
    private ManagedCaseId _planned;
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Address => _app!.Urls.First();

    /// <summary>The doctor's patient who has a case plan.</summary>
    public ManagedCaseId Planned => _planned;

    public IServiceProvider Services => _app!.Services;

    public IReadOnlyList<DemoAccount> Accounts { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        _app = Server.Build(["--urls=http://127.0.0.1:0", "--environment=Development", $"--ConnectionStrings:{DatabaseSettings.ConnectionName}=Data Source={_file}"], _file, withTimetable: false, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(_clock);
            builder.Services.AddSingleton(TestKeys.Ring);
            builder.Services.AddSingleton(TestSettings.Unhurried());
            builder.Logging.ClearProviders();
        });
        await _app.Services.MigrateAsync(CancellationToken.None);
        await DemoVerb.Build(_app.Services, Patients, Seed, Today, CancellationToken.None);
        await using (var scope = _app.Services.CreateAsyncScope()) Accounts = await scope.ServiceProvider.GetRequiredService<IDemoAccounts>().OpenAsync(CancellationToken.None);
        await PlanAsync(_app.Services);
        await ImportAsync(_app.Services);
        await _app.StartAsync();

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Quiet });
    }

    /// <summary>A browser of its own, with nothing kept.</summary>
    /// <param name="role">Who has signed in; nobody when not given. The session is opened once for all tests: a code is good once, and the clock stands still.</param>
    public async Task<IBrowserContext> OpenAsync(string? role = null, int width = 390, int height = 844, ColorScheme theme = ColorScheme.Light, bool script = true)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address,
            ColorScheme = theme,
            JavaScriptEnabled = script,
            Locale = "zh-CN",
            StorageState = role is null ? null : await SessionOf(role),
            ViewportSize = new() { Width = width, Height = height },
        });
        context.SetDefaultTimeout(10_000);

        return context;
    }

    public DemoAccount Account(string role) => Accounts.Single(account => account.Name == role);

    /// <summary>Signs in on the page, with the second step where the role has one.</summary>
    public async Task SignInAsync(IPage page, DemoAccount account)
    {
        await page.GotoAsync("/sign-in");
        await page.FillAsync("input[name=name]", account.Name);
        await page.FillAsync("input[name=password]", account.Password);
        await page.ClickAsync("main form button");
        if (account.Key is not { } key) return;

        await page.FillAsync("input[name=code]", Totp.CodeAt(key, _clock.GetUtcNow()));
        await page.ClickAsync("main form button");
    }

    /// <summary>Patients whom somebody sees and of whom there is more to see: in an emergency, referred, on an injection, with a plan, reported.</summary>
    public Task<IReadOnlyList<ManagedCaseId>> TellingCasesAsync(string role) => AsAsync<IReadOnlyList<ManagedCaseId>>(Services, role, async given =>
    {
        var db = given.GetRequiredService<ICaseDb>();
        var live = db.Cases.AsNoTracking().Where(managed => managed.State == CaseState.Managed).OrderBy(managed => managed.Id);
        IReadOnlyList<ManagedCaseId> found =
        [
            .. await live.Where(managed => managed.Crises.Any()).Select(managed => managed.Id).Take(3).ToListAsync(),
            .. await live.Where(managed => managed.Referrals.Any()).Select(managed => managed.Id).Take(1).ToListAsync(),
            .. await live.Where(managed => managed.Courses.Any(course => course.StoppedOn == null)).Select(managed => managed.Id).Take(1).ToListAsync(),
            .. await live.Where(managed => managed.Id == _planned).Select(managed => managed.Id).ToListAsync(),
            .. await db.NationalCards.OrderBy(card => card.Id).Select(card => card.CaseId).Take(1).ToListAsync(),
        ];

        return [.. found.Distinct()];
    });

    /// <summary>One patient of the doctor's has a case plan, which the dice gave to none.</summary>
    private Task PlanAsync(IServiceProvider services) => AsAsync(services, "demo-doctor", async given =>
    {
        var patients = given.GetRequiredService<ICaseDb>().Cases.AsNoTracking().Where(managed => managed.State == CaseState.Managed);
        _planned = await patients.OrderBy(managed => managed.Id).Select(managed => managed.Id).FirstAsync();
        return await given.GetRequiredService<IMediator>().Send(A.PlanOf(_planned, Today));
    });

    /// <summary>Long work that is over, so that there is a page of it.</summary>
    private async Task ImportAsync(IServiceProvider services)
    {
        await AsAsync(services, "demo-admin", given => given.GetRequiredService<IMediator>().Send(new AskAreaImport("code,name,parent_code\n44,广东省,\n44x,短,44\n"u8.ToArray())));
        await services.GetRequiredService<IJobRunner>().EndedAsync(JobNames.Batches);
    }

    private async Task<T> AsAsync<T>(IServiceProvider services, string role, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);
        var db = scope.ServiceProvider.GetRequiredService<ICaseDb>();
        var staff = await db.Staff.AsNoTracking().SingleAsync(member => member.Code == role);
        await using var door = services.CreateAsyncScope();
        door.ServiceProvider.GetRequiredService<CurrentActor>().Is(await db.ActingAsync(staff, _clock.GetUtcNow(), sessionId: null, CancellationToken.None));

        return await work(door.ServiceProvider);
    }

    private async Task<string> SessionOf(string role)
    {
        await _one.WaitAsync();
        try
        {
            if (_sessions.TryGetValue(role, out var kept)) return kept;

            await using var context = await OpenAsync();
            await SignInAsync(await context.NewPageAsync(), Account(role));
            return _sessions[role] = await context.StorageStateAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        _one.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in (string[])[_file, $"{_file}-wal", $"{_file}-shm"]) File.Delete(file);
    }
}
