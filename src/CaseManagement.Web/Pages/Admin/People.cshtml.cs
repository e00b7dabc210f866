using CaseManagement.Application.Features.Institutions;
using CaseManagement.Application.Features.People;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>Who works here, and a new one among them.</summary>
internal sealed class PeopleModel(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    private const int MostInstitutions = 200;

    private readonly IMediator _mediator = mediator;

    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public StaffRole? Role { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Closed { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty]
    public PersonInput Input { get; set; } = new();

    public bool IsNarrowed => Code is not null || Area is not null || Role is not null || Closed;

    /// <summary>Of the person who has just been added; it is shown once.</summary>
    public string? FirstPassword { get; private set; }

    public StaffList List { get; private set; } = null!;

    public InstitutionPage Institutions { get; private set; } = null!;

    public PlaceChoices Places { get; private set; } = null!;

    public PageLinks Pages => PageLinks.Of(Url, "/Admin/People", After, List.Next, ("code", Code), ("area", Area), ("role", Role), ("closed", Closed ? "true" : null));

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostAddAsync()
    {
        var (institution, team) = (new InstitutionId(Input.Institution ?? default), Input.Team is { } id ? new CareTeamId(id) : (CareTeamId?)null);
        await Change(new AddStaffMember(Input.Code?.Trim() ?? "", Input.Name ?? "", Input.Role ?? default, Input.Area ?? "", institution, team), added => FirstPassword = added.FirstPassword);

        await Load();
        Response.NeverKeep(); // the page may say a password
        return Page();
    }

    private async Task Load()
    {
        List = await Ask(new ListStaff(Area, Role, Code, Closed, After));
        Institutions = await Ask(new ListInstitutions(Take: MostInstitutions));
        Places = await PlaceChoices.LoadAsync(_mediator, null, HttpContext.RequestAborted);
    }
}

/// <summary>A person, as a form sends them.</summary>
public sealed class PersonInput
{
    public string? Code { get; set; }

    public string? Name { get; set; }

    public StaffRole? Role { get; set; }

    public string? Area { get; set; }

    public Guid? Institution { get; set; }

    public Guid? Team { get; set; }

    public long Version { get; set; }
}
