using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Injections;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Injections;
using CaseManagement.Infrastructure.Jobs;
using CaseManagement.Infrastructure.Persistence.Engines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace CaseManagement.Application.Tests.Jobs;

public sealed class TimetableTests
{
    [Fact]
    public async Task Given_the_timetable_When_the_job_server_reads_it_Then_each_row_runs_at_its_hour_of_Shanghai()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(new TestClock(new(2026, 3, 16))).AddTimetable(DatabaseSettings.Sqlite("unused.db"), JobSettings.Default);
        using var host = builder.Build();
        var services = host.Services;
        foreach (var hosted in services.GetServices<IHostedService>().Where(hosted => hosted is not QuartzHostedService)) await hosted.StartAsync(TestContext.Current.CancellationToken);
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        var noon = new DateTimeOffset(2026, 3, 16, 4, 0, 0, TimeSpan.Zero); // in Shanghai

        var next = new Dictionary<string, DateTimeOffset?>();
        foreach (var row in Timetable.Rows)
            next[row.Name] = (await scheduler.GetTrigger(new TriggerKey(row.Name), TestContext.Current.CancellationToken))!.GetFireTimeAfter(noon);

        Assert.Equal(["agreement-renewals", "audit-verify", "heartbeat", "run-batches", "send-cards", "send-notices", "sweep", "tell-of-outings", "verify"], next.Keys.Order());
        Assert.Equal(new DateTimeOffset(2026, 3, 16, 16, 10, 0, TimeSpan.Zero), next["sweep"]); // ten past midnight of the 17th
        Assert.Equal(new DateTimeOffset(2026, 3, 16, 16, 40, 0, TimeSpan.Zero), next["agreement-renewals"]);
        Assert.Equal(new DateTimeOffset(2026, 3, 16, 18, 10, 0, TimeSpan.Zero), next["verify"]);
        Assert.Equal(new DateTimeOffset(2026, 3, 16, 18, 40, 0, TimeSpan.Zero), next["audit-verify"]);
        Assert.Equal(noon.AddMinutes(2), next["heartbeat"]);
        Assert.Equal(noon.AddSeconds(30), next["send-notices"]);
        Assert.Equal(noon.AddSeconds(45), next["send-cards"]);
        Assert.Equal(noon.AddSeconds(15), next["run-batches"]);
        Assert.Equal(noon.AddMinutes(1), next["tell-of-outings"]);
        var madeUp = new Dictionary<string, DateTimeOffset?>();
        foreach (var row in Timetable.Rows)
            if (await scheduler.GetTrigger(new TriggerKey(row.Name, "at-start"), TestContext.Current.CancellationToken) is { } atStart) madeUp[row.Name] = atStart.StartTimeUtc;
        Assert.Equal(["agreement-renewals", "audit-verify", "sweep", "verify"], madeUp.Keys.Order());
        Assert.All(madeUp.Values, start => Assert.Equal(services.GetRequiredService<TimeProvider>().GetUtcNow().AddSeconds(10), start)); // after the first who ask
    }

    [Fact]
    public void Given_every_row_When_its_hours_are_said_in_the_other_cron_Then_they_are_the_same_hours()
    {
        var said = Timetable.Rows.Select(row => (row.Name, Timetable.WithoutQuestionMark(row.Cron)));

        Assert.Equal(
            [("sweep", "0 10 0 * * *"), ("agreement-renewals", "0 40 0 * * *"), ("verify", "0 10 2 * * *"), ("audit-verify", "0 40 2 * * *"), ("send-notices", "30 * * * * *"), ("tell-of-outings", "0 * * * * *"), ("send-cards", "45 * * * * *"), ("run-batches", "15 * * * * *"), ("heartbeat", "0 0/2 * * * *")],
            said);
        Assert.Equal("0 0 6 * * MON-FRI", Timetable.WithoutQuestionMark("0 0 6 ? * MON-FRI"));
    }

    [Theory]
    [InlineData("0 0 6 ? * 2-6")] // Monday to Friday there, Tuesday to Saturday elsewhere
    [InlineData("0 0 6 1 1 ? 2027")]
    [InlineData("0 6 * * *")]
    public void Given_hours_that_the_other_cron_reads_otherwise_When_they_are_said_in_it_Then_they_are_refused(string cron) =>
        Assert.Throws<FormatException>(() => Timetable.WithoutQuestionMark(cron));

    [Fact]
    public async Task Given_a_heartbeat_When_it_beats_twice_Then_one_row_holds_the_latest_and_no_run_is_recorded()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 16));
        await Run(slice, "heartbeat");
        slice.Clock.Day = new(2026, 3, 17);
        await Run(slice, "heartbeat");

        var beat = await slice.Db(db => db.Heartbeats.SingleAsync());

        Assert.Equal(slice.Clock.GetUtcNow(), beat.BeatAt);
        Assert.Equal(0, await slice.Db(db => db.JobRuns.CountAsync()));
    }

    [Fact]
    public async Task Given_agreements_that_have_run_out_When_one_case_cannot_be_done_Then_it_is_set_aside_and_the_others_are_done()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var good = await ACaseWithAnAgreement(slice, "测试甲");
        var bad = await ACaseWithAnAgreement(slice, "测试乙");
        await slice.Send(new StartInjectionCourse(bad, "pp1m-janssen", new(2026, 3, 2), 100, RenalBand.Normal, OralToleratedOn: new(2026, 1, 10)));
        await slice.Db(db => db.Database.ExecuteSqlAsync($"UPDATE \"InjectionCourse\" SET \"Past\" = 'cut off'"));
        slice.Clock.Day = new(2027, 3, 2);

        var first = await Run(slice, "agreement-renewals");
        var second = await Run(slice, "agreement-renewals");

        Assert.Equal((2, 1, 0, 1), (first.Found, first.Done, first.Skipped, first.Failed));
        Assert.Equal((0, 0, 0, 0), (second.Found, second.Done, second.Skipped, second.Failed)); // set aside until an operator clears it
        var aside = await slice.Db(db => db.Quarantine.SingleAsync());
        Assert.Equal((bad, nameof(System.Text.Json.JsonException)), (aside.CaseId, aside.Code));
        var done = await slice.Db(db => db.Cases.AsNoTracking().SingleAsync(managed => managed.Id == good));
        Assert.Equal(AgreementEnd.NotRenewed, Assert.Single(done.Agreements).EndReason);
    }

    [Fact]
    public async Task Given_a_job_that_fails_When_it_is_run_Then_its_record_says_so_and_the_next_run_makes_up_its_days()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 16));
        await Run(slice, JobNames.Sweep);
        slice.Clock.Day = new(2026, 3, 18);
        await slice.Db(db => db.Database.ExecuteSqlAsync($"ALTER TABLE \"Alert\" RENAME TO \"AlertAway\""));
        await Assert.ThrowsAnyAsync<Exception>(() => Run(slice, JobNames.Sweep));
        await slice.Db(db => db.Database.ExecuteSqlAsync($"ALTER TABLE \"AlertAway\" RENAME TO \"Alert\""));

        await Run(slice, JobNames.Sweep);

        var runs = await slice.Db(db => db.JobRuns.OrderBy(run => run.Id).Select(run => new { run.State, run.WindowFrom, run.WindowTo }).ToListAsync());
        Assert.Equal([JobRunState.Done, JobRunState.Failed, JobRunState.Done], runs.Select(run => run.State));
        Assert.Equal((new DateOnly(2026, 3, 17), new DateOnly(2026, 3, 18)), (runs[2].WindowFrom, runs[2].WindowTo));
    }

    [Fact]
    public async Task Given_a_run_whose_server_was_killed_When_it_is_taken_over_Then_its_record_says_failed_and_the_work_is_done_once()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 16));
        var (runner, began) = (slice.Services.GetRequiredService<JobRunner>(), slice.Clock.GetUtcNow());
        await slice.Add(new JobRun(JobNames.Sweep, new(2026, 3, 15), new(2026, 3, 15), began.AddMinutes(-1)), new JobRun(JobNames.Sweep, new(2026, 3, 16), new(2026, 3, 16), began));

        await runner.TakeOverAsync(JobNames.Sweep, began, TestContext.Current.CancellationToken);
        await runner.TakeOverAsync(JobNames.Sweep, began, TestContext.Current.CancellationToken); // as a server does that comes to it late

        Assert.Equal([JobRunState.Running, JobRunState.Failed, JobRunState.Done], await slice.Db(db => db.JobRuns.OrderBy(run => run.Id).Select(run => run.State).ToListAsync())); // the first is another's
    }

    private static Task<JobCounts> Run(Slice slice, string job) => slice.Services.GetRequiredService<IJobRunner>().RunAsync(job, today: null, TestContext.Current.CancellationToken);

    private static async Task<ManagedCaseId> ACaseWithAnAgreement(Slice slice, string name)
    {
        var registered = await slice.Send(A.Registration(name));
        await slice.Send(new SignAgreement(registered.CaseId, slice.Town.Team.Id, new Signature(Signer.Patient, name, null, new(2026, 3, 2)), new(2026, 3, 2), new(2027, 3, 1)));

        return registered.CaseId;
    }
}
