using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Web.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseManagement.Web;

/// <summary>Who has come in, for the head of a page; nobody before the sign-in.</summary>
internal sealed class Visitor
{
    public SessionHolder? Holder { get; set; }
}

/// <summary>Who acts: whoever holds the session of the cookie or the token. No account, no page: only what says so is for anybody.</summary>
internal sealed class Actors(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, CurrentActor actor, Visitor visitor, ISessions sessions, RecentSessions recent)
    {
        var endpoint = context.GetEndpoint();
        var isForAnybody = endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        var asks = !isForAnybody || endpoint?.Metadata.GetMetadata<PageActionDescriptor>() is not null; // the sign-in of the API and the health of the server never need to know
        if (!actor.IsKnown && asks && context.User.SessionId() is { } id) // a page that is shown in another's place knows already
        {
            var door = context.Request.IsForApi() ? SessionDoor.Api : SessionDoor.Page;
            visitor.Holder = endpoint?.Metadata.GetMetadata<OnlyComputes>() is null ? await sessions.FindAsync(id, door, context.RequestAborted) : await recent.FindAsync(id, door, context.RequestAborted);
        }

        if (!actor.IsKnown && visitor.Holder is { } holder) actor.Is(holder.Acting);
        if (!actor.IsKnown)
        {
            context.User = new(new System.Security.Claims.ClaimsIdentity());
            if (!isForAnybody && !IsRefusedAlready(endpoint) && Refuse(context, isPage: endpoint is not null)) return;
        }

        await next(context);
    }

    /// <summary>The routing itself has said no to the method or to the kind of the body, and says so to anybody: whoever signs in with the wrong kind of body must read that.</summary>
    private static bool IsRefusedAlready(Endpoint? endpoint) => endpoint is not null and not RouteEndpoint;

    /// <returns>Whether that was all: a page that is not there is said to be so to anybody.</returns>
    private static bool Refuse(HttpContext context, bool isPage)
    {
        if (context.Request.IsForApi())
            throw context.Request.Headers.Authorization.Count > 0 ? new DoorRefusal(StatusCodes.Status401Unauthorized, "actor.token-over") : new DoorRefusal(StatusCodes.Status401Unauthorized, "actor.missing");
        if (isPage) context.Response.Redirect(context.Request.PathBase + "/sign-in" + QueryString.Create("back", context.Request.Back()));

        return isPage;
    }
}

internal static class Backwards
{
    /// <summary>Where to return to: what was looked at, never what was sent. A form about a patient is opened again, and finds there what the device has kept of it.</summary>
    public static string Back(this HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method)) return request.PathBase + request.Path + request.QueryString;
        if (!request.Path.StartsWithSegments("/cases", StringComparison.Ordinal)) return "/";

        return request.PathBase + request.Path + QueryString.Create(request.Query.Where(asked => asked.Key != "handler"));
    }
}
