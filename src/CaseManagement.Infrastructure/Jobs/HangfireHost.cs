using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Infrastructure.Persistence.Engines;
using Hangfire;
using Hangfire.Common;
using Hangfire.Dashboard;
using Hangfire.Server;
using Hangfire.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CaseManagement.Infrastructure.Jobs;

/// <summary>The same timetable on Hangfire, in SQL Server: compiled in the place of <c>QuartzHost.cs</c> where <c>JobServer=Hangfire</c> is asked for. Written against Hangfire 1.8.</summary>
public static class HangfireHost
{
    private const string Dashboard = "/admin/hangfire";

    public static IServiceCollection AddTimetable(this IServiceCollection services, DatabaseSettings database, JobSettings settings)
    {
        Rule.Require(Engine.Called(database.Provider).KeepsHangfire, "database.keeps-no-hangfire", "Hangfire keeps its jobs in SQL Server; Database:Provider names another engine.");

        services.AddHangfire(hangfire => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings()
            .UseSqlServerStorage(database.ConnectionString)); // its tables are its own, in a schema of its own
        services.TryAddSingleton(Timetable.Rows);
        services.AddSingleton<ITimetable, RunningTimetable>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<Schedule>(provider, settings.CatchUpAfter));

        return services.AddHangfireServer(server => server.ServerCheckInterval = server.HeartbeatInterval = settings.CheckIn);
    }

    /// <summary>To look at only: whoever starts a job does so on the administrator's page, where the audit sees it.</summary>
    public static void MapTimetable(this IEndpointRouteBuilder endpoints, Func<HttpContext, bool> mayManage)
    {
        if (endpoints.ServiceProvider.GetService<IRecurringJobManager>() is null) return; // a server without its timetable

        endpoints.MapHangfireDashboard(Dashboard, new DashboardOptions
        {
            AppPath = "/admin/jobs",
            Authorization = [new Managers(mayManage)],
            IsReadOnlyFunc = _ => true,
            DisplayStorageConnectionString = false,
        });
    }

    private sealed class Managers(Func<HttpContext, bool> mayManage) : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context) => mayManage(context.GetHttpContext());
    }

    private sealed class RunningTimetable(IReadOnlyList<TimetableRow> rows, JobStorage storage) : ITimetable
    {
        public IReadOnlyList<TimetableEntry> Rows { get; } = rows.Entries();

        public DateTimeOffset? NextRun(string name)
        {
            using var connection = storage.GetConnection();
            return connection.GetRecurringJobs().FirstOrDefault(job => job.Id == name)?.NextExecution is { } next ? new DateTimeOffset(DateTime.SpecifyKind(next, DateTimeKind.Utc)) : null;
        }
    }

    /// <summary>What is scheduled follows the timetable at every start: a row that was changed replaces what is stored, one that is gone goes.</summary>
    private sealed class Schedule(IRecurringJobManager jobs, IBackgroundJobClient now, JobStorage storage, IReadOnlyList<TimetableRow> rows, TimeSpan catchUpAfter) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            foreach (var row in rows)
            {
                jobs.AddOrUpdate(row.Name, Job.FromExpression<RowJob>(job => job.RunAsync(row.Name, null!, CancellationToken.None)), Timetable.WithoutQuestionMark(row.Cron), new RecurringJobOptions { TimeZone = Clock.ServiceZone });
                if (row.KeepsRuns) now.Schedule<RowJob>(job => job.CatchUpAsync(row.Name, CancellationToken.None), catchUpAfter);
            }

            using var connection = storage.GetConnection();
            foreach (var gone in connection.GetRecurringJobs().Where(job => rows.All(row => row.Name != job.Id))) jobs.RemoveIfExists(gone.Id);

            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>What a run leaves behind when it fails is its record; Hangfire keeps the kind of the error and no text of it.</summary>
    internal sealed class RowJob(JobRunner runner, IReadOnlyList<TimetableRow> rows)
    {
        private const string OneAtATime = "timetable:{0}";
        private const int WaitsSeconds = 3600; // for a run that somebody else makes of the same row
        private const string Begun = "begun";

        /// <summary>A job that comes back was begun by a server that is dead; its first run since it was made is the killed one.</summary>
        [DisableConcurrentExecution(OneAtATime, WaitsSeconds), AutomaticRetry(Attempts = 0)]
        public Task RunAsync(string name, PerformContext context, CancellationToken ct)
        {
            var comesBack = context.GetJobParameter<bool>(Begun);
            context.SetJobParameter(Begun, true);

            return Quietly(comesBack && rows.Single(row => row.Name == name).KeepsRuns
                ? runner.TakeOverAsync(name, new DateTimeOffset(DateTime.SpecifyKind(context.BackgroundJob.CreatedAt, DateTimeKind.Utc)), ct)
                : runner.RunAsync(name, today: null, ct));
        }

        [DisableConcurrentExecution(OneAtATime, WaitsSeconds), AutomaticRetry(Attempts = 0)]
        public Task CatchUpAsync(string name, CancellationToken ct) => Quietly(runner.CatchUpAsync(name, ct));

        private static async Task Quietly(Task run)
        {
            try
            {
                await run;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                throw new InvalidOperationException(fault.GetType().Name);
            }
        }
    }
}
