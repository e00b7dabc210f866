using CaseManagement.Application.Features.Alerts;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>One alert: its next step, who did what about it, and everything that can be done about it now.</summary>
internal sealed class AlertModel(IMediator mediator) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long Alert { get; set; }

    [BindProperty]
    public AlertInput Input { get; set; } = new();

    public AlertStory Story { get; private set; } = null!;

    /// <summary>What was sent and refused, in the form it came from.</summary>
    public AlertInput? Kept => Refusal is null ? null : Input;

    public Task OnGetAsync() => Load();

    public Task<IActionResult> OnPostClaimAsync() => Send(new ClaimAlert(Alert, Input.Version));

    public Task<IActionResult> OnPostAnswerAsync() => Send(new AnswerAlert(Alert, Input.Reason ?? default, Input.Note, Input.Version));

    public Task<IActionResult> OnPostResolveAsync() => Send(new ResolveAlert(Alert, Input.Result ?? default, Input.Note, Input.Version));

    public Task<IActionResult> OnPostHandOverAsync() => Send(new HandOverAlert(Alert, new StaffId(Input.To ?? default), Input.HandOver ?? default, Input.Note, Input.Version));

    public Task<IActionResult> OnPostDismissAsync() => Send(new DismissAlert(Alert, Input.Dismissal ?? default, Input.Note, Input.Version));

    private async Task<IActionResult> Send(IRequest<AlertChanged> command)
    {
        if (await Do(command)) return RedirectToPage(pageName: null, pageHandler: null, new { Id, Alert });

        await Load();
        return Page();
    }

    private async Task Load() => Story = await Ask(new GetAlert(new(Id), Alert));
}
