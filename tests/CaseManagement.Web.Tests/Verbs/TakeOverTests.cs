using System.Diagnostics;
using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure;
using CaseManagement.Infrastructure.Persistence;
using CaseManagement.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Web.Tests.Verbs;

/// <summary>Two servers as processes of their own on one PostgreSQL: what one was killed in the middle of, the other finishes.</summary>
[Trait("Engine", "Own")]
public sealed class TakeOverTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Given_two_servers_When_one_is_killed_in_the_middle_of_the_sweep_Then_the_other_does_it_and_both_runs_are_told()
    {
        using var program = new Executable();
        var database = await TestEngine.OwnPostgreSql.CreateAsync();
        string[] settings = [$"--Database:Provider={database.Provider}", $"--ConnectionStrings:CaseManagement={database.ConnectionString}", "--Jobs:CheckIn=00:00:02", "--Jobs:CatchUpAfter=00:00:00", TestKeys.Setting, "--urls=http://127.0.0.1:0"];
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TestKeys.Ring).AddCaseManagement(database).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        var held = await HoldTheSweep(db);

        var servers = new List<Process>();
        try
        {
            servers.Add(await Serve(program, settings));
            await Until(async () => await Sweeps(db) is [JobRunState.Running]);
            servers.Add(await Serve(program, settings));
            servers[0].Kill();
            await held.RollbackAsync(TestContext.Current.CancellationToken);
            await Until(() => NothingIsDue(db));

            Assert.Equal([JobRunState.Failed, JobRunState.Done], await Sweeps(db));
            Assert.False(servers[1].HasExited);
        }
        finally
        {
            foreach (var server in servers)
            {
                server.Kill();
                await server.WaitForExitAsync(CancellationToken.None);
                server.Dispose();
            }
        }
    }

    /// <summary>A server that has caught up with a night sweeps at once; it waits here for as long as the table is another's.</summary>
    private static async Task<IDbContextTransaction> HoldTheSweep(CaseDb db)
    {
        var held = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"LOCK TABLE \"Alert\" IN ACCESS EXCLUSIVE MODE", TestContext.Current.CancellationToken);

        return held;
    }

    private static async Task<Process> Serve(Executable program, string[] settings)
    {
        var process = Process.Start(program.Start(["serve", .. settings]))!;
        _ = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("Open http", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        return process;
    }

    private static Task<List<JobRunState>> Sweeps(CaseDb db) => db.JobRuns.Where(run => run.Job == JobNames.Sweep).OrderBy(run => run.Id).Select(run => run.State).ToListAsync(TestContext.Current.CancellationToken);

    /// <summary>Nothing runs, and nothing waits but for the clock; what a node has only reserved for the next half minute does not run.</summary>
    private static async Task<bool> NothingIsDue(CaseDb db) =>
        await db.Database.SqlQuery<int>($"SELECT (SELECT count(*) FROM qrtz_fired_triggers WHERE state = 'EXECUTING') + (SELECT count(*) FROM qrtz_triggers WHERE trigger_type <> 'CRON') AS \"Value\"").SingleAsync(TestContext.Current.CancellationToken) == 0;

    /// <summary>Asks until it is so: the servers are processes of their own.</summary>
    private static async Task Until(Func<Task<bool>> isSo)
    {
        using var moments = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var asked = Stopwatch.GetTimestamp(); !await isSo(); await moments.WaitForNextTickAsync(TestContext.Current.CancellationToken)) Assert.True(Stopwatch.GetElapsedTime(asked) < Patience, "It did not come to that.");
    }
}
