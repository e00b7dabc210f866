using CaseManagement.Application.Features.Institutions;
using CaseManagement.Application.Features.Teams;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>The care teams, and a new one among them.</summary>
internal sealed class TeamsModel(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    private readonly IMediator _mediator = mediator;

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Closed { get; set; }

    /// <summary>Only the teams in which no leader works.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Leaderless { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty]
    public PlaceInput Input { get; set; } = new();

    public TeamList List { get; private set; } = null!;

    public InstitutionPage Institutions { get; private set; } = null!;

    public PlaceChoices Places { get; private set; } = null!;

    public PageLinks Pages => new(After is null ? null : Address(null), List.Next is { } next ? Address(next) : null);

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostAddAsync()
    {
        if (await Change(new AddTeam(Input.Name ?? "", Input.Area ?? "", new(Input.Institution ?? default)))) return RedirectToPage(pageName: null, pageHandler: "");

        await Load();
        return Page();
    }

    private async Task Load()
    {
        List = await Ask(new ListTeams(Area, Closed, Leaderless, After));
        Institutions = await Ask(new ListInstitutions(Take: 200)); // as many as a choice can hold
        Places = await PlaceChoices.LoadAsync(_mediator, null, HttpContext.RequestAborted);
    }

    private string? Address(string? after) => Url.Page("/Admin/Teams", pageHandler: "", new { Area, closed = Closed ? "true" : null, leaderless = Leaderless ? "true" : null, after });
}
