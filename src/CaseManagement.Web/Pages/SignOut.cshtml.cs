using CaseManagement.Application.Features.Accounts;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>The way out: the session ends and the browser forgets its cookie.</summary>
internal sealed class SignOutModel(IMediator mediator) : StaffPage(mediator)
{
    public IActionResult OnGet() => RedirectToPage("/Index");

    public async Task<IActionResult> OnPostAsync()
    {
        await Do(new SignOut());
        await HttpContext.SignOutAsync(Tickets.Page);

        return RedirectToPage("/SignIn");
    }
}
