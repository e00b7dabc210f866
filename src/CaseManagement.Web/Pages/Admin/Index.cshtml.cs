using CaseManagement.Application.Features.Teams;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>The way into the administration.</summary>
internal sealed class IndexModel(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    /// <summary>Whoever may not see a single team has nothing to do here.</summary>
    public Task OnGetAsync() => Ask(new ListTeams(Take: 1));
}
