using CaseManagement.Application.Features.Desk;
using CaseManagement.Application.Features.Exits;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>Who is proposed as lost, who is lost, and who is offered to another team.</summary>
internal sealed class DeparturesModel(IMediator mediator) : StaffPage(mediator)
{
    /// <summary>Null for the first that has somebody in it.</summary>
    [BindProperty(SupportsGet = true)]
    public DepartureView? View { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public DeparturePage List { get; private set; } = null!;

    public IReadOnlyDictionary<DepartureView, int> Counts { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        Counts = (await Ask(new CountDesk())).Departures;
        View ??= Counts.FirstOrDefault(count => count.Value > 0, new(DepartureView.LossProposals, 0)).Key;
        List = await Ask(new ListDepartures(View.Value, After));
    }
}
