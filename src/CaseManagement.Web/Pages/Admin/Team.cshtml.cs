using CaseManagement.Application.Features.Teams;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>One care team: its people, its places and how much it has to do.</summary>
internal sealed class TeamModel(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    private readonly IMediator _mediator = mediator;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public PlaceInput Input { get; set; } = new();

    public TeamDetail Team { get; private set; } = null!;

    public PlaceChoices Places { get; private set; } = null!;

    public Task OnGetAsync() => Load();

    public Task<IActionResult> OnPostChangeAsync() => Send(new ChangeTeam(new(Id), Input.Name ?? "", Input.Area ?? "", Input.Parted, Input.Version, Input.Cap, Input.Phone));

    public Task<IActionResult> OnPostCloseAsync() => Send(new CloseTeam(new(Id), Input.Version));

    private async Task<IActionResult> Send<TAnswer>(IRequest<TAnswer> command)
    {
        if (await Change(command)) return RedirectToPage(pageName: null, pageHandler: "", new { Id });

        await Load();
        return Page();
    }

    private async Task Load()
    {
        Team = await Ask(new GetTeam(new(Id)));
        Places = await PlaceChoices.LoadAsync(_mediator, null, HttpContext.RequestAborted);
    }
}
