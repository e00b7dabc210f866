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
    /// <param name="done">Is told the answer.</param>
    /// <param name="saysMissing">What is not there is said as a sentence on this page, where it was typed.</param>
    protected async Task<bool> Do<TAnswer>(IRequest<TAnswer> command, Action<TAnswer>? done = null, bool saysMissing = false)
    {
        try
        {
            var answer = await mediator.Send(command, HttpContext.RequestAborted);
            done?.Invoke(answer);
            return true;
        }
        catch (RuleBrokenException broken)
        {
            Whom = (broken as LeavesBehindException)?.Left;
            return Refused(StatusCodes.Status409Conflict, Refusals.Sentence(broken.Code, broken.Arguments));
        }
        catch (NotFoundException missing) when (saysMissing)
        {
            return Refused(StatusCodes.Status404NotFound, Refusals.Sentence($"{missing.What}.not-found"));
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
