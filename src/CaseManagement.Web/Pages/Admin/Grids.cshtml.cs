using CaseManagement.Application.Features.Grids;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>The grids, and a new one among them.</summary>
internal sealed class GridsModel(IMediator mediator, IActor actor, Rights rights) : PlacesPage<GridList>(mediator, actor, rights)
{
    public override PageLinks Pages => LinksOf("/Admin/Grids", List.Next);

    public Task<IActionResult> OnPostAddAsync()
    {
        var code = Input.Code?.Trim() ?? "";
        return Add(new AddGrid(code, Input.Name ?? "", Input.Parted, new(Input.Team ?? default)), () => RedirectToPage("/Admin/Grid", pageHandler: "", new { code }));
    }

    protected override IRequest<GridList> Listed() => new ListGridsOfArea(Area, Closed, After);
}
