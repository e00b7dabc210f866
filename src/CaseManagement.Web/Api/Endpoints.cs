using CaseManagement.Application.Pipeline;

namespace CaseManagement.Web.Api;

/// <summary>The API: every route becomes one request.</summary>
internal static class Endpoints
{
    public const string Root = "/api/v1";

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Root).AddEndpointFilter(TagVersion);

        api.MapPatients();
        api.MapCases();
        api.MapFollowUps();
        api.MapInjections();
        api.MapExaminations();
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

    /// <summary>An answer that speaks of a version carries it as its <c>ETag</c>, for the next <c>If-Match</c>.</summary>
    private static async ValueTask<object?> TagVersion(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if ((answer is IValueHttpResult result ? result.Value : answer) is IVersioned versioned) context.HttpContext.Response.Headers.ETag = Seen.Tag(versioned.Version);

        return answer;
    }
}
