using CaseManagement.Application.Features.Jobs;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>What jobs could not do and set aside.</summary>
internal sealed class QuarantineModel(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    [BindProperty(SupportsGet = true)]
    public bool Cleared { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public QuarantinePage List { get; private set; } = null!;

    public PageLinks Pages => PageLinks.Of(Url, "/Admin/Quarantine", After, List.Next, ("cleared", Cleared ? "true" : null));

    public async Task OnGetAsync() => List = await Ask(new ListQuarantine(Cleared, After));

    public async Task<IActionResult> OnPostClearAsync(long row, string? note)
    {
        if (await Change(new ClearQuarantined(row, note ?? ""))) return RedirectToPage(pageName: null, pageHandler: "", new { cleared = Cleared ? "true" : null });

        List = await Ask(new ListQuarantine(Cleared, After));
        return Page();
    }
}
