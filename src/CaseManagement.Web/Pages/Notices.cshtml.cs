using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Alerts;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>What the system has told the reader and nobody has acknowledged yet.</summary>
internal sealed class NoticesModel(IMediator mediator, IActor actor) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public NoticePage List { get; private set; } = null!;

    /// <summary>How many alerts tell the reader, by the list that the link opens; null where none ever does.</summary>
    public int? Alerts { get; private set; }

    public ToldRole? Tells => Told.Of(actor.Role);

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostAcknowledgeAsync([FromForm(Name = "case")] Guid caseId, Guid notice, long seen)
    {
        if (await Do(new AcknowledgeNotice(new(caseId), new(notice), seen))) return RedirectToPage(new { After });

        await Load();
        return Page();
    }

    private async Task Load()
    {
        List = await Ask(new ListNotices(After));
        Alerts = Tells is { } tells ? (await Ask(new ListAlerts(new AlertFilter(Tells: tells), Take: 1))).Total : null;
    }
}
