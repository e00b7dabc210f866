using CaseManagement.Application.Features.Batches;
using CaseManagement.Application.Features.Grids;
using CaseManagement.Application.Features.Reassignments;
using CaseManagement.Application.Features.Teams;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Admin;

/// <summary>Whose work goes to whom, as a form sends it: the teams that take over stand in lines, each with the area that it takes.</summary>
public sealed class ReassignmentInput
{
    public ReassignmentSource? From { get; set; }

    public ReassignmentReason? Reason { get; set; }

    public Guid? Team { get; set; }

    public string? Area { get; set; }

    public Guid? Person { get; set; }

    public string? Into { get; set; }

    public Guid? ToPerson { get; set; }

    /// <summary>The teams that take over; at the same place, the area that each takes alone.</summary>
    public List<Guid?> To { get; set; } = [];

    public List<string?> ToArea { get; set; } = [];

    internal ReassignmentOrder? Order => From is not { } from ? null : new(
        from, Reason ?? Usual(from), from == ReassignmentSource.Team && Team is { } team ? new CareTeamId(team) : null, from is ReassignmentSource.Area or ReassignmentSource.Unassigned ? Area?.Trim() : null,
        from == ReassignmentSource.Person && Person is { } person ? new StaffId(person) : null,
        [.. To.Select((id, place) => (id, place)).Where(to => to.id is not null).Select(to => new Taker(new(to.id!.Value), AreaAt(to.place)))],
        string.IsNullOrWhiteSpace(Into) ? null : Into.Trim(), ToPerson is { } other ? new StaffId(other) : null);

    public string? AreaAt(int place) => place < ToArea.Count && !string.IsNullOrWhiteSpace(ToArea[place]) ? ToArea[place]!.Trim() : null;

    private static ReassignmentReason Usual(ReassignmentSource from) => from switch
    {
        ReassignmentSource.Team => ReassignmentReason.TeamCloses,
        ReassignmentSource.Area => ReassignmentReason.AreaRedrawn,
        ReassignmentSource.Unassigned => ReassignmentReason.QueueCleared,
        _ => ReassignmentReason.PersonLeaves,
    };
}

/// <summary>Patients go to other teams: chosen, looked at, done, and undone within a day.</summary>
internal sealed class ReassignmentsModel(IMediator mediator, IActor actor, Rights rights) : AdminPage(mediator, actor, rights)
{
    private readonly IMediator _mediator = mediator;
    private readonly IActor _actor = actor;

    [BindProperty(SupportsGet = true)]
    public ReassignmentInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public ReassignmentList List { get; private set; } = null!;

    public IReadOnlyList<TeamRow> Teams { get; private set; } = [];

    /// <summary>Who could leave, and who could take over from them.</summary>
    public IReadOnlyList<OwnerWorker> People { get; private set; } = [];

    public string OwnArea => _actor.Acting.AreaCode;

    public PlaceChoices Places { get; private set; } = null!;

    /// <summary>What would happen; null while nothing is chosen, or where it was refused.</summary>
    public ReassignmentPreview? Preview { get; private set; }

    public PageLinks Pages => PageLinks.Of(Url, "/Admin/Reassignments", After, List.Next);

    /// <summary>Nobody and nothing would change hands.</summary>
    public bool MovesNothing => Preview is { Cases: 0, Tasks: 0, Alerts: 0, Agreements: 0, Grids: 0, Communities: 0, Unassigned: 0 };

    /// <summary>A team that closes may have clues and offers alone, which go with it.</summary>
    public bool MayDo => !MovesNothing || Input.Order?.Reason == ReassignmentReason.TeamCloses;

    protected override string? InTheForm(string? field) => field switch
    {
        "Order.To" => "To[0]",
        "Order.IntoGrid" => "Into",
        "Order.StaffId" => "Person",
        _ => base.InTheForm(field?.StartsWith("Order.", StringComparison.Ordinal) == true ? field["Order.".Length..] : field),
    };

    public async Task OnGetAsync()
    {
        if (Input.Order is { } order && (Request.Query.ContainsKey("Input.To[0]") || Input.Into is not null || order.StaffId is not null)) await Change(new PreviewReassignment(order), preview => Preview = preview);
        await Load();
    }

    public Task<IActionResult> OnPostDoAsync(string? token, string? note) => Asked(new AskReassignment(Input.Order!, token ?? "", note));

    public Task<IActionResult> OnPostUndoAsync(Guid id) => Asked(new AskUndoing(new(id)));

    /// <summary>To the page that tells how it goes.</summary>
    private async Task<IActionResult> Asked(IRequest<BatchAsked> command)
    {
        BatchAsked? asked = null;
        if (await Change(command, answer => asked = answer)) return RedirectToPage("/Admin/Batch", pageHandler: "", new { id = asked!.Id.Value });

        await Load();
        return Page();
    }

    private async Task Load()
    {
        List = await Ask(new ListReassignments(After));
        Teams = (await Ask(new ListTeams(Take: 200))).Rows; // as many as a choice can hold
        if (Input.From == ReassignmentSource.Person) People = (await Ask(new ListGridOwners(Input.Area?.Trim() is { Length: > 0 } area ? area : OwnArea))).Workers.Where(worker => worker.Role != StaffRole.Administrator).ToList(); // who keeps people and places in order has no patients
        Places = await PlaceChoices.LoadAsync(_mediator, null, HttpContext.RequestAborted);
    }
}
