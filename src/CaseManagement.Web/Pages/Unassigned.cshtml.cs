using CaseManagement.Application.Features.Places;
using CaseManagement.Application.Features.Reassignments;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>Who has no team: the queue of the prevention office.</summary>
internal sealed class UnassignedModel(IMediator mediator) : StaffPage(mediator)
{
    private readonly IMediator _mediator = mediator;

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public UnassignedPage List { get; private set; } = null!;

    public PageLinks Pages => PageLinks.Of(Url, "/Unassigned", After, List.Next, ("area", Area));

    public IReadOnlyList<AreaRow> Areas { get; private set; } = [];

    public async Task OnGetAsync()
    {
        List = await Ask(new ListUnassigned(Area, After));
        Areas = (await PlaceChoices.LoadAsync(_mediator, Area, HttpContext.RequestAborted)).Areas;
    }
}
