using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using CaseManagement.Application.Ports;
using Microsoft.AspNetCore.RateLimiting;

namespace CaseManagement.Web.Edge;

/// <summary>How often somebody may ask: by account, by address for whoever has not signed in, and more strictly where guessing would pay.</summary>
internal static class RateLimits
{
    public static void AddRateLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<SecuritySettings>((options, settings) =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = SayWhen;
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PerMinute("requests-per-minute-account", AccountOf),
                PerMinute("requests-per-minute-address", context => AccountOf(context) is null ? AddressOf(context) : null),
                PerMinute("sign-ins-per-minute-address", context => Strict.IsSignIn(context.Request) ? AddressOf(context) : null),
                PerMinute("sign-ins-per-minute-name", TriedName.Of),
                PerMinute("emergency-accesses-per-minute", context => Strict.IsEmergency(context.Request) ? AddressOf(context) : null),
                PerMinute("emergency-accesses-per-minute", context => Strict.IsEmergency(context.Request) ? AccountOf(context) : null),
                PerMinute("registrations-per-minute", context => Strict.IsRegistration(context.Request) ? AccountOf(context) : null));

            PartitionedRateLimiter<HttpContext> PerMinute(string setting, Func<HttpContext, string?> whose) => Bucket(settings.Number(setting, "requests"), whose);
        });
    }

    /// <summary>The account of a ticket that we gave; null for whoever shows none.</summary>
    public static string? AccountOf(HttpContext context) => context.User.FindFirstValue(ClaimTypes.NameIdentifier);

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>So many at once, and as many again within a minute, evenly. Who is not counted has no limit here.</summary>
    private static PartitionedRateLimiter<HttpContext> Bucket(int perMinute, Func<HttpContext, string?> whose) => PartitionedRateLimiter.Create<HttpContext, string>(context =>
        context.IsShownAgain() || whose(context) is not { } key
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perMinute,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
                QueueLimit = 0,
            }));

    private static ValueTask SayWhen(OnRejectedContext refused, CancellationToken ct)
    {
        var wait = refused.Lease.TryGetMetadata(MetadataName.RetryAfter, out var until) ? until : TimeSpan.Zero;
        refused.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

        return ValueTask.CompletedTask;
    }
}

/// <summary>Where guessing would pay.</summary>
internal static class Strict
{
    private static readonly PathString[] SignIns = ["/sign-in", "/api/v1/session"];
    private static readonly string[] Registrations = ["/api/v1/patients", "/patients/new"];
    private static readonly (string Before, string After)[] Documents = [("/api/v1/cases/", "/document"), ("/cases/", "/complete")];
    private static readonly string[] Emergencies = ["/emergency", "/emergency-access"];

    public static bool IsSignIn(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && Array.Exists(SignIns, path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    /// <summary>A new patient, or the number of a document for one: their refusals say who is registered elsewhere.</summary>
    public static bool IsRegistration(HttpRequest request)
    {
        var path = request.Path.Value?.TrimEnd('/') ?? "";

        return HttpMethods.IsPost(request.Method) && (Registrations.Contains(path, StringComparer.OrdinalIgnoreCase)
            || Array.Exists(Documents, of => path.StartsWith(of.Before, StringComparison.OrdinalIgnoreCase) && path.EndsWith(of.After, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Where it is asked for, on its own or on a case; not where the office reviews it.</summary>
    public static bool IsEmergency(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && Array.Exists(Emergencies, path => request.Path.Value?.TrimEnd('/').EndsWith(path, StringComparison.OrdinalIgnoreCase) == true);
}
