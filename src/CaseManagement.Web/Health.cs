using CaseManagement.Application.Ports;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CaseManagement.Web;

/// <summary>Whether it lives, and whether it is ready for work.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write }).AllowAnonymous();
    }

    private static Task Write(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new { Status = report.Status.ToString().ToLowerInvariant(), Checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { entry.Value.Description, entry.Value.Data }) },
            context.RequestAborted);
}

/// <summary>Ready: the database answers and lacks no script. The age of the last heartbeat is told beside it: that of the timetable, whichever server runs it.</summary>
internal sealed class Readiness(ISchema schema, ICaseDb db, TimeProvider clock) : IHealthCheck
{
    public const string Name = "database";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (await schema.PendingAsync(cancellationToken) is { Count: > 0 } pending) return HealthCheckResult.Unhealthy($"{pending.Count} scripts have not been run.");

            var last = await db.Heartbeats.MaxAsync(beat => (DateTimeOffset?)beat.BeatAt, cancellationToken);
            return last is { } beat
                ? HealthCheckResult.Healthy("The database answers.", new Dictionary<string, object> { ["schedulerHeartbeatAgeSeconds"] = (long)(clock.GetUtcNow() - beat).TotalSeconds })
                : HealthCheckResult.Healthy("The database answers; the scheduler has just started and has not shown a heartbeat yet.");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}
