using CaseManagement.Application.Features.CasePlans;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>Writing a case plan, or changing the one that holds: a change starts from what was written.</summary>
internal sealed class PlanEditModel(IMediator mediator, IActor actor, Rights rights, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public PlanInput Input { get; set; } = new();

    public CasePlanSheet Sheet { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        await Open();
        Input = PlanInput.Of(Sheet);
        Input.AgreedOn = Sheet.Today;
        Input.MakeRoom();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Open();
        if (CanRead(_ => texts["plan.by-on"]) && await Do(Command())) return RedirectToPage("/Cases/Plan", new { Id });
        if (RefusalCode == "changed-meanwhile") Input.Version = Sheet.Version; // whoever has read that may save again

        Input.MakeRoom();
        return Page();
    }

    private IRequest<CasePlanChanged> Command() => Input.PlanId is { } plan
        ? new ChangeCasePlan(new(Id), new(plan), Input.Content(), Input.Agreed, Input.Reason ?? "", Input.NextReviewOn, Input.Version)
        : new BeginCasePlan(new(Id), Input.Content(), Input.Agreed, Input.NextReviewOn, Input.Version);

    private async Task Open()
    {
        if (!rights.Has(actor.Role, Right.WriteCasePlan)) throw new NotPermittedException(Right.WriteCasePlan);

        Sheet = await Ask(new GetCasePlan(new(Id)));
        RequireOpen(Id, Sheet.State, CaseAct.BeginPlan, CaseAct.ChangePlan);
    }
}
