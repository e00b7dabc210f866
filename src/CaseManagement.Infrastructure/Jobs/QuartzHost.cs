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
            }
        });

        return services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
    }

    [DisallowConcurrentExecution]
    private sealed class RowJob(JobRunner runner) : IJob
    {
        public const string NameKey = "row";

        public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct) => await runner.RunAsync(context.MergedJobDataMap.GetString(NameKey)!, today: null, ct);
    }
}
