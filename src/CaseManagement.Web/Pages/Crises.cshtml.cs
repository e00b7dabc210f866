using CaseManagement.Application.Features.Crises;
using CaseManagement.Domain.Crises;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>The emergencies that somebody must still do something about: of the team, of the office's area, of the hospital's cases.</summary>
internal sealed class CrisesModel(IMediator mediator) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public CrisisState? State { get; set; }

    /// <summary>Only those of this place.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public CrisisPage List { get; private set; } = null!;

    public async Task OnGetAsync() => List = await Ask(new ListCrises(State, After, AreaCode: string.IsNullOrEmpty(Area) ? null : Area));
}
