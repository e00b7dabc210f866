using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>The way into the administration.</summary>
internal sealed class IndexModel(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    public void OnGet()
    {
        if (!AdminPlace.All.Any(place => May(place.Needs))) throw new NotPermittedException(Right.ManagePlaces);
    }
}
