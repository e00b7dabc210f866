using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Cases;
using CaseManagement.Infrastructure.Jobs;
using CaseManagement.Infrastructure.Persistence.Engines;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaseManagement.Application.Tests.Jobs;

public sealed class RunJobTests
{
    [Fact]
    public async Task Given_the_timetable_When_listed_where_it_does_not_run_Then_every_row_is_there_without_a_next_run()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 16));
        await slice.Send(new RunJob("sweep"), by: slice.Town.Administrator);
        await slice.Services.GetRequiredService<IJobRunner>().EndedAsync("sweep");

        var jobs = await slice.Send(new ListJobs(), by: slice.Town.Administrator);

        Assert.Equal(Timetable.Rows.Select(row => row.Name), jobs.Select(job => job.Name));
        Assert.All(jobs, job => Assert.Null(job.NextRunAt));
        Assert.Equal(JobRunState.Done, jobs.Single(job => job.Name == "sweep").Last!.State);
        Assert.Single((await slice.Send(new ListJobRuns("sweep"), by: slice.Town.Administrator)).Rows);
    }

    [Fact]
    public async Task Given_the_host_of_the_timetable_When_asked_for_the_next_run_Then_it_is_the_hour_of_Shanghai()
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(new TestClock(new(2026, 3, 16))).AddTimetable(DatabaseSettings.Sqlite("unused.db"), JobSettings.Default).BuildServiceProvider();

        Assert.Equal(new DateTimeOffset(2026, 3, 16, 16, 10, 0, TimeSpan.Zero), services.GetRequiredService<ITimetable>().NextRun("sweep"));
    }

    [Fact]
    public async Task Given_a_run_that_has_not_ended_When_another_is_asked_for_Then_it_is_refused_until_the_first_counts_as_killed()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 16));
        await slice.Add(new JobRun("sweep", new(2026, 3, 16), new(2026, 3, 16), slice.Clock.GetUtcNow()));

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new RunJob("sweep"), by: slice.Town.Administrator));
        slice.Clock.Day = new(2026, 3, 17);
        await slice.Send(new RunJob("sweep"), by: slice.Town.Administrator);
        await slice.Services.GetRequiredService<IJobRunner>().EndedAsync("sweep");

        Assert.Equal("job.is-running", refusal.Code);
        Assert.Equal([JobRunState.Failed, JobRunState.Done], await slice.Db(db => db.JobRuns.OrderBy(run => run.Id).Select(run => run.State).ToListAsync()));
    }

    [Fact]
    public async Task Given_a_run_that_was_started_When_whoever_asked_is_gone_Then_it_goes_on_and_another_is_refused_until_its_end()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 16));
        using var asking = new CancellationTokenSource();
        var gate = new Gate(slice.Services.GetRequiredService<IServiceScopeFactory>());
        using var runner = Runner(slice, gate);

        await runner.StartAloneAsync("sweep", asking.Token);
        await asking.CancelAsync();
        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new RunJob("sweep"), by: slice.Town.Administrator));
        var row = (await slice.Send(new ListJobs(), by: slice.Town.Administrator)).Single(job => job.Name == "sweep");
        gate.Open();
        await runner.EndedAsync("sweep");

        Assert.Equal(("job.is-running", true, JobRunState.Running), (refusal.Code, row.IsRunning, row.Last!.State));
        Assert.Equal(JobRunState.Done, await slice.Db(db => db.JobRuns.Select(run => run.State).SingleAsync()));
    }

    [Fact]
    public async Task Given_a_run_that_was_started_When_the_server_stops_Then_it_ends_in_the_time_that_is_left_and_is_marked_failed_after_it()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 16));
        var scopes = slice.Services.GetRequiredService<IServiceScopeFactory>();

        foreach (var outOfTime in new[] { false, true })
        {
            var gate = new Gate(scopes);
            using var runner = Runner(slice, gate);
            await runner.StartAloneAsync("sweep", TestContext.Current.CancellationToken);
            var stopping = runner.StopAsync(new CancellationToken(canceled: outOfTime));
            gate.Open();
            await stopping;
        }

        Assert.Equal([JobRunState.Done, JobRunState.Failed], await slice.Db(db => db.JobRuns.OrderBy(run => run.Id).Select(run => run.State).ToListAsync()));
    }

    [Fact]
    public async Task Given_a_job_When_a_person_starts_it_Then_the_entry_names_the_job()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 16));

        var started = await slice.Send(new RunJob("sweep"), by: slice.Town.Administrator);
        await slice.Services.GetRequiredService<IJobRunner>().EndedAsync("sweep");

        Assert.Equal("sweep", started.Job);
        Assert.Equal("job:sweep", await slice.Db(db => db.Audit.Where(entry => entry.Request == nameof(RunJob)).Select(entry => entry.Subject).SingleAsync()));
    }

    [Fact]
    public async Task Given_a_name_that_is_no_job_When_run_Then_it_is_malformed()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 16));

        await Assert.ThrowsAsync<ValidationException>(() => slice.Send(new RunJob("nothing"), by: slice.Town.Administrator));
    }

    [Fact]
    public async Task Given_a_row_set_aside_When_cleared_with_a_note_Then_it_says_who_and_when_and_leaves_the_list()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 16));
        await slice.Add(new QuarantinedRow("RollAgreements", ManagedCaseId.New(), "case.closed", slice.Clock.GetUtcNow()));
        var row = (await slice.Send(new ListQuarantine(), by: slice.Town.Administrator)).Rows.Single();

        await slice.Send(new ClearQuarantined(row.Id, "已更正"), by: slice.Town.Administrator);

        Assert.Empty((await slice.Send(new ListQuarantine(), by: slice.Town.Administrator)).Rows);
        var cleared = (await slice.Send(new ListQuarantine(Cleared: true), by: slice.Town.Administrator)).Rows.Single();
        Assert.Equal((slice.Town.Administrator.Id, "已更正", slice.Clock.GetUtcNow()), (cleared.ClearedBy, cleared.ClearedNote, cleared.ClearedAt));
        Assert.Equal("quarantine.cleared", (await Assert.ThrowsAsync<RuleBrokenException>(() => slice.Send(new ClearQuarantined(row.Id, "再次"), by: slice.Town.Administrator))).Code);
    }

    private static JobRunner Runner(Slice slice, Gate gate) => new(gate, slice.Services.GetRequiredService<Engine>(), Timetable.Rows, slice.Services.GetRequiredService<JobSettings>(), slice.Clock, NullLogger<JobRunner>.Instance);

    /// <summary>Holds a run between its record, which is written in the first two scopes, and its work.</summary>
    private sealed class Gate(IServiceScopeFactory scopes) : IServiceScopeFactory
    {
        private readonly ManualResetEventSlim _open = new();
        private int _scopes;

        public void Open() => _open.Set();

        public IServiceScope CreateScope()
        {
            if (Interlocked.Increment(ref _scopes) == 3) _open.Wait();
            return scopes.CreateScope();
        }
    }
}
