using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Api;

/// <summary>Every refusal leaves by this handler: as problem details (RFC 9457) at the API; elsewhere as a bare status, which a page dresses.</summary>
internal sealed partial class RefusalHandler(ILogger<RefusalHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var refusal = exception is BadHttpRequestException { InnerException: null } && Unread.Of(context) is { Count: > 0 } unread ? Refusal.About(unread) : Refusal.For(exception);
        if (refusal is null) Failed(TraceId(context), exception.GetType().Name, exception.InnerException?.GetType().Name, exception.StackTrace);
        await Say(context, refusal ?? new(StatusCodes.Status500InternalServerError, "internal", [TraceId(context)]));

        return true;
    }

    /// <summary>A route that is not there, or not with this method, is refused in the same way.</summary>
    public static Task SayStatus(StatusCodeContext status)
    {
        var context = status.HttpContext;
        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Say(context, new(StatusCodes.Status404NotFound, "route.not-found", [])),
            StatusCodes.Status405MethodNotAllowed => Say(context, new(StatusCodes.Status405MethodNotAllowed, "method.not-allowed", [])),
            StatusCodes.Status413PayloadTooLarge => Say(context, new(StatusCodes.Status413PayloadTooLarge, "body.too-large", [])),
            StatusCodes.Status415UnsupportedMediaType => Say(context, new(StatusCodes.Status415UnsupportedMediaType, "body.not-json", [])),
            StatusCodes.Status429TooManyRequests => Say(context, new(StatusCodes.Status429TooManyRequests, "rate.limited", [])),
            StatusCodes.Status504GatewayTimeout => Say(context, new(StatusCodes.Status504GatewayTimeout, "request.too-slow", [])),
            _ => Task.CompletedTask,
        };
    }

    private static async Task Say(HttpContext context, Refusal refusal)
    {
        context.Response.StatusCode = refusal.Status;
        if (refusal.Status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
        if (context.Request.IsForApi()) await SayProblem(context, refusal, Refusals.Title(refusal.Status), Refusals.Sentence(refusal.Code, refusal.Arguments));
    }

    private static Task SayProblem(HttpContext context, Refusal refusal, string title, string detail)
    {
        var problem = new ProblemDetails { Status = refusal.Status, Title = title, Detail = detail };
        problem.Extensions["code"] = refusal.Code;
        problem.Extensions["traceId"] = TraceId(context);
        if (refusal.Errors is { } errors) problem.Extensions["errors"] = errors;
        if (refusal.Whom is { } whom) problem.Extensions["whom"] = whom;

        return context.Response.WriteAsJsonAsync(problem, options: null, "application/problem+json", context.RequestAborted);
    }

    private static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    // Without the exception's own text: what a library puts there may be what a patient said.
    [LoggerMessage(1, LogLevel.Error, "Trace {TraceId}: {Fault} ({Cause}) at {Stack}")]
    private partial void Failed(string traceId, string fault, string? cause, string? stack);
}
