using System.Collections;
using CaseManagement.Application.Pipeline;
using CaseManagement.Domain;
using CaseManagement.Domain.Cases;
using CaseManagement.Web.Pages.Elements;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseManagement.Web.Pages;

/// <summary>A page for people who act under a name: it sends requests, and says a refusal as a sentence without losing what was typed.</summary>
[TurnAway]
internal abstract class StaffPage(IMediator mediator) : PageModel
{
    private IReadOnlyList<(string Field, string Why)> _alsoRefused = [];

    /// <summary>Why the last thing sent was refused; null while nothing was.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The stable code of the refusal, for finding the field that it is about.</summary>
    public string? RefusalCode { get; private set; }

    /// <summary>The member of the request that was badly formed: <c>Findings.Risk</c>; null where a rule refused.</summary>
    public string? BadMember { get; private set; }

    /// <summary>The field that the refusal is about, by its name in the form or in the request; null where it is about all of it.</summary>
    public virtual string? RefusedField => Refusal is null ? null : InTheForm(BadMember ?? RefusedFields.Of(RefusalCode));

    /// <summary>What else was refused with it, each with its field: whoever mends one thing learns of all.</summary>
    public virtual IReadOnlyList<(string Field, string Why)> AlsoRefused => _alsoRefused;

    /// <summary>Whom the refused change would have left without an owner; null where it was refused for another reason.</summary>
    public LeftBehind? Whom { get; private set; }

    /// <summary>Whether a script of ours asks for a part of the page, and not a person for all of it.</summary>
    public bool IsPartial => Request.Headers.ContainsKey("HX-Request");

    /// <summary>An address that cannot be read is refused like one that asks for what is not there: silently shown, it would be another list than was asked for.</summary>
    /// <remarks>A form that names none of the page's handlers is refused too: the page would be shown with nothing loaded.</remarks>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is null) context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        if (HttpMethods.IsGet(Request.Method) && !ModelState.IsValid) context.Result = new StatusCodeResult(StatusCodes.Status400BadRequest);
    }

    /// <summary>How the form calls what the request calls so.</summary>
    protected virtual string? InTheForm(string? field) => field;

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
            Refuse(StatusCodes.Status409Conflict, broken.Code, broken.Arguments);
        }
        catch (NotFoundException missing) when (saysMissing)
        {
            Refuse(StatusCodes.Status404NotFound, $"{missing.What}.not-found");
        }
        catch (ChangedMeanwhileException)
        {
            Refuse(StatusCodes.Status409Conflict, "changed-meanwhile");
        }
        catch (ValidationException invalid)
        {
            BadMember = invalid.Errors.First().PropertyName;
            _alsoRefused = [.. invalid.Errors.DistinctBy(error => error.PropertyName).Where(error => error.PropertyName != BadMember).Select(error => (InTheForm(error.PropertyName) ?? "", Refusals.Sentence(CodeOf(error))))];
            Refuse(StatusCodes.Status400BadRequest, CodeOf(invalid.Errors.First()));
        }

        return false;
    }

    /// <summary>Refuses what was typed and is no date or number, by the words at its field.</summary>
    /// <param name="labels">By the name in the form: <c>Input.Dose</c>.</param>
    /// <returns>Whether everything could be read.</returns>
    protected bool CanRead(Func<string, string> labels)
    {
        if (ModelState.FirstOrDefault(field => field.Value?.Errors.Count > 0).Key is not { } unreadable) return true;

        BadMember = unreadable;
        Refuse(StatusCodes.Status400BadRequest, "parameter.malformed", [labels(unreadable)]);
        return false;
    }

    /// <summary>Refuses a form in which fields are empty that must not be: all of them at once, each at its own place.</summary>
    /// <param name="asked">What must be said, in the order of the form.</param>
    /// <returns>Whether everything was.</returns>
    protected bool IsFilled(params ReadOnlySpan<(string Member, object? Value)> asked)
    {
        List<string> empty = [];
        foreach (var (member, value) in asked)
            if (value is null or false or ICollection { Count: 0 } || (value is string text && string.IsNullOrWhiteSpace(text))) empty.Add(member);

        if (empty.Count == 0) return true;

        BadMember = empty[0];
        _alsoRefused = [.. empty.Skip(1).Select(member => (member, Refusals.Sentence("text.missing")))];
        Refuse(StatusCodes.Status400BadRequest, "text.missing");
        return false;
    }

    /// <summary>Whoever opens a form for what is not done any more in this state of the case is told why, and sees no form. What was sent is answered by the rule itself, so that nothing typed is lost.</summary>
    /// <param name="acts">What the form does; it opens where any of it may be done.</param>
    protected void RequireOpen(Guid caseId, CaseState state, params ReadOnlySpan<CaseAct> acts)
    {
        string? closed = null;
        foreach (var act in acts)
        {
            var answer = CaseStates.Answer(state, act);
            if (answer is null) return;
            closed = answer == CaseStates.UntilTheEnd || closed is null ? answer : closed;
        }

        if (closed == CaseStates.UntilTheEnd) HttpContext.Features.Set(new EndedCase(state));
        else if (HttpMethods.IsGet(Request.Method)) throw new FormClosedException(caseId, closed!);
    }

    /// <summary>A list from which nothing was chosen is empty, and says nothing that its codes lack.</summary>
    private string CodeOf(FluentValidation.Results.ValidationFailure error) =>
        error.ErrorCode is "code.unknown" or "emergency.reason" or "told.how" or "crisis.source" && Request.HasFormContentType && InTheForm(error.PropertyName) is { } field && Request.Form.All(sent => !Drawing.IsAbout(field, sent.Key) || string.IsNullOrEmpty(sent.Value)) ? "text.missing" : error.ErrorCode;

    /// <returns>Null when it was refused.</returns>
    protected async Task<TAnswer?> Try<TAnswer>(IRequest<TAnswer> command) where TAnswer : class
    {
        TAnswer? answer = null;
        await Do(command, said => answer = said);

        return answer;
    }

    /// <summary>Says why, where whatever draws the fields finds it.</summary>
    protected void Refuse(int status, string code, IReadOnlyList<object>? arguments = null)
    {
        (Response.StatusCode, RefusalCode, Refusal) = (status, code, Refusals.Sentence(code, arguments));
        HttpContext.Features.Set(this);
    }
}

/// <summary>A form that the state of its case has closed: the page says why and shows none.</summary>
/// <param name="code">Of the refusal that the command would meet.</param>
internal sealed class FormClosedException(Guid caseId, string code) : Exception("This form is closed.")
{
    public Guid CaseId => caseId;

    public string Code => code;
}

/// <summary>The case has ended, and the form that is shown takes only what happened until then.</summary>
internal sealed record EndedCase(CaseState State);
