using CaseManagement.Application.Features.Notices;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>Where the link of an e-mail leads: a receiver without an account says that the notice arrived. Opening it alone says nothing, since mail servers open links too.</summary>
[AllowAnonymous]
internal sealed class ReceivedModel(IMediator mediator) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Done { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await Do(new ReceiveNotice(new(Id), Token ?? ""), saysMissing: true)) return RedirectToPage(new { Id, Done = true });

        return Page();
    }
}
