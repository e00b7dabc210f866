using CaseManagement.Application.Pipeline;
using CaseManagement.Domain;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseManagement.Web.Pages;

/// <summary>A page for people who act under a name: it sends requests, and says a refusal as a sentence without losing what was typed.</summary>
[TurnAway]
internal abstract class StaffPage(IMediator mediator) : PageModel
{
    /// <summary>Why the last thing sent was refused; null while nothing was.</summary>
    public string? Refusal { get; private set; }

    protected Task<TAnswer> Ask<TAnswer>(IRequest<TAnswer> query) => mediator.Send(query, HttpContext.RequestAborted);

    /// <returns>False when it was refused; the page is then shown again with the reason and the input.</returns>
    protected async Task<bool> Do<TAnswer>(IRequest<TAnswer> command) where TAnswer : class => await Try(command) is not null;

    /// <returns>Null when it was refused.</returns>
    protected async Task<TAnswer?> Try<TAnswer>(IRequest<TAnswer> command) where TAnswer : class
    {
        try
        {
            return await mediator.Send(command, HttpContext.RequestAborted);
        }
        catch (RuleBrokenException broken)
        {
            Refuse(StatusCodes.Status409Conflict, broken.Code, broken.Arguments);
        }
        catch (ChangedMeanwhileException)
        {
            Refuse(StatusCodes.Status409Conflict, "changed-meanwhile");
        }
        catch (ValidationException invalid)
        {
            Refuse(StatusCodes.Status400BadRequest, invalid.Errors.First().ErrorCode);
        }

        return null;
    }

    protected void Refuse(int status, string code, IReadOnlyList<object>? arguments = null) => (Response.StatusCode, Refusal) = (status, Refusals.Sentence(code, arguments));
}
