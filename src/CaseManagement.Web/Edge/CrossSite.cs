using CaseManagement.Web.Api;
using Microsoft.AspNetCore.Diagnostics;

namespace CaseManagement.Web.Edge;

/// <summary>A form that another site's page sends is refused before anything runs; the token in the form is the second lock.</summary>
internal sealed class CrossSite(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || context.Request.IsForApi() || context.IsShownAgain() || IsOwn(context.Request))
            return next(context);

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // A browser that says where the request comes from is believed; one that is too old for that says an origin, which under our own
    // no-referrer is "null" even for our own forms.
    private static bool IsOwn(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "" => request.Headers.Origin.ToString() is "" or "null" || request.Headers.Origin == $"{request.Scheme}://{request.Host}",
        "same-origin" or "none" => true,
        _ => false,
    };
}

internal static class ShownAgain
{
    /// <summary>A refused request comes by a second time, to be shown a page that says so.</summary>
    public static bool IsShownAgain(this HttpContext context) => context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
}
