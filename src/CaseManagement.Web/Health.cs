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

/// <summary>Ready: the database answers and lacks no script. The age of the last heartbeat is told beside it: that of the timetable, whichever server runs it.
/// A timetable that has missed several turns in a row alerts nobody: the server is degraded then, and still answers.</summary>
internal sealed class Readiness(ISchema schema, ICaseDb db, TimeProvider clock) : IHealthCheck
{
    public const string Name = "database";

    /// <summary>Five turns of the heartbeat.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(10);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (await schema.PendingAsync(cancellationToken) is { Count: > 0 } pending) return HealthCheckResult.Unhealthy($"{pending.Count} scripts have not been run.");

            var last = await db.Heartbeats.MaxAsync(beat => (DateTimeOffset?)beat.BeatAt, cancellationToken);
            if (last is not { } beat) return HealthCheckResult.Healthy("The database answers; the scheduler has just started and has not shown a heartbeat yet.");

            var silence = clock.GetUtcNow() - beat;
            var age = new Dictionary<string, object> { ["schedulerHeartbeatAgeSeconds"] = (long)silence.TotalSeconds };
            return silence > LongestSilence ? HealthCheckResult.Degraded("The database answers; the scheduler shows no heartbeat.", data: age) : HealthCheckResult.Healthy("The database answers.", age);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}
