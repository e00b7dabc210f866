using CaseManagement.Application.Pipeline;
using Microsoft.AspNetCore.Http.Metadata;

namespace CaseManagement.Web.Api;

/// <summary>The API: every route becomes one request.</summary>
internal static class Endpoints
{
    public const string Root = "/api/v1";

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Root).AddEndpointFilter(NameMalformed).AddEndpointFilter(TagVersion);

        api.MapPatients();
        api.MapCases();
        api.MapFollowUps();
        api.MapInjections();
        api.MapExaminations();
        api.MapExits();
        api.MapCrises();
        api.MapNotices();
        api.MapClues();
        api.MapDecisionSupport();
        api.MapWorklist();
        api.MapAlerts();
        api.MapPlaces();
        api.MapAudit();
        api.MapAccess();
        api.MapEmergencyAccess();
        api.MapSupported();
        api.MapAdmin();
        api.MapAdminPlaces();
        api.MapAccounts();
        api.MapRules();
    }

    /// <summary>
    /// The compiled readers of addresses leave an optional parameter that cannot be read with a status of 400 and no word about which it was; here it gets its name, as the other kinds do.
    /// </summary>
    private static ValueTask<object?> NameMalformed(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Response.StatusCode != StatusCodes.Status400BadRequest) return next(context);

        var unread = http.GetEndpoint()!.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .FirstOrDefault(parameter => parameter.HasTryParse && context.Arguments[parameter.ParameterInfo.Position] is null && !string.IsNullOrEmpty(http.Request.Query[parameter.Name]));
        throw new BadHttpRequestException(unread is null ? "The address could not be read." : $"Failed to bind parameter \"optional {unread.Name}\" from the address.");
    }

    /// <summary>An answer that speaks of a version carries it as its <c>ETag</c>, for the next <c>If-Match</c>.</summary>
    private static async ValueTask<object?> TagVersion(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if ((answer is IValueHttpResult result ? result.Value : answer) is IVersioned versioned) context.HttpContext.Response.Headers.ETag = Seen.Tag(versioned.Version);

        return answer;
    }
}
