using CaseManagement.Application.Features.CareGroups;
using CaseManagement.Application.Features.Grids;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>One care group: who serves it as what and for which term, and its grids.</summary>
internal sealed class GroupModel(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    private readonly IMediator _mediator = mediator;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public PlaceInput Input { get; set; } = new();

    public CareGroupDetail Group { get; private set; } = null!;

    public GridOwners Owners { get; private set; } = null!;

    public PlaceChoices Places { get; private set; } = null!;

    public Task OnGetAsync() => Load();

    public Task<IActionResult> OnPostChangeAsync() => Send(new ChangeCareGroup(new(Id), Input.Name ?? "", Input.Area ?? "", Input.Version));

    public Task<IActionResult> OnPostCloseAsync() => Send(new CloseCareGroup(new(Id), Input.Version));

    public Task<IActionResult> OnPostMemberAsync(Guid staff, MemberKind kind, DateOnly from, DateOnly? until) => Send(new AddGroupMember(new(Id), new(staff), kind, from, until));

    public Task<IActionResult> OnPostEndAsync(Guid membership, DateOnly lastDay) => Send(new EndMembership(new(Id), new(membership), lastDay));

    private async Task<IActionResult> Send<TAnswer>(IRequest<TAnswer> command)
    {
        if (await Change(command)) return RedirectToPage(pageName: null, pageHandler: "", new { Id });

        await Load();
        return Page();
    }

    private async Task Load()
    {
        Group = await Ask(new GetCareGroup(new(Id)));
        Owners = await Ask(new ListGridOwners(Group.AreaCode));
        Places = await PlaceChoices.LoadAsync(_mediator, null, HttpContext.RequestAborted);
    }
}
