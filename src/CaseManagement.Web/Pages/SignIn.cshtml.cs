using CaseManagement.Application.Features.Accounts;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>Name and password first, then the code of a second factor where the account has one.</summary>
[AllowAnonymous]
internal sealed class SignInModel(IMediator mediator, Visitor visitor) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public string? Name { get; private set; }

    /// <summary>What stands for the password in the second step; null in the first.</summary>
    public string? Proof { get; private set; }

    public IActionResult OnGet() => visitor.Holder is null ? Page() : GoBack();

    public Task<IActionResult> OnPostAsync() => Enter(Sent("name"), Sent("password"), code: null, proof: null);

    public Task<IActionResult> OnPostCodeAsync() => Enter(Sent("name"), password: null, Sent("code"), Sent("proof"));

    /// <summary>From the form and from nowhere else: a binder would also hear the address, and the edge counts by the name in the form.</summary>
    private string? Sent(string field) => Request.HasFormContentType ? Request.Form[field].FirstOrDefault() : null;

    private async Task<IActionResult> Enter(string? name, string? password, string? code, string? proof)
    {
        Name = name;
        var outcome = await Try(new SignIn(name ?? "", password, code, proof, SessionDoor.Page, Request.Headers.UserAgent, HttpContext.Connection.RemoteIpAddress?.ToString()));
        if (outcome?.Session is { } session)
        {
            await HttpContext.SignInAsync(Tickets.Page, Tickets.Principal(session, Tickets.Page));
            return session.Owes == Duty.None ? GoBack() : RedirectToPage("/Account/Index");
        }

        if (outcome is not null && (code is not null || outcome.Proof is null)) Refuse(StatusCodes.Status401Unauthorized, outcome.Refusal!);
        Proof = outcome?.Proof ?? (outcome?.Refusal == "sign-in.code-wrong" ? proof : null);

        return Page();
    }

    private LocalRedirectResult GoBack() => LocalRedirect(Url.IsLocalUrl(Back) ? Back : "/");
}
