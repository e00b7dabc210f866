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

    /// <summary>Whom the refused change would have left without an owner; null where it was refused for another reason.</summary>
    public LeftBehind? Whom { get; private set; }

    protected Task<TAnswer> Ask<TAnswer>(IRequest<TAnswer> query) => mediator.Send(query, HttpContext.RequestAborted);

    /// <returns>False when it was refused; the page is then shown again with the reason and the input.</returns>
    protected async Task<bool> Do<TAnswer>(IRequest<TAnswer> command, Action<TAnswer>? then = null)
    {
        try
        {
            var answer = await mediator.Send(command, HttpContext.RequestAborted);
            then?.Invoke(answer);

            return true;
        }
        catch (RuleBrokenException broken)
        {
            Whom = (broken as LeavesBehindException)?.Left;
            return Refused(StatusCodes.Status409Conflict, Refusals.Sentence(broken.Code, broken.Arguments));
        }
        catch (ChangedMeanwhileException)
        {
            return Refused(StatusCodes.Status409Conflict, Refusals.Sentence("changed-meanwhile"));
        }
        catch (ValidationException invalid)
        {
            return Refused(StatusCodes.Status400BadRequest, Refusals.Sentence(invalid.Errors.First().ErrorCode));
        }
    }

    private bool Refused(int status, string sentence)
    {
        (Response.StatusCode, Refusal) = (status, sentence);
        return false;
    }
}
