using CaseManagement.Infrastructure.Persistence.Engines;
using System.Diagnostics;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure.Persistence;
using CaseManagement.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Verbs;

/// <summary>The sweep as processes of their own on one demo city: killed at any moment, run beside each other, the end is the same.</summary>
public sealed class SweepProcessTests(SweepProcessTests.BuiltCity built) : IClassFixture<SweepProcessTests.BuiltCity>
{
    private const string CityDay = "2026-03-17";
    private const string SweepDay = "2026-04-20"; // five weeks later, so that there is plenty to raise
    private const int Kills = 12;

    [Fact]
    public async Task Given_a_city_When_its_sweep_is_killed_at_random_moments_and_run_again_Then_the_alerts_are_those_of_one_clean_run()
    {
        using var program = new Executable();
        var clean = Copy(built.File, "clean.db", program);
        var killed = Copy(clean, "killed.db", program);
        var random = new Random(20260420);
        var started = Stopwatch.GetTimestamp();
        await Sweep(program, clean);
        var cleanRun = Stopwatch.GetElapsedTime(started);

        for (var i = 0; i < Kills; i++)
        {
            using var process = Process.Start(program.Start("sweep", "--today", SweepDay, At(killed)))!;
            using var moment = new CancellationTokenSource(cleanRun * (0.4 + 0.6 * random.NextDouble())); // the first part is the start of the program
            try
            {
                await process.WaitForExitAsync(moment.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            }
        }

        await Sweep(program, killed);

        var expected = await Alerts(clean);
        Assert.True(expected.Count > 100);
        Assert.Equal(expected, await Alerts(killed));
    }

    [Fact]
    public async Task Given_a_city_When_four_processes_sweep_it_at_once_Then_the_alerts_are_those_of_one()
    {
        using var program = new Executable();
        var alone = Copy(built.File, "alone.db", program);
        var crowded = Copy(alone, "crowded.db", program);
        await Sweep(program, alone);

        var ended = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => program.Run("sweep", "--today", SweepDay, At(crowded))));

        Assert.All(ended, process => Assert.Equal(0, process.ExitCode));
        var expected = await Alerts(alone);
        Assert.Equal(expected, await Alerts(crowded));
        Assert.Equal(expected.Count - await AlertsOf(alone, CityDay), ended.Sum(process => (int)process.Counts["alertsRaised"]!));
    }

    [Fact]
    public async Task Given_a_city_When_it_is_verified_Then_no_promise_is_broken_before_and_after_the_sweep()
    {
        using var program = new Executable();
        var city = Copy(built.File, "city.db", program);

        var before = await program.Run("verify", "--today", CityDay, At(city));
        await Sweep(program, city);
        var after = await program.Run("verify", "--today", SweepDay, At(city));

        Assert.Equal((0, 0), (before.ExitCode, after.ExitCode));
        Assert.True((int)before.Counts["checked"]! > 1000);
        Assert.Equal((0, 0), ((int)before.Counts["broken"]!, (int)after.Counts["broken"]!));
    }

    private static async Task Sweep(Executable program, string file) => Assert.Equal(0, (await program.Run("sweep", "--today", SweepDay, At(file))).ExitCode);

    private static string Copy(string file, string name, Executable program)
    {
        var copy = Path.Combine(program.Folder, name);
        using (var from = new SqliteConnection($"Data Source={file};Pooling=False"))
        using (var to = new SqliteConnection($"Data Source={copy};Pooling=False"))
        {
            from.Open();
            to.Open();
            from.BackupDatabase(to);
        }

        return copy;
    }

    /// <summary>Every alert in words that do not depend on when or how often a sweep ran.</summary>
    private static Task<List<string>> Alerts(string file) => Read(file, db => db.Alerts.AsNoTracking().ToListAsync(), alerts =>
        alerts.Select(alert => $"{alert.TaskId.Value} step {alert.Step} of {alert.RaisedOn:O} told {alert.Tells} {(alert.IsOpen ? "open" : "closed")}").Order().ToList());

    /// <summary>How many alerts the city was built with.</summary>
    private static Task<int> AlertsOf(string file, string day) => Read(file, db => db.Alerts.CountAsync(alert => alert.RaisedOn <= DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)), count => count);

    private static async Task<TResult> Read<TRows, TResult>(string file, Func<CaseDb, Task<TRows>> read, Func<TRows, TResult> say)
    {
        await using var services = Slice.Provider(DatabaseSettings.Sqlite(file), TimeProvider.System);
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(Acting.Timetable);
        var result = say(await read(scope.ServiceProvider.GetRequiredService<CaseDb>()));
        SqliteConnection.ClearAllPools();

        return result;
    }

    private static string At(string file) => $"--ConnectionStrings:CaseManagement=Data Source={file}";

    /// <summary>The city that each test works on a copy of, since building it costs more than what is tried on it.</summary>
    public sealed class BuiltCity : IAsyncLifetime
    {
        private readonly Executable _program = new();

        public string File => Path.Combine(_program.Folder, "city.db");

        public async ValueTask InitializeAsync() => Assert.Equal(0, (await _program.Run("demo", "--patients", "120", "--seed", "7", "--today", CityDay, At(File))).ExitCode);

        public ValueTask DisposeAsync()
        {
            _program.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
