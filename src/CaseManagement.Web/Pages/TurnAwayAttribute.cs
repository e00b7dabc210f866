using CaseManagement.Application.Pipeline;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CaseManagement.Web.Pages;

/// <summary>Whoever has not signed in is asked to, whoever owes something is shown it; whoever has no right, or asks for what is not there, is told so on a page.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TurnAwayAttribute : ExceptionFilterAttribute
{
    public override void OnException(ExceptionContext context) => context.Result = context.Exception switch
    {
        NoActorException => new RedirectToPageResult("/SignIn", new { back = context.HttpContext.Request.Back() }),
        OwingException => new RedirectToPageResult("/Account/Index", pageHandler: ""),
        NotPermittedException => new StatusCodeResult(StatusCodes.Status403Forbidden),
        NotFoundException => new StatusCodeResult(StatusCodes.Status404NotFound),
        ValidationException => new StatusCodeResult(StatusCodes.Status400BadRequest),
        _ => null, // our mistake: let it fly
    };
}
