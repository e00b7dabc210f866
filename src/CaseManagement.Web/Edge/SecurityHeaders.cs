using Microsoft.AspNetCore.StaticFiles;

namespace CaseManagement.Web.Edge;

/// <summary>What every answer tells the browser to refuse.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    public const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>Nothing here needs a camera or a place.</summary>
    public const string Permissions =
        "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), "
        + "idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), "
        + "storage-access=(), usb=(), xr-spatial-tracking=()";

    /// <summary>What the pages' script must not do: put styles or code of its own into a page, run what an answer brings, or keep a page that names somebody in the browser.</summary>
    public const string Htmx = """{"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,"selfRequestsOnly":true,"historyCacheSize":0,"refreshOnHistoryMiss":true,"scrollIntoViewOnBoost":false}""";

    private const string KeptByBrowsers = "public, max-age=31536000, immutable";
    private static readonly object Kept = new();

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(Write, context);
        return next(context);
    }

    /// <summary>A file whose address carries its version may be kept for a year; any other is asked for again.</summary>
    public static void KeepVersioned(StaticFileResponseContext file)
    {
        file.Context.Items[Kept] = true;
        file.Context.Response.Headers.CacheControl = file.Context.Request.Query.ContainsKey("v") ? KeptByBrowsers : "no-cache";
    }

    private static Task Write(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        if (!context.Items.ContainsKey(Kept))
        {
            headers.CacheControl = "no-store"; // a shared computer keeps no patient
            headers.Remove("Pragma");
            headers.Remove("Expires");
        }

        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";

        return Task.CompletedTask;
    }
}
