using CaseManagement.Application.Features.CareGroups;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>The care groups, and a new one among them.</summary>
internal sealed class GroupsModel(IMediator mediator, IActor actor, Rights rights) : PlacesPage<CareGroupList>(mediator, actor, rights)
{
    /// <summary>Only groups with patients and no member.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Unserved { get; set; }

    public override PageLinks Pages => LinksOf("/Admin/Groups", List.Next, ("unserved", Unserved ? "true" : null));

    public Task<IActionResult> OnPostAddAsync() => Add(new AddCareGroup(Input.Name ?? "", Input.Area ?? ""));

    protected override IRequest<CareGroupList> Listed() => new ListCareGroups(Area, Closed, Unserved, After);
}
