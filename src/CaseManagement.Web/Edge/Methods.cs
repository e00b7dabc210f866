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

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        if (context.Request.IsForApi()) return Task.CompletedTask;

        context.Response.Headers.Allow = "GET, HEAD, POST";
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false; // no person asks so, and a page would answer OPTIONS with 200

        return Task.CompletedTask;
    }
}
