using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>A list of what care is organised in (teams, groups, grids), by area, with a form for a new one.</summary>
internal abstract class PlacesPage<TList>(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    private readonly IMediator _mediator = mediator;

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    /// <summary>Those too that are closed.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Closed { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty]
    public PlaceInput Input { get; set; } = new();

    public TList List { get; private set; } = default!;

    public PlaceChoices Places { get; private set; } = null!;

    public abstract PageLinks Pages { get; }

    public Task OnGetAsync() => Load();

    /// <summary>The page again with what was refused in it, or away to where the new one stands.</summary>
    protected async Task<IActionResult> Add<TAnswer>(IRequest<TAnswer> command, Func<IActionResult>? leadsTo = null)
    {
        if (await Change(command)) return leadsTo?.Invoke() ?? RedirectToPage(pageName: null, pageHandler: "");

        await Load();
        return Page();
    }

    protected abstract IRequest<TList> Listed();

    protected PageLinks LinksOf(string page, string? next, params ReadOnlySpan<(string Name, object? Value)> narrowed) =>
        PageLinks.Of(Url, page, After, next, [("area", Area), ("closed", Closed ? "true" : null), .. narrowed]);

    protected virtual async Task Load()
    {
        List = await Ask(Listed());
        Places = await PlaceChoices.LoadAsync(_mediator, null, HttpContext.RequestAborted);
    }
}
