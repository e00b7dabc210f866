using CaseManagement.Application.Ports;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CaseManagement.Infrastructure.Jobs;

/// <summary>The job server that runs the timetable: Quartz, in memory. Nothing else knows that it is Quartz.</summary>
public static class QuartzHost
{
    public static IServiceCollection AddTimetable(this IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            foreach (var row in Timetable.Rows)
            {
                quartz.AddJob<RowJob>(job => job.WithIdentity(row.Name).UsingJobData(RowJob.NameKey, row.Name));
                quartz.AddTrigger(trigger => trigger.ForJob(row.Name).WithIdentity(row.Name)
                    .WithCronSchedule(row.Cron, cron => cron.InTimeZone(Clock.ServiceZone)));
                if (row.KeepsRuns) quartz.AddTrigger(trigger => trigger.ForJob(row.Name).WithIdentity(row.Name, AtStart).StartNow());
            }
        });

        services.AddSingleton<ITimetable, RunningTimetable>();

        return services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
    }

    /// <summary>The group of the triggers that fire once, when the server starts.</summary>
    private const string AtStart = "at-start";

    private sealed class RunningTimetable(TimeProvider clock) : ITimetable
    {
        public IReadOnlyList<TimetableEntry> Rows => StillTimetable.Entries;

        public DateTimeOffset? NextRun(string name) =>
            new CronExpression(Timetable.Rows.Single(row => row.Name == name).Cron, Clock.ServiceZone).GetNextValidTimeAfter(clock.GetUtcNow());
    }

    [DisallowConcurrentExecution]
    private sealed class RowJob(JobRunner runner) : IJob
    {
        public const string NameKey = "row";

        public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct)
        {
            var name = context.MergedJobDataMap.GetString(NameKey)!;
            if (context.Trigger.Key.Group == AtStart) await runner.CatchUpAsync(name, ct);
            else await runner.RunAsync(name, today: null, ct);
        }
    }
}
