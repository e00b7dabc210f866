using Microsoft.AspNetCore.Http.Features;

namespace CaseManagement.Web.Edge;

/// <summary>A body that says itself that it is too large is refused unread, at both doors alike.</summary>
internal sealed class BodySize(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var most = context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        if (context.IsShownAgain() || !(context.Request.ContentLength > most)) return next(context);

        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    }
}
