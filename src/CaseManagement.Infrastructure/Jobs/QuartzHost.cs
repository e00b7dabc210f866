using System.Globalization;
using CaseManagement.Application.Ports;
using CaseManagement.Infrastructure.Persistence.Engines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace CaseManagement.Infrastructure.Jobs;

/// <summary>The job server that runs the timetable: Quartz, in memory or shared by all servers on one database. Nothing else knows that it is Quartz, but for the engines that keep its tables.</summary>
public static class QuartzHost
{
    /// <summary>The group of the triggers that fire once, soon after a server has started.</summary>
    private const string AtStart = "at-start";

    public static IServiceCollection AddTimetable(this IServiceCollection services, DatabaseSettings database, JobSettings settings)
    {
        var engine = Engine.Called(database.Provider);
        services.AddQuartz(quartz =>
        {
            if (!engine.SharesItsTimetable) return;

            quartz.UsePersistentStore(store =>
            {
                engine.KeepTimetable(store, database.ConnectionString);
                store.ConfigureStore(options => options.StoreJobDataAsStrings = true);
                store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (settings.CheckIn, settings.CheckIn));
            });
        });
        services.TryAddSingleton(Timetable.Rows);
        services.AddSingleton<ITimetable, RunningTimetable>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<Schedule>(provider, settings.CatchUpAfter)); // before the scheduler itself, which starts when the server has

        return services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
    }

    /// <summary>Quartz brings no pages: the administrator's page of jobs is all there is.</summary>
    public static void MapTimetable(this IEndpointRouteBuilder endpoints, Func<HttpContext, bool> mayManage) { }

    private sealed class RunningTimetable(IReadOnlyList<TimetableRow> rows, TimeProvider clock) : ITimetable
    {
        public IReadOnlyList<TimetableEntry> Rows { get; } = rows.Entries();

        public DateTimeOffset? NextRun(string name) => new CronExpression(rows.Single(row => row.Name == name).Cron, Clock.ServiceZone).GetNextValidTimeAfter(clock.GetUtcNow());
    }

    /// <summary>What is scheduled follows the timetable at every start: a row that was changed replaces what is stored, one that is gone goes.</summary>
    private sealed class Schedule(ISchedulerFactory schedulers, IReadOnlyList<TimetableRow> rows, TimeProvider clock, TimeSpan catchUpAfter) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            var scheduler = await schedulers.GetScheduler(cancellationToken);
            await scheduler.ScheduleJobs(rows.ToDictionary(Job, Triggers), ScheduleJobOptions.Replacing, cancellationToken);

            var stored = await scheduler.QueryJobs(new JobQuery { Take = PagedQuery.All }, cancellationToken);
            await scheduler.DeleteJobs([.. stored.Items.Select(job => job.Key).Where(key => rows.All(row => row.Name != key.Name))], cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private static IJobDetail Job(TimetableRow row) => JobBuilder.Create<RowJob>().WithIdentity(row.Name).RequestRecovery(row.KeepsRuns).Build();

        private IReadOnlyCollection<ITrigger> Triggers(TimetableRow row)
        {
            // Nights that were missed while a server ran are fired once; those that no server saw are caught up with at the start.
            var byTheClock = TriggerBuilder.Create(clock).ForJob(row.Name).WithIdentity(row.Name)
                .WithCronSchedule(row.Cron, cron => cron.InTimeZone(Clock.ServiceZone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)).Build();

            return row.KeepsRuns ? [byTheClock, TriggerBuilder.Create(clock).ForJob(row.Name).WithIdentity(row.Name, AtStart).StartAt(clock.GetUtcNow() + catchUpAfter).Build()] : [byTheClock];
        }
    }

    [DisallowConcurrentExecution]
    private sealed class RowJob(JobRunner runner) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct)
        {
            var name = context.JobDetail.Key.Name;
            if (context.Recovering) await runner.TakeOverAsync(name, FiredAt(context), ct);
            else if (context.Trigger.Key.Group == AtStart) await runner.CatchUpAsync(name, ct);
            else await runner.RunAsync(name, today: null, ct);
        }

        private static DateTimeOffset FiredAt(IJobExecutionContext context) =>
            DateTimeOffset.Parse(context.MergedJobDataMap.GetString(SchedulerConstants.FailedJobOriginalTriggerFireTime)!, CultureInfo.InvariantCulture);
    }
}
