using CaseManagement.Application.Features.People;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>One person: where they work, their account, and their leaving.</summary>
internal sealed class PersonModel(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    private readonly IMediator _mediator = mediator;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public PersonInput Input { get; set; } = new();

    /// <summary>After a reset; it is shown once.</summary>
    public string? FirstPassword { get; private set; }

    public StaffDetail Person { get; private set; } = null!;

    public PlaceChoices Places { get; private set; } = null!;

    public Task OnGetAsync() => Load();

    public Task<IActionResult> OnPostMoveAsync() =>
        Send(new MoveStaffMember(new(Id), Input.Role ?? default, Input.Area ?? "", Input.Team is { } team ? new CareTeamId(team) : null, Input.Version));

    public Task<IActionResult> OnPostCloseAsync() => Send(new CloseStaffMember(new(Id), Input.Version));

    public Task<IActionResult> OnPostSecondFactorAsync() => Send(new ResetSecondFactor(new(Id)));

    public Task<IActionResult> OnPostUnlockAsync() => Send(new UnlockAccount(new(Id)));

    public async Task<IActionResult> OnPostPasswordAsync()
    {
        await Change(new ResetPassword(new(Id)), reset => FirstPassword = reset.FirstPassword);

        await Load();
        Response.NeverKeep(); // the page may say a password
        return Page();
    }

    private async Task<IActionResult> Send<TAnswer>(IRequest<TAnswer> command)
    {
        if (await Change(command)) return RedirectToPage(pageName: null, pageHandler: "", new { Id });

        await Load();
        return Page();
    }

    private async Task Load()
    {
        Person = await Ask(new GetStaffMember(new(Id)));
        Places = await PlaceChoices.LoadAsync(_mediator, null, HttpContext.RequestAborted);
    }
}
