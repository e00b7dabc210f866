using CaseManagement.Application.Features.Cases;
using CaseManagement.Domain.Crises;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>From a list of tasks to the record that is owed, or to the emergency that is to be ended: a task knows its case and not its emergency.</summary>
internal sealed class CrisisOwedModel(IMediator mediator) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var story = await Ask(new GetCase(new(Id)));

        return (story.Crises.FirstOrDefault(crisis => crisis.OwesRecord), story.Crises.FirstOrDefault(crisis => crisis.State == CrisisState.Open)) switch
        {
            ({ } owed, _) => RedirectToPage("/Cases/CrisisRecord", new { Id, crisisId = owed.Id.Value }),
            (_, { } open) => RedirectToPage("/Cases/Crisis", new { Id, crisisId = open.Id.Value }),
            _ => RedirectToPage("/Cases/Story", new { Id }),
        };
    }
}
