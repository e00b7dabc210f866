using CaseManagement.Web.Api;
using Microsoft.AspNetCore.Diagnostics;

namespace CaseManagement.Web.Edge;

/// <summary>Pages are read and forms are sent; a page asked in any other way would be shown without having been loaded.</summary>
internal sealed class Methods(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var method = context.Request.Method;
        var isKnown = context.Request.IsForApi()
            ? !HttpMethods.IsTrace(method) && !HttpMethods.IsConnect(method)
            : HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsPost(method);
        if (isKnown || context.IsShownAgain()) return next(context);

        if (!context.Request.IsForApi() && context.Features.Get<IStatusCodePagesFeature>() is { } dressing) dressing.Enabled = false; // no person asks so, and a page would answer OPTIONS with 200
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = "GET, HEAD, POST";

        return Task.CompletedTask;
    }
}
