using System.Globalization;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Desk;
using CaseManagement.Application.Features.Reviews;
using CaseManagement.Application.Features.Worklist;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>What the desk shows first.</summary>
internal enum DeskView
{
    /// <summary>The tasks of one band.</summary>
    Worklist,

    /// <summary>The injections whose window closes soon.</summary>
    Closing,
    Alerts,

    /// <summary>An office's own: which towns are late.</summary>
    Towns,

    /// <summary>A psychiatrist's own: what was sent to them.</summary>
    Reviews,
}

/// <summary>The desk of whoever looks: a team's patients who are late and for today, an office's towns, a psychiatrist's cases; and what nobody has answered.</summary>
internal sealed partial class IndexModel(IMediator mediator, IActor actor, Rights rights, Standards standards, Texts texts) : StaffPage(mediator)
{
    private const int AlertsBeside = 8; // as many as stand beside the worklist without scrolling
    private const int TasksOnAPage = 10; // as many as a thumb goes through: the urgent are the first of them, and the number above says how many there are
    private const int AlertsOnAPage = 20;

    private readonly IMediator _mediator = mediator;

    [BindProperty(SupportsGet = true)]
    public DueBand? Band { get; set; }

    /// <summary>The list shows the injections whose window closes soon.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Soon { get; set; }

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

    /// <summary>The alert that the reader has just claimed: the answer stands where it was asked for.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Claimed { get; set; }

    /// <summary>Where no band was asked for: the late; and where nobody is late, those for today.</summary>
    public DueBand Shown => Band ?? (Counts.Bands[DueBand.Late] == 0 && Counts.Bands[DueBand.Today] > 0 ? DueBand.Today : DueBand.Late);

    public DeskView View =>
        Alerts ? DeskView.Alerts
        : Soon ? DeskView.Closing
        : Band is not null || IsNarrowed ? DeskView.Worklist
        : rights.Has(actor.Role, Right.SeeUnassigned) ? DeskView.Towns
        : rights.Has(actor.Role, Right.AdviseAsSpecialist) ? DeskView.Reviews
        : DeskView.Worklist;

    public bool IsNarrowed => Kind is not null || Team is not null || Place is not null;

    public WorklistCounts Counts { get; private set; } = null!;

    /// <summary>Null where the desk shows no tasks.</summary>
    public WorklistPage? Worklist { get; private set; }

    public TownPage? Towns { get; private set; }

    public ReviewPage? Reviews { get; private set; }

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

    /// <summary>The address of the form on which the reader does what the row asks; null where it is another's to do.</summary>
    public string? FormOf(WorklistRow row) => TaskForm.Of(rights, actor, row.Seen())?.Address(Url, row.CaseId.Value);

    /// <summary>Injections are no number of a desk whose reader gives none and answers for none.</summary>
    public bool ShowsClosing => TaskDuty.Counts(actor, CareTaskKind.Injection);

    public string? Next => View switch
    {
        DeskView.Alerts => AlertPage.Next?.ToString(CultureInfo.InvariantCulture),
        DeskView.Towns => Towns!.Next,
        DeskView.Reviews => Reviews!.Next,
        _ => Worklist!.Next,
    };

    public PageLinks Pages => new(After is null ? null : Url.Page("/Index", Here(null)), Next is null ? null : Url.Page("/Index", Here(Next)));

    public async Task<IActionResult> OnGetAsync()
    {
        if (actor.IsKnown && actor.Role == StaffRole.CareGroupMember) return RedirectToPage("/Support"); // their own few patients, and no desk
        if (actor.IsKnown && actor.Role == StaffRole.Administrator) return RedirectToPage("/Admin/Index", pageHandler: ""); // who keeps people and places in order sees no patient

        await Load();
        return Page();
    }

    public async Task<IActionResult> OnPostClaimAsync(long alertId, long version)
    {
        if (await Do(new ClaimAlert(alertId, version))) return RedirectToPage(pageName: null, pageHandler: null, new RouteValueDictionary(Here(After)) { ["claimed"] = alertId }, $"alert-{alertId}");

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
        if (Kind is not null && !Soon) route["kind"] = Kind.ToString();
        if (Team is { } team) route["team"] = team.ToString();
        if (Place is not null) route["place"] = Place;
        if (chip.Tells is not null) route["tells"] = chip.Tells.ToString();
        if (chip.Hands is not null) route["hands"] = chip.Hands.ToString();
        if (chip.Severity is not null) route["severity"] = chip.Severity.ToString();
        if (after is not null) route["after"] = after;

        return route;
    }

    /// <summary>The address of the list of injections whose window closes soon.</summary>
    public Dictionary<string, string?> Closing(string? after = null)
    {
        var route = Route(null, after: after);
        route.Remove("kind");
        route["soon"] = "true";

        return route;
    }

    /// <summary>The address of what is shown, from another page of it.</summary>
    public Dictionary<string, string?> Here(string? after) => View == DeskView.Closing ? Closing(after) : Route(View == DeskView.Worklist ? Band ?? (after is null ? null : Shown) : null, Alerts, after, (Tells, Hands, Severity));

    /// <summary>Whoever answers for a whole subtree reads by lateness alone: no index finds the urgent of a city, and looking for them reads all that is late there.</summary>
    private bool? UrgentFirst => rights.Has(actor.Role, Right.SeeUnassigned) ? null : true;

    private async Task Load()
    {
        CareTeamId? team = Team is { } id ? new CareTeamId(id) : null;
        var tasks = new WorklistFilter(null, Kind, team, Place);

        Counts = await Ask(new CountWorklist(tasks));
        switch (View)
        {
            case DeskView.Towns: Towns = await Ask(new ListTownsByLateness(After)); break;
            case DeskView.Reviews: Reviews = await Ask(new ListReviews(After)); break;
            case DeskView.Closing: Worklist = await Ask(new ListWorklist(tasks.ToInjectionsClosing(), After, TasksOnAPage, UrgentFirst)); break;
            case DeskView.Worklist: Worklist = await Ask(new ListWorklist(tasks with { Band = Shown }, After, TasksOnAPage, UrgentFirst)); break;
        }

        var alerts = new AlertFilter(CareTeamId: team, AreaCode: Place, Kind: Kind);
        AlertPage = Alerts
            ? await Ask(new ListAlerts(alerts with { Tells = Tells, Hands = Hands, Severity = Severity }, long.TryParse(After, CultureInfo.InvariantCulture, out var after) ? after : null, AlertsOnAPage))
            : await Ask(new ListAlerts(alerts with { Tells = Own }, Take: AlertsBeside));
        AlertTotal = AlertPage.Total;
        if (Alerts)
        {
            var counts = await Ask(new CountAlerts(alerts));
            (AlertTotal, Chips) = (Own is { } own ? counts.Tells.GetValueOrDefault(own) : counts.Total, ChipsOf(counts));
        }
        await LoadChosen();
        Waiting = await Ask(new CountDesk());
        Links = LinksOf(Waiting);
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
