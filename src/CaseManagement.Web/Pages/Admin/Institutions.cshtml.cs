using CaseManagement.Application.Features.Institutions;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>Where people work, and a new one among them.</summary>
internal sealed class InstitutionsModel(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    private readonly IMediator _mediator = mediator;

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty]
    public InstitutionInput Input { get; set; } = new();

    public InstitutionPage List { get; private set; } = null!;

    public PlaceChoices Places { get; private set; } = null!;

    public PageLinks Pages => PageLinks.Of(Url, "/Admin/Institutions", After, List.Next);

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostAddAsync()
    {
        if (await Change(new AddInstitution(Input.Name ?? "", Input.Kind ?? default, Input.Area ?? ""))) return RedirectToPage(pageName: null, pageHandler: "");

        await Load();
        return Page();
    }

    private async Task Load()
    {
        List = await Ask(new ListInstitutions(After: After));
        Places = await PlaceChoices.LoadAsync(_mediator, null, HttpContext.RequestAborted);
    }
}

/// <summary>An institution, as a form sends it.</summary>
public sealed class InstitutionInput
{
    public string? Name { get; set; }

    public InstitutionKind? Kind { get; set; }

    public string? Area { get; set; }
}
