using CaseManagement.Application.Features.Exits;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Places;
using CaseManagement.Application.Features.Notices;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Telling;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>What the forms of the page send; each fills in what it asks.</summary>
public sealed class ExitInput
{
    public CaseAct? Act { get; set; }

    public DateOnly? On { get; set; }

    public TimeOnly? At { get; set; }

    public ContactMeans? Means { get; set; }

    public ContactAddress? Used { get; set; }

    public ContactOutcome? Outcome { get; set; }

    public DateOnly? AgreedOn { get; set; }

    public LossCriterion? Criterion { get; set; }

    public bool Yes { get; set; }

    public string? Note { get; set; }

    public ToldAbout? About { get; set; }

    public Guid? ExitId { get; set; }

    public Party? Party { get; set; }

    public ToldHow? ToldHow { get; set; }

    public string? AreaCode { get; set; }

    public string? Address { get; set; }

    public DateOnly? DiedOn { get; set; }

    public DeathCause? Cause { get; set; }

    public FatalIllness? FatalIllness { get; set; }

    public DeletionReason? Reason { get; set; }

    /// <summary>The case that stays, where the patient is registered twice.</summary>
    public Guid? Survivor { get; set; }

    /// <summary>By what that case is looked for; by the patient's name where nothing is said.</summary>
    public string? Sought { get; set; }

    public long Version { get; set; }
}

/// <summary>Reaching a patient, and every way out of management: attempts, loss, move, death, closing, and back.</summary>
internal sealed class ExitsModel(IMediator mediator, IActor actor, Rights rights, Days days, Texts texts) : StaffPage(mediator)
{
    private readonly IMediator _mediator = mediator;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public ExitInput Input { get; set; } = new();

    public CaseExits Case { get; private set; } = null!;

    /// <summary>The towns to which a patient may move, for choosing one by its name; a community is typed.</summary>
    public IReadOnlyList<AreaRow> Places { get; private set; } = [];

    public Task OnGetAsync() => Open();

    public async Task<IActionResult> OnPostAsync()
    {
        await Open();
        if (!CanRead(member => LabelOf(member.Replace("Input.", "", StringComparison.Ordinal)))) return Page();
        if (!IsFilled([.. Asked])) return Page();
        if (Command() is not { } command) return BadRequest();
        if (await command()) return RedirectToPage(new { Id });
        if (IsAboutSurvivor) await FindOthers();
        if (RefusalCode == "exit.duplicate-of-what" && Others is { Count: 0 }) Refuse(StatusCodes.Status409Conflict, "exit.duplicate-not-found");

        return Page();
    }

    /// <summary>Looks for the registration that stays; nothing is closed yet.</summary>
    public async Task<IActionResult> OnPostOthersAsync()
    {
        await Open();
        if (!rights.Has(actor.Role, Right.CloseCase)) throw new NotPermittedException(Right.CloseCase);

        Input.Act = CaseAct.CloseCase;
        await FindOthers();

        return Page();
    }

    public async Task<IActionResult> OnPostAcknowledgeAsync(Guid notice, long seen)
    {
        if (await Do(new AcknowledgeNotice(new(Id), new(notice), seen))) return RedirectToPage(pageName: null, pageHandler: null, new { Id });

        await Open();
        return Page();
    }

    /// <summary>Whether the table of states allows it and the reader has the right; the form is shown only then.</summary>
    public bool May(CaseAct act, Right right) => rights.Has(actor.Role, right) && CaseStates.Answer(Case.State, act) is null && (Case.IsHome || act == CaseAct.DecideTransfer);

    /// <summary>A rule of a death tells of the questions of the follow-up form; here they have the names of this one.</summary>
    public override string? RefusedField => RefusalCode == "follow-up.fatal-illness-without-cause" ? nameof(ExitInput.FatalIllness) : base.RefusedField switch
    {
        "Text" => nameof(ExitInput.Sought),
        "LearntOn" => nameof(ExitInput.On),
        "died-on" => nameof(ExitInput.DiedOn),
        "Receiver" => nameof(ExitInput.Note),
        var same => same,
    };

    /// <summary>A form that was refused is found open.</summary>
    public bool IsRefused(CaseAct act) => Refusal is not null && Input.Act == act;

    /// <summary>What the form that was sent must say, in its order.</summary>
    private IEnumerable<(string Member, object? Value)> Asked => Input.Act switch
    {
        CaseAct.RecordAttempt => [(nameof(Input.On), Input.On), (nameof(Input.At), Input.At), (nameof(Input.Means), Input.Means), (nameof(Input.Outcome), Input.Outcome)],
        CaseAct.RecordTold => [(nameof(Input.Party), Input.Party), (nameof(Input.ToldHow), Input.ToldHow), (nameof(Input.On), Input.On), (nameof(Input.At), Input.At)],
        CaseAct.ProposeLoss => [(nameof(Input.Criterion), Input.Criterion)],
        CaseAct.RecordFound => [(nameof(Input.On), Input.On), (nameof(Input.Note), Input.Note)],
        CaseAct.WithdrawTransfer or CaseAct.CancelDeath or CaseAct.ReopenCase => [(nameof(Input.Note), Input.Note)],
        CaseAct.OfferTransfer => [(nameof(Input.Address), Input.Address)],
        CaseAct.RecordDeath => [(nameof(Input.DiedOn), Input.DiedOn), (nameof(Input.On), Input.On), (nameof(Input.Cause), Input.Cause), (nameof(Input.Yes), Input.Yes ? true : null)],
        CaseAct.CloseCase => [(nameof(Input.Reason), Input.Reason)],
        _ => [],
    };

    private string LabelOf(string member) => member switch
    {
        nameof(Input.On) => texts[Input.Act == CaseAct.RecordDeath ? "exits.learnt-on" : "exits.on"],
        nameof(Input.At) => texts["exits.at"],
        nameof(Input.Means) => texts["exits.means"],
        nameof(Input.Used) => texts["exits.used"],
        nameof(Input.Outcome) => texts["exits.outcome"],
        nameof(Input.AgreedOn) => texts["exits.agreed-on"],
        nameof(Input.Party) => texts["exits.party"],
        nameof(Input.ToldHow) => texts["exits.told-by"],
        nameof(Input.Criterion) => texts["exits.criterion"],
        nameof(Input.DiedOn) => texts["exits.died-on"],
        nameof(Input.Cause) => texts["exits.cause"],
        nameof(Input.FatalIllness) => texts["exits.fatal-illness"],
        nameof(Input.Yes) => texts["exits.death-checked", Case.Name],
        nameof(Input.Reason) => texts["exits.reason"],
        _ => texts["exits.title"],
    };

    /// <summary>Null where the page has no such form.</summary>
    private Func<Task<bool>>? Command()
    {
        var (id, seen) = (new ManagedCaseId(Id), Input.Version);
        return Input switch
        {
            { Act: CaseAct.RecordAttempt, Means: { } means, Outcome: { } outcome } when Instant() is { } at => () => Do(new RecordContactAttempt(id, at, means, Input.Used, outcome, Input.AgreedOn, Note, seen)),
            { Act: CaseAct.ProposeLoss, Criterion: { } criterion } => () => Do(new ProposeLoss(id, criterion, Note, seen)),
            { Act: CaseAct.DecideLoss } => () => Do(new DecideLoss(id, Input.Yes, Note, seen)),
            { Act: CaseAct.RecordFound, On: { } on } => () => Do(new RecordFound(id, on, Note ?? "", seen)),
            { Act: CaseAct.RecordTold, About: { } about, Party: { } party, ToldHow: { } by } when Instant() is { } at => () => Do(new RecordTold(id, about, Input.ExitId, party, by, at, Note, seen)),
            { Act: CaseAct.OfferTransfer } => () => Do(new OfferTransfer(id, Input.AreaCode, Input.Address ?? "", Note, seen)),
            { Act: CaseAct.DecideTransfer } => () => Do(new DecideTransfer(id, Input.Yes, Note, seen)),
            { Act: CaseAct.WithdrawTransfer } => () => Do(new WithdrawTransfer(id, Note ?? "", seen)),
            { Act: CaseAct.RecordDeath, Yes: true, DiedOn: { } died, On: { } learnt, Cause: { } cause } => () => Do(new RecordDeath(id, died, learnt, cause, Input.FatalIllness, Note, seen)),
            { Act: CaseAct.CancelDeath, ExitId: { } death } => () => Do(new CancelDeath(id, death, Note ?? "", seen)),
            { Act: CaseAct.CloseCase, Reason: { } reason } => () => Do(new CloseCase(id, reason, Note, seen, reason == DeletionReason.Duplicate && Input.Survivor is { } stays ? new ManagedCaseId(stays) : null)),
            { Act: CaseAct.ReopenCase } => () => Do(new ReopenCase(id, Note ?? "", seen)),
            _ => null,
        };
    }

    /// <summary>Who may be the same person, where somebody has said that the patient is there twice and not yet which case stays.</summary>
    public IReadOnlyList<PatientFound>? Others { get; private set; }

    private bool IsAboutSurvivor => RefusalCode?.StartsWith("exit.duplicate-", StringComparison.Ordinal) == true;

    /// <summary>Answered at once and not by sending the browser on: neither a name nor a number goes into an address.</summary>
    private async Task FindOthers()
    {
        await Do(new FindPatients(string.IsNullOrWhiteSpace(Input.Sought) ? Case.Name : Input.Sought), found => Others = [.. found.Rows.Where(row => row.CaseId.Value != Id && row.State != CaseState.Deleted)]);
        Response.NeverKeep();
    }

    private string? Note => string.IsNullOrWhiteSpace(Input.Note) ? null : Input.Note;

    private DateTimeOffset? Instant() => Input.On is { } on && Input.At is { } at ? new DateTimeOffset(on, at, Clock.ServiceZone.BaseUtcOffset) : null;

    private async Task Open()
    {
        Case = await Ask(new GetCaseExits(new(Id)));
        if (May(CaseAct.OfferTransfer, Right.MoveCase)) Places = (await PlaceChoices.LoadAsync(_mediator, area: null, HttpContext.RequestAborted)).Areas;
        if (Input.On is null && HttpMethods.IsGet(Request.Method)) Input.On = days.Today;
    }
}
