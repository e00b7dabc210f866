using CaseManagement.Application.Features.CareGroups;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>The care groups, and a new one among them.</summary>
internal sealed class GroupsModel(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    private readonly IMediator _mediator = mediator;

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Closed { get; set; }

    /// <summary>Only groups with patients and no member.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Unserved { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty]
    public PlaceInput Input { get; set; } = new();

    public CareGroupList List { get; private set; } = null!;

    public PlaceChoices Places { get; private set; } = null!;

    public PageLinks Pages => new(After is null ? null : Address(null), List.Next is { } next ? Address(next) : null);

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostAddAsync()
    {
        if (await Change(new AddCareGroup(Input.Name ?? "", Input.Area ?? ""))) return RedirectToPage(pageName: null, pageHandler: "");

        await Load();
        return Page();
    }

    private async Task Load()
    {
        List = await Ask(new ListCareGroups(Area, Closed, Unserved, After));
        Places = await PlaceChoices.LoadAsync(_mediator, null, HttpContext.RequestAborted);
    }

    private string? Address(string? after) => Url.Page("/Admin/Groups", pageHandler: "", new { Area, closed = Closed ? "true" : null, unserved = Unserved ? "true" : null, after });
}
