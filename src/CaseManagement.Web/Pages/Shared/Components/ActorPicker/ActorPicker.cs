using CaseManagement.Application.Features.Places;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Shared.Components.ActorPicker;

/// <summary>Who acts now, and who else could.</summary>
/// <param name="Acting">Null where nobody is named, or somebody who is not among those offered.</param>
public sealed record ActorChoice(ActorRow? Acting, IReadOnlyList<ActorRow> Offered, string Back);

/// <summary>Shows in the head of every page who acts, and lets it be changed.</summary>
public sealed class ActorPicker(IMediator mediator, IActor actor) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var back = Request.Query["back"] is [{ } asked] ? asked : HttpMethods.IsGet(Request.Method) ? Request.PathBase + Request.Path + Request.QueryString : "/";
        try
        {
            var offered = await mediator.Send(new ListActors(), HttpContext.RequestAborted);
            return View(new ActorChoice(offered.FirstOrDefault(row => row.Id == actor.StaffId), offered, back));
        }
        catch (NoActorException)
        {
            return View(new ActorChoice(null, [], back));
        }
    }
}
