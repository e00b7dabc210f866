using System.Globalization;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Desk;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>The desk: who is late, who is for today, what nobody has answered.</summary>
internal sealed class IndexModel(IMediator mediator, IActor actor, Rights rights, Texts texts) : StaffPage(mediator)
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

    /// <summary>Of the alerts: whom they tell.</summary>
    [BindProperty(SupportsGet = true)]
    public ToldRole? Tells { get; set; }

    /// <summary>Of the alerts: in whose hands they are.</summary>
    [BindProperty(SupportsGet = true)]
    public AlertHands? Hands { get; set; }

    /// <summary>Of the alerts: how much they weigh.</summary>
    [BindProperty(SupportsGet = true)]
    public Severity? Severity { get; set; }

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

    /// <summary>Whom the alerts tell that are the reader's own to begin with; null for whoever has none.</summary>
    public ToldRole? Own => actor.IsKnown ? Told.Of(actor.Role) : null;

    /// <summary>How many alerts tell the reader: what the card counts, it opens into. Those that tell others are a chip away.</summary>
    public int AlertTotal { get; private set; }

    /// <summary>The ways of narrowing the alerts, those first that tell the reader.</summary>
    public IReadOnlyList<AlertChip> Chips { get; private set; } = [];

    public PlaceChoices Places { get; private set; } = null!;

    /// <summary>What waits for the reader beside the worklist and the alerts.</summary>
    public DeskCounts Waiting { get; private set; } = null!;

    /// <summary>Whether the reader records what settles a task; the rows then lead to the form in one step.</summary>
    public bool MayRecord => rights.Has(actor.Role, Right.RecordFollowUp);

    public bool MayRegister => rights.Has(actor.Role, Right.Register);

    public bool HoldsMeetings => rights.Has(actor.Role, Right.HoldMeetings);

    public bool SeesCards => rights.Has(actor.Role, Right.SeeCards);

    public string? Next => Alerts ? AlertPage.Next?.ToString(CultureInfo.InvariantCulture) : Worklist.Next;

    public PageLinks Pages => new(
        After is null ? null : Url.Page("/Index", Route(Band, Alerts, null, (Tells, Hands, Severity))),
        Next is null ? null : Url.Page("/Index", Route(Band, Alerts, Next, (Tells, Hands, Severity))));

    public async Task<IActionResult> OnGetAsync()
    {
        if (actor.IsKnown && actor.Role == StaffRole.CareGroupMember) return RedirectToPage("/Support"); // their own few patients, and no desk
        if (actor.IsKnown && actor.Role == StaffRole.Administrator) return RedirectToPage("/Admin/Index", pageHandler: ""); // who keeps people and places in order sees no patient

        await Load();
        return Page();
    }

    public async Task<IActionResult> OnPostClaimAsync(long alertId, long version)
    {
        if (await Do(new ClaimAlert(alertId, version))) return RedirectToPage(Route(Band, Alerts, After, (Tells, Hands, Severity)));

        await Load();
        return Page();
    }

    /// <summary>The address of a list: what it is narrowed to stays, the page starts again.</summary>
    /// <param name="chip">Which of the alerts.</param>
    public Dictionary<string, string?> Route(DueBand? band, bool alerts = false, string? after = null, (ToldRole? Tells, AlertHands? Hands, Severity? Severity) chip = default)
    {
        var route = new Dictionary<string, string?>();
        if (alerts) route["alerts"] = "true";
        else if (band is not null) route["band"] = band.ToString();
        if (Kind is not null) route["kind"] = Kind.ToString();
        if (Team is { } team) route["team"] = team.ToString();
        if (Place is not null) route["place"] = Place;
        if (chip.Tells is not null) route["tells"] = chip.Tells.ToString();
        if (chip.Hands is not null) route["hands"] = chip.Hands.ToString();
        if (chip.Severity is not null) route["severity"] = chip.Severity.ToString();
        if (after is not null) route["after"] = after;

        return route;
    }

    private async Task Load()
    {
        CareTeamId? team = Team is { } id ? new CareTeamId(id) : null;
        var tasks = new WorklistFilter(null, Kind, team, Place);

        Counts = await Ask(new CountWorklist(tasks));
        Worklist = await Ask(new ListWorklist(tasks with { Band = Shown }, Alerts ? null : After));
        var alerts = new AlertFilter(CareTeamId: team, AreaCode: Place, Kind: Kind);
        AlertPage = Alerts
            ? await Ask(new ListAlerts(alerts with { Tells = Tells, Hands = Hands, Severity = Severity }, long.TryParse(After, CultureInfo.InvariantCulture, out var after) ? after : null))
            : await Ask(new ListAlerts(alerts with { Tells = Own }, Take: AlertsBeside));
        AlertTotal = AlertPage.Total;
        if (Alerts)
        {
            var counts = await Ask(new CountAlerts(alerts));
            (AlertTotal, Chips) = (Own is { } own ? counts.Tells.GetValueOrDefault(own) : counts.Total, ChipsOf(counts));
        }
        Waiting = await Ask(new CountDesk());
        Places = await PlaceChoices.LoadAsync(_mediator, Place, HttpContext.RequestAborted);
    }

    private List<AlertChip> ChipsOf(AlertCounts counts)
    {
        var own = Own;
        return
        [
            Chip(texts["desk.all-alerts"], counts.Total, default),
            .. Enum.GetValues<ToldRole>().Where(tells => tells == own || counts.Tells.ContainsKey(tells)).OrderByDescending(tells => tells == own).Select(tells => Chip(texts.Of(tells), counts.Tells.GetValueOrDefault(tells), (tells, null, null))),
            .. Enum.GetValues<AlertHands>().Select(hands => Chip(texts.Of(hands), counts.Hands.GetValueOrDefault(hands), (null, hands, null))),
            .. Enum.GetValues<Severity>().Select(severity => Chip(texts.Of(severity), counts.Severity.GetValueOrDefault(severity), (null, null, severity))),
        ];

        AlertChip Chip(string text, int count, (ToldRole?, AlertHands?, Severity?) chip) => new(text, count, (Tells, Hands, Severity) == chip, Route(null, true, null, chip));
    }
}
