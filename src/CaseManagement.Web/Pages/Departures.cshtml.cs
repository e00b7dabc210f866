using CaseManagement.Application.Features.Exits;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>Who is proposed as lost, who is lost, and who is offered to another team.</summary>
internal sealed class DeparturesModel(IMediator mediator) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public DepartureView View { get; set; } = DepartureView.LossProposals;

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public DeparturePage List { get; private set; } = null!;

    public async Task OnGetAsync() => List = await Ask(new ListDepartures(View, After));
}
