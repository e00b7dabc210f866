using System.Globalization;
using CaseManagement.Web.Api;
using CaseManagement.Web.Edge;
using CaseManagement.Web.Pages;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Logging.Console;

namespace CaseManagement.Web;

/// <summary>The two doors, ready to be opened.</summary>
internal static class Server
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    private const long MaxBodyBytes = 256 * 1024; // the longest form is a tenth of it

    private static readonly CultureInfo[] Languages = [new("zh-CN"), new("en")];

    /// <param name="databaseFile">Used when no connection string is configured.</param>
    /// <param name="adjust">What a test puts in the place of the clock and the settings.</param>
    public static WebApplication Build(IEnumerable<string> settings, string databaseFile, bool withTimetable = true, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. settings], ApplicationName = typeof(Server).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets(); // styles and scripts are found also when it was built and not published
        var listening = Loopback.Require(builder.Configuration);
        builder.WebHost.UseUrls(listening.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.AddServerHeader = false;
        });
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace); // standard output says where it listens, and nothing else
        adjust?.Invoke(builder);
        builder.AddEdge();
        AddServices(builder.Services, builder.Configuration, builder.Environment, databaseFile);
        Tickets.Add(builder.Services, listening.IsSecure);
        builder.Services.AddScoped<Visitor>();
        builder.Services.AddSingleton<RecentSessions>();
        if (withTimetable) House.RunTheTimetable(builder.Services, builder.Configuration, databaseFile);

        var app = builder.Build();
        UseDoors(app);

        return app;
    }

    private static void AddServices(IServiceCollection services, IConfiguration configuration, IHostEnvironment environment, string databaseFile)
    {
        House.Furnish(services, configuration, databaseFile);
        services.ConfigureHttpJsonOptions(json => Wire.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // so that one handler words every refusal
        services.Configure<RequestLocalizationOptions>(languages =>
        {
            languages.DefaultRequestCulture = new RequestCulture(Languages[0]);
            (languages.SupportedCultures, languages.SupportedUICultures) = (Languages, Languages);
            languages.RequestCultureProviders = [new QueryStringRequestCultureProvider(), new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        });
        services.AddExceptionHandler<RefusalHandler>();
        services.AddHealthChecks().AddCheck<Readiness>(Readiness.Name);
        services.AddOpenApi(OpenApi.DocumentName, OpenApi.Configure);
        services.AddPages(environment);
    }

    private static void UseDoors(WebApplication app)
    {
        app.UseProxies();
        app.UseCompression();
        app.UseRequestLocalization(); // before what refuses, so that refusals are said in the reader's language too
        app.UseWhen(context => !context.Request.IsForApi(), pages => pages.UseStatusCodePagesWithReExecute("/oops/{0}", createScopeForStatusCodePages: true));
        app.UseExceptionHandler(_ => { });
        app.UseWhen(context => context.Request.IsForApi(), api => api.UseStatusCodePages(RefusalHandler.SayStatus));
        app.UseEdge();
        app.UseRouting(); // after what may send a request another way
        app.UseAuthentication();
        app.UseLimits();
        app.UseMiddleware<Actors>();
        app.MapRazorPages();
        app.MapApi();
        app.MapOpenApi().AllowAnonymous();
        app.MapHealth();
        House.ShowTheTimetable(app);
    }
}
