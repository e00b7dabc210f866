using CaseManagement.Application.Pipeline;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CaseManagement.Web.Pages;

/// <summary>Whoever has not signed in is asked to, whoever owes something is shown it; whoever has no right, asks for what is not there, or opens a form that is closed, is told so on a page.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TurnAwayAttribute : ExceptionFilterAttribute
{
    public override void OnException(ExceptionContext context) => context.Result = context.Exception switch
    {
        NoActorException => new RedirectToPageResult("/SignIn", new { back = context.HttpContext.Request.Back() }),
        OwingException => new RedirectToPageResult("/Account/Index", pageHandler: ""),
        NotPermittedException => new StatusCodeResult(StatusCodes.Status403Forbidden),
        FormClosedException closed => Closed(context.HttpContext, closed),
        NotFoundException => new StatusCodeResult(StatusCodes.Status404NotFound),
        ValidationException => new StatusCodeResult(StatusCodes.Status400BadRequest),
        _ => null, // our mistake: let it fly
    };

    /// <summary>The page that says so finds it with the request.</summary>
    private static StatusCodeResult Closed(HttpContext http, FormClosedException closed)
    {
        http.Features.Set(closed);
        return new StatusCodeResult(StatusCodes.Status409Conflict);
    }
}
