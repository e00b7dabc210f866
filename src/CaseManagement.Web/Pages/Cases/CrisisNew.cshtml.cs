using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>An emergency as a form sends it.</summary>
public sealed class CrisisInput
{
    public CrisisTrigger? Trigger { get; set; }

    public CrisisSource Source { get; set; } = CrisisSource.ByHand;

    /// <summary>By the clock of the service's zone.</summary>
    public DateTime? StartedAt { get; set; }

    public string? Note { get; set; }
}

/// <summary>Starting an emergency by hand, or after a call to the hotline about this patient.</summary>
internal sealed class CrisisNewModel(IMediator mediator, IActor actor, Rights rights, TimeProvider clock, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public CrisisInput Input { get; set; } = new();

    public CaseStory Story { get; private set; } = null!;

    public DateTime Now => clock.Now().DateTime;

    public async Task OnGetAsync()
    {
        await Open();
        Input.StartedAt = Now;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Open();
        if (!CanRead(_ => texts["crisis.started-at"]) || !IsFilled((nameof(Input.Trigger), Input.Trigger))) return Page();

        CrisisChanged? started = null;
        if (await Do(new StartCrisis(new(Id), Input.Trigger ?? default, Input.Source, Days.InZone(Input.StartedAt), Input.Note), answer => started = answer))
            return RedirectToPage("/Cases/Crisis", new { Id, crisisId = started!.Id.Value });

        return Page();
    }

    private async Task Open()
    {
        if (!rights.Has(actor.Role, Right.StartCrisis)) throw new NotPermittedException(Right.StartCrisis);

        Story = await Ask(new GetCase(new(Id)));
        RequireOpen(Id, Story.State, CaseAct.StartCrisis);
    }
}
