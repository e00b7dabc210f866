using System.Globalization;
using CaseManagement.Application.Features.Access;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>The desk: who is late, who is for today, what nobody has answered.</summary>
internal sealed class IndexModel(IMediator mediator, IActor actor, Rights rights) : StaffPage(mediator)
{
    private const int AlertsBeside = 8; // as many as stand beside the worklist without scrolling

    private readonly IMediator _mediator = mediator;

    [BindProperty(SupportsGet = true)]
    public DueBand? Band { get; set; }

    /// <summary>The list shows alerts instead of tasks.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Alerts { get; set; }

    [BindProperty(SupportsGet = true)]
    public CareTaskKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Team { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Place { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public DueBand Shown => Band ?? DueBand.Late;

    public bool IsNarrowed => Kind is not null || Team is not null || Place is not null;

    public WorklistCounts Counts { get; private set; } = null!;

    public WorklistPage Worklist { get; private set; } = null!;

    public AlertPage AlertPage { get; private set; } = null!;

    public PlaceChoices Places { get; private set; } = null!;

    /// <summary>Emergency accesses that wait for a review; null for whoever does not review.</summary>
    public int? WaitingReviews { get; private set; }

    /// <summary>Patients without a team; null for whoever does not see to them.</summary>
    public int? Unassigned { get; private set; }

    /// <summary>Whether the reader records what settles a task; the rows then lead to the form in one step.</summary>
    public bool MayRecord => rights.Has(actor.Role, Right.RecordFollowUp);

    public bool HandlesClues => rights.Has(actor.Role, Right.HandleClues);

    public string? Next => Alerts ? AlertPage.Next?.ToString(CultureInfo.InvariantCulture) : Worklist.Next;

    public async Task<IActionResult> OnGetAsync()
    {
        if (actor.IsKnown && actor.Role == StaffRole.CareGroupMember) return RedirectToPage("/Support"); // their own few patients, and no desk
        if (actor.IsKnown && actor.Role == StaffRole.Administrator) return RedirectToPage("/Admin/Index", pageHandler: ""); // who keeps people and places in order sees no patient

        await Load();
        return Page();
    }

    public async Task<IActionResult> OnPostClaimAsync(long alertId, long version)
    {
        if (await Do(new ClaimAlert(alertId, version))) return RedirectToPage(Route(Band, Alerts, After));

        await Load();
        return Page();
    }

    /// <summary>The address of a list: what it is narrowed to stays, the page starts again.</summary>
    public Dictionary<string, string?> Route(DueBand? band, bool alerts = false, string? after = null)
    {
        var route = new Dictionary<string, string?>();
        if (alerts) route["alerts"] = "true";
        else if (band is not null) route["band"] = band.ToString();
        if (Kind is not null) route["kind"] = Kind.ToString();
        if (Team is { } team) route["team"] = team.ToString();
        if (Place is not null) route["place"] = Place;
        if (after is not null) route["after"] = after;

        return route;
    }

    private async Task Load()
    {
        CareTeamId? team = Team is { } id ? new CareTeamId(id) : null;
        var tasks = new WorklistFilter(null, Kind, team, Place);

        Counts = await Ask(new CountWorklist(tasks));
        Worklist = await Ask(new ListWorklist(tasks with { Band = Shown }, Alerts ? null : After));
        AlertPage = Alerts
            ? await Ask(new ListAlerts(new(CareTeamId: team, AreaCode: Place), long.TryParse(After, CultureInfo.InvariantCulture, out var after) ? after : null))
            : await Ask(new ListAlerts(new(CareTeamId: team, AreaCode: Place), Take: AlertsBeside));
        WaitingReviews = rights.Has(actor.Role, Right.ReviewEmergencyAccess) ? (await Ask(new CountEmergencyAccess())).Waiting : null;
        Unassigned = rights.Has(actor.Role, Right.SeeUnassigned) ? (await Ask(new CountUnassigned())).Waiting : null;
        Places = await PlaceChoices.LoadAsync(_mediator, Place, HttpContext.RequestAborted);
    }
}
