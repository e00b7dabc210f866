using CaseManagement.Application.Ports;
using Microsoft.AspNetCore.Http.Features;

namespace CaseManagement.Web.Edge;

/// <summary>A body that says itself that it is too large is refused unread, at both doors alike; only where a file is taken it may be as large as one.</summary>
internal sealed class BodySize(RequestDelegate next, BatchSettings settings)
{
    private const long AroundTheFile = 64 * 1024;

    /// <summary>Where a file is taken: the page, and the API, at which it comes as base64.</summary>
    private static readonly string[] TakeFiles = ["/admin/batches", "/api/v1/admin/area-imports"];

    public Task InvokeAsync(HttpContext context)
    {
        var feature = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (feature is { IsReadOnly: false } && HttpMethods.IsPost(context.Request.Method) && Array.Exists(TakeFiles, path => context.Request.Path.Equals(path, StringComparison.OrdinalIgnoreCase)))
            feature.MaxRequestBodySize = (settings.MaxFileBytes * 4L / 3) + AroundTheFile;
        if (context.IsShownAgain() || !(context.Request.ContentLength > feature?.MaxRequestBodySize)) return next(context);

        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    }
}
