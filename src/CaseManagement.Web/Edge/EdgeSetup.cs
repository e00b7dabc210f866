using CaseManagement.Application.Ports;
using Microsoft.AspNetCore.Http.Timeouts;

namespace CaseManagement.Web.Edge;

/// <summary>What stands before both doors: headers, proxies, methods, other sites, limits, timeouts.</summary>
internal static class EdgeSetup
{
    public static void AddEdge(this WebApplicationBuilder builder)
    {
        builder.Services.Insert(0, ServiceDescriptor.Transient<IStartupFilter, HeadersFirst>()); // before what refuses a foreign host
        builder.AddProxies();
        builder.Services.AddCompression();
        builder.Services.AddRateLimits();
        builder.Services.AddRequestTimeouts();
        builder.Services.AddOptions<RequestTimeoutOptions>().Configure<SecuritySettings>((options, settings) =>
            options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = settings.Seconds("request-timeout"), TimeoutStatusCode = StatusCodes.Status504GatewayTimeout });
        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.HttpOnly = true;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; // http is for this machine only
            options.SuppressXFrameOptionsHeader = true; // every answer says it already, and more strictly
        });
    }

    /// <summary>What is refused before anything is looked up: an odd method, a form from another site, a body beyond measure.</summary>
    public static void UseEdge(this WebApplication app)
    {
        app.UseMiddleware<Methods>();
        app.UseMiddleware<CrossSite>();
        app.UseMiddleware<BodySize>();
        app.UseMiddleware<Precompressed>();
        app.UseStaticFiles(new StaticFileOptions
        {
            ContentTypeProvider = new Precompressed.Kinds(),
            OnPrepareResponse = file =>
            {
                SecurityHeaders.KeepVersioned(file);
                Precompressed.Say(file);
            },
        });
    }

    /// <summary>After it is known who has signed in and before anything is done for them.</summary>
    public static void UseLimits(this WebApplication app)
    {
        app.UseRequestTimeouts();
        app.UseMiddleware<TriedName>();
        app.UseRateLimiter();
    }

    private sealed class HeadersFirst : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseMiddleware<SecurityHeaders>();
            next(app);
        };
    }
}
