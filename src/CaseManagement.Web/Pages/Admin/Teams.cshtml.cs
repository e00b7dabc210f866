using CaseManagement.Application.Features.Institutions;
using CaseManagement.Application.Features.Teams;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>The care teams, and a new one among them.</summary>
internal sealed class TeamsModel(IMediator mediator, IActor actor, Rights rights) : PlacesPage<TeamList>(mediator, actor, rights)
{
    /// <summary>Only the teams in which no leader works.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Leaderless { get; set; }

    public InstitutionPage Institutions { get; private set; } = null!;

    public override PageLinks Pages => LinksOf("/Admin/Teams", List.Next, ("leaderless", Leaderless ? "true" : null));

    public Task<IActionResult> OnPostAddAsync() => Add(new AddTeam(Input.Name ?? "", Input.Area ?? "", new(Input.Institution ?? default)));

    protected override IRequest<TeamList> Listed() => new ListTeams(Area, Closed, Leaderless, After);

    protected override async Task Load()
    {
        await base.Load();
        Institutions = await Ask(new ListInstitutions(Take: 200)); // as many as a choice can hold
    }
}
