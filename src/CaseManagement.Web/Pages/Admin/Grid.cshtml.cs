using CaseManagement.Application.Features.Grids;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>One grid: its streets and who answers for it.</summary>
internal sealed class GridModel(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty]
    public PlaceInput Input { get; set; } = new();

    public GridDetail Grid { get; private set; } = null!;

    public GridOwners Owners { get; private set; } = null!;

    public Task OnGetAsync() => Load();

    public Task<IActionResult> OnPostRedrawAsync() => Send(new RedrawGrid(
        Code, Input.Name ?? "", Input.Parted, new(Input.Team ?? default), Input.Group is { } group ? new CareGroupId(group) : null, Input.Worker is { } worker ? new StaffId(worker) : null, Input.Version));

    public Task<IActionResult> OnPostCloseAsync() => Send(new CloseGrid(Code, Input.Version));

    private async Task<IActionResult> Send(IRequest<GridChanged> command)
    {
        if (await Change(command)) return RedirectToPage(pageName: null, pageHandler: "", new { Code });

        await Load();
        return Page();
    }

    private async Task Load()
    {
        Grid = await Ask(new GetGrid(Code));
        Owners = await Ask(new ListGridOwners(Grid.CommunityCode));
    }
}
