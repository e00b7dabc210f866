using CaseManagement.Application.Features.Grids;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>The grids, and a new one among them.</summary>
internal sealed class GridsModel(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    private readonly IMediator _mediator = mediator;

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Closed { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty]
    public PlaceInput Input { get; set; } = new();

    public GridList List { get; private set; } = null!;

    public PlaceChoices Places { get; private set; } = null!;

    public PageLinks Pages => new(After is null ? null : Address(null), List.Next is { } next ? Address(next) : null);

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostAddAsync()
    {
        if (await Change(new AddGrid(Input.Code?.Trim() ?? "", Input.Name ?? "", Input.Parted, new(Input.Team ?? default)))) return RedirectToPage("/Admin/Grid", pageHandler: "", new { code = Input.Code!.Trim() });

        await Load();
        return Page();
    }

    private async Task Load()
    {
        List = await Ask(new ListGridsOfArea(Area, Closed, After));
        Places = await PlaceChoices.LoadAsync(_mediator, null, HttpContext.RequestAborted);
    }

    private string? Address(string? after) => Url.Page("/Admin/Grids", pageHandler: "", new { Area, closed = Closed ? "true" : null, after });
}
