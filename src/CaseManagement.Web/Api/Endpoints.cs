using System.Text.Json;
using CaseManagement.Application.Pipeline;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace CaseManagement.Web.Api;

/// <summary>The API: every route becomes one request.</summary>
internal static class Endpoints
{
    public const string Root = "/api/v1";

    public static void MapApi(this WebApplication app)
    {
        var json = app.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var api = app.MapGroup(Root).AddEndpointFilter(RefuseUnread).AddEndpointFilter((context, next) => Answer(context, next, json));

        api.MapPatients();
        api.MapCases();
        api.MapFollowUps();
        api.MapInjections();
        api.MapExaminations();
        api.MapReferrals();
        api.MapExits();
        api.MapCrises();
        api.MapNotices();
        api.MapCards();
        api.MapPlans();
        api.MapReviews();
        api.MapClues();
        api.MapDecisionSupport();
        api.MapWorklist();
        api.MapAlerts();
        api.MapPlaces();
        api.MapAudit();
        api.MapAccess();
        api.MapEmergencyAccess();
        api.MapSupported();
        api.MapSupport();
        api.MapMeetings();
        api.MapAdmin();
        api.MapAdminPlaces();
        api.MapReassignments();
        api.MapBatches();
        api.MapAccounts();
        api.MapRules();
    }

    /// <summary>
    /// The compiled readers of addresses leave an optional parameter that cannot be read with a status of 400 and no more; here it is refused, as the other kinds are, and the refusal finds its name.
    /// </summary>
    private static ValueTask<object?> RefuseUnread(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.HttpContext.Response.StatusCode != StatusCodes.Status400BadRequest) return next(context);

        throw new BadHttpRequestException("The address could not be read.");
    }

    /// <summary>An answer that speaks of a version carries it as its <c>ETag</c>, for the next <c>If-Match</c>; it goes out in one piece.</summary>
    private static async ValueTask<object?> Answer(EndpointFilterInvocationContext context, EndpointFilterDelegate next, JsonSerializerOptions json)
    {
        var answer = await next(context);
        if ((answer is IValueHttpResult result ? result.Value : answer) is IVersioned versioned) context.HttpContext.Response.Headers.ETag = Seen.Tag(versioned.Version);
        if (answer is null or IResult or string) return answer;

        await OnePiece.WriteAsync(context.HttpContext, answer, json);
        return Results.Empty;
    }
}
