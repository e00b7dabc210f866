using System.Collections.Concurrent;
using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure;
using CaseManagement.Infrastructure.Jobs;
using CaseManagement.Infrastructure.Persistence;
using CaseManagement.Infrastructure.Persistence.Engines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace CaseManagement.Application.Tests.Jobs;

/// <summary>Several servers on one database share its timetable; on a file of its own each server has one in memory.</summary>
[Trait("Engine", "Own")]
public sealed class ClusterTests
{
    private const string EverySecond = "* * * * * ?";

    [Fact]
    public async Task Given_two_servers_on_one_database_When_a_row_is_due_every_second_Then_each_time_it_runs_once()
    {
        var runs = new Calls();
        var row = runs.Row("every-second", EverySecond);
        var database = await TestEngine.OwnPostgreSql.CreateAsync();
        using var first = await Node(database, row);
        using var second = await Node(database, row);
        var began = TimeProvider.System.GetTimestamp();

        await runs.Reach(6);
        await Stop(first, second);

        Assert.InRange(runs.Count, 6, (int)TimeProvider.System.GetElapsedTime(began).TotalSeconds + 2); // as many as there were seconds, and not twice as many
    }

    [Fact]
    public async Task Given_two_servers_on_one_database_When_the_hour_of_the_sweep_comes_Then_one_of_them_sweeps()
    {
        var database = await TestEngine.OwnPostgreSql.CreateAsync();
        await Did(database, JobNames.Sweep); // so that nobody catches up
        var seconds = new Calls();
        var soon = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow().AddSeconds(5), Clock.ServiceZone);
        TimetableRow[] rows = [Timetable.Rows.Single(row => row.Name == JobNames.Sweep) with { Cron = $"{soon.Second} {soon.Minute} {soon.Hour} {soon.Day} {soon.Month} ? {soon.Year}" }, seconds.Row("every-second", EverySecond)];

        using var first = await Node(database, rows);
        using var second = await Node(database, rows);
        await seconds.ReachAfter(soon, 2);
        await Stop(first, second);

        Assert.Equal([JobRunState.Done, JobRunState.Done], await Runs(first, JobNames.Sweep));
    }

    [Fact]
    public async Task Given_a_night_that_no_server_saw_When_two_start_at_once_Then_it_is_caught_up_with_once()
    {
        var (missed, seconds) = (new Calls(), new Calls());
        var database = await TestEngine.OwnPostgreSql.CreateAsync();
        TimetableRow[] rows = [missed.Row(JobNames.Sweep, "0 10 0 * * ?") with { KeepsRuns = true }, seconds.Row("every-second", EverySecond)];

        var nodes = await Task.WhenAll(Node(database, rows), Node(database, rows));
        await missed.Reach(1);
        await seconds.Reach(seconds.Count + 3);
        await Stop(nodes);

        Assert.Equal(1, missed.Count);
        Assert.Equal([JobRunState.Done], await Runs(nodes[0], JobNames.Sweep));
        foreach (var node in nodes) node.Dispose();
    }

    [Fact]
    public async Task Given_a_timetable_that_was_changed_When_a_server_starts_Then_what_is_stored_follows_it_and_nothing_piles_up()
    {
        var runs = new Calls();
        var database = await TestEngine.OwnPostgreSql.CreateAsync();
        for (var start = 0; start < 3; start++)
        {
            using var before = await Node(database, runs.Row("kept", "0 0 3 * * ?"), runs.Row("gone", "0 0 4 * * ?"));
            await Stop(before);
        }

        using var after = await Node(database, runs.Row("kept", "0 30 5 * * ?"));
        var scheduler = await after.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        var jobs = await scheduler.QueryJobs(new JobQuery { Take = PagedQuery.All }, TestContext.Current.CancellationToken);
        var triggers = await scheduler.QueryTriggers(new TriggerQuery { Take = PagedQuery.All }, TestContext.Current.CancellationToken);
        var kept = (ICronTrigger)(await scheduler.GetTrigger(new TriggerKey("kept"), TestContext.Current.CancellationToken))!;
        await Stop(after);

        Assert.Equal(["kept"], jobs.Items.Select(job => job.Key.Name));
        Assert.Equal(["kept"], triggers.Items.Select(trigger => trigger.Key.Name));
        Assert.Equal(("0 30 5 * * ?", Clock.ServiceZone.Id), (kept.CronExpressionString, kept.TimeZone.Id));
    }

    [Fact]
    public async Task Given_a_server_on_a_file_When_it_starts_Then_its_timetable_is_in_memory_and_catches_up_with_the_night()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 16));
        var missed = new Calls();

        using var node = await Node(DatabaseSettings.Sqlite(slice.File), missed.Row(JobNames.Sweep, "0 10 0 * * ?") with { KeepsRuns = true });
        await missed.Reach(1);
        var scheduler = await node.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        var store = await scheduler.GetMetadata(TestContext.Current.CancellationToken);
        await Stop(node);

        Assert.Equal((false, false), (store.JobStoreClustered, store.JobStorePersistent));
        Assert.Equal([JobRunState.Done], await Runs(node, JobNames.Sweep));
    }

    private static async Task<IHost> Node(DatabaseSettings database, params TimetableRow[] rows)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<IReadOnlyList<TimetableRow>>(rows).AddSingleton(TestKeys.Ring)
            .AddCaseManagement(database).AddTimetable(database, JobSettings.Default with { CheckIn = TimeSpan.FromSeconds(2), CatchUpAfter = TimeSpan.Zero });
        var node = builder.Build();
        await node.StartAsync(TestContext.Current.CancellationToken);

        return node;
    }

    private static Task Stop(params IHost[] nodes) => Task.WhenAll(nodes.Select(node => node.StopAsync(TestContext.Current.CancellationToken)));

    private static async Task<List<JobRunState>> Runs(IHost node, string job)
    {
        await using var scope = node.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ICaseDb>().JobRuns.Where(run => run.Job == job).OrderBy(run => run.Id).Select(run => run.State).ToListAsync(TestContext.Current.CancellationToken);
    }

    private static async Task Did(DatabaseSettings database, string job)
    {
        await using var services = Services(database);
        await using var scope = services.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<CaseDb>(), TimeProvider.System.GetUtcNow());
        var done = new JobRun(job, TimeProvider.System.Today(), TimeProvider.System.Today().AddDays(1), now);
        done.End(new JobCounts(0, 0, 0, 0), now);
        db.Add(done);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static ServiceProvider Services(DatabaseSettings database) => new ServiceCollection().AddLogging().AddSingleton(TestKeys.Ring).AddCaseManagement(database).BuildServiceProvider();

    /// <summary>Counts how often a row was run, on whichever server.</summary>
    private sealed class Calls
    {
        private readonly ConcurrentDictionary<int, TaskCompletionSource> _reached = new();
        private int _count;

        public int Count => _count;

        public TimetableRow Row(string name, string cron) => new(name, cron, (_, _, _) =>
        {
            _reached.GetOrAdd(Interlocked.Increment(ref _count), _ => new()).TrySetResult();
            return Task.FromResult(new JobCounts(0, 0, 0, 0));
        }, KeepsRuns: false);

        public Task Reach(int count) => _reached.GetOrAdd(count, _ => new()).Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        /// <summary>Counts on until a moment has passed, and then some more.</summary>
        public async Task ReachAfter(DateTimeOffset moment, int more)
        {
            while (TimeProvider.System.GetUtcNow() <= moment) await Reach(Count + 1);
            await Reach(Count + more);
        }
    }
}
