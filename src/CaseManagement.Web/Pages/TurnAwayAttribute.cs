using CaseManagement.Application.Pipeline;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CaseManagement.Web.Pages;

/// <summary>Whoever has no name is asked for it; whoever has no right, or asks for what is not there, is told so on a page.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TurnAwayAttribute : ExceptionFilterAttribute
{
    public override void OnException(ExceptionContext context) => context.Result = context.Exception switch
    {
        NoActorException => new RedirectToPageResult("/Who", new { back = Back(context.HttpContext.Request) }),
        NotPermittedException => new StatusCodeResult(StatusCodes.Status403Forbidden),
        NotFoundException => new StatusCodeResult(StatusCodes.Status404NotFound),
        ValidationException => new StatusCodeResult(StatusCodes.Status400BadRequest),
        _ => null, // our mistake: let it fly
    };

    private static string Back(HttpRequest request) => HttpMethods.IsGet(request.Method) ? request.PathBase + request.Path + request.QueryString : "/";
}
