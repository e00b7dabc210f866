using CaseManagement.Application.Features.CasePlans;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>The plan that holds, on one page of paper, with room for the signature.</summary>
internal sealed class PlanPrintModel(IMediator mediator) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public CasePlanSheet Sheet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        Sheet = await Ask(new GetCasePlan(new(Id)));
        return Sheet.InForce is null ? RedirectToPage("/Cases/Plan", new { Id }) : Page();
    }
}
