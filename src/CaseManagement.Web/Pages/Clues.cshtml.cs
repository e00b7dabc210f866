using CaseManagement.Application.Features.Clues;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Places;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages;

/// <summary>What was heard of somebody, as a form sends it.</summary>
public sealed class ClueInput
{
    public ClueSource Source { get; set; } = ClueSource.Hotline;

    public string? Said { get; set; }

    public string? AreaCode { get; set; }

    public string? Place { get; set; }

    public CrisisTrigger? Trigger { get; set; }

    internal ReportClue Command => new(Source, Said ?? "", string.IsNullOrEmpty(AreaCode) ? null : AreaCode, Place, HeardAt: null, Trigger);
}

/// <param name="Sources">Of which the reporter chooses; one is not asked for.</param>
/// <param name="Areas">Of which the reporter chooses; none where it is their own.</param>
internal sealed record ClueForm(ClueInput Input, IReadOnlyList<ClueSource> Sources, IReadOnlyList<AreaRow> Areas);

/// <summary>The clues of one's area: heard, checked, ended.</summary>
internal sealed class CluesModel(IMediator mediator, IActor actor, Rights rights, Texts texts) : StaffPage(mediator)
{
    private readonly IMediator _mediator = mediator;

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>Those that have ended.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Ended { get; set; }

    /// <summary>Only those about one patient.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Case { get; set; }

    [BindProperty]
    public ClueInput Input { get; set; } = new();

    public bool MayRegister => rights.Has(actor.Role, Right.Register);

    public IReadOnlyList<ClueSource> Sources => ClueSources.Of(actor.Role);

    public CluePage List { get; private set; } = null!;

    public IReadOnlyList<AreaRow> Places { get; private set; } = [];

    public Task OnGetAsync() => Load();

    public Task<IActionResult> OnPostReportAsync() => Send(Input.Command);

    public Task<IActionResult> OnPostCheckAsync(Guid clueId, long version, string? note) => Send(new CheckClue(new(clueId), note ?? "", version), clueId);

    /// <summary>The clue to which the form that was refused belongs.</summary>
    public Guid? Refused { get; private set; }

    /// <summary>The clue for which a patient was looked for, with what was typed.</summary>
    public Guid? FoundFor { get; private set; }

    public string? Sought { get; private set; }

    public PatientsFound? Found { get; private set; }

    /// <summary>What was just handed on within the system: the place, by its code.</summary>
    [BindProperty(SupportsGet = true)]
    public string? HandedTo { get; set; }

    /// <summary>What was just handed on to somebody outside: the clue, whose end says to whom.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? HandedOut { get; set; }

    /// <summary>The emergency that goes on though the clue by which it began was just opened again, and whose it is.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? OpenCrisis { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? OpenCrisisOf { get; set; }

    /// <summary>To whom a clue was just handed on; null where none was.</summary>
    public string? HandedOnTo { get; private set; }

    /// <summary>Answered at once and not by sending the browser on: neither a name nor a number goes into an address.</summary>
    public async Task<IActionResult> OnPostFindAsync(Guid clueId, string? text)
    {
        if (!await Find(clueId, text)) Refused = clueId;
        await Load();

        return Page();
    }

    public Task<IActionResult> OnPostDiagnosisAsync(Guid clueId, long version, string? hospital, DateOnly? sentOn, DateOnly? confirmedOn) =>
        Send(new SendForDiagnosis(new(clueId), hospital ?? "", sentOn ?? default, confirmedOn, version), clueId, ("hospital", hospital), ("sentOn", sentOn));

    /// <param name="sought">By what the patients were found of whom one is chosen: they are found again where the form is refused.</param>
    public async Task<IActionResult> OnPostEndAsync(Guid clueId, long version, ClueState? state, Guid? matchedCaseId, ClueDismissal? dismissal, string? toAreaCode, string? note, string? sought)
    {
        var place = state == ClueState.HandedOn && !string.IsNullOrEmpty(toAreaCode) ? toAreaCode : null;
        var command = new EndClue(
            new(clueId), state ?? default, state == ClueState.Matched && matchedCaseId is { } id ? new ManagedCaseId(id) : null, state == ClueState.Dismissed ? dismissal : null, note, version, place);
        (HandedTo, HandedOut) = (place, state == ClueState.HandedOn && place is null ? clueId : null);
        var answer = await Send(command, clueId, ("state", state));
        if (Refused is null || sought is null) return answer;

        Chosen = matchedCaseId;
        await Find(clueId, sought);
        return answer;
    }

    /// <summary>The patient who was chosen in the form that was refused.</summary>
    public Guid? Chosen { get; private set; }

    public Task<IActionResult> OnPostReopenAsync(Guid clueId, long version, string? note) => Send(new ReopenClue(new(clueId), note ?? "", version), clueId, ("note", note));

    /// <summary>The words of a check are called a note here, and so is a reason.</summary>
    protected override string? InTheForm(string? field) => field is "Found" or "Reason" ? "Note" : field;

    /// <summary>What can become of it: of what is about a patient, what came of it; of all else first whom it is about.</summary>
    public static IReadOnlyList<ClueState> EndsOf(ClueRow row) => [row.CaseId is null ? ClueState.Matched : ClueState.Settled, ClueState.HandedOn, ClueState.Dismissed];

    private async Task<IActionResult> Send(IRequest<ClueChanged> command, Guid? clueId = null, params (string Member, object? Value)[] asked)
    {
        if (CanRead(member => texts[member.Equals("sentOn", StringComparison.OrdinalIgnoreCase) ? "clues.sent-on" : "clues.confirmed-on"]) && IsFilled(asked) && await Do(command, done => (OpenCrisisOf, OpenCrisis) = (done.StillOpen?.CaseId.Value, done.StillOpen?.CrisisId.Value), saysMissing: true))
            return RedirectToPage(pageName: null, pageHandler: null, new { After, Case, Ended = Ended ? "true" : null, HandedTo, HandedOut, OpenCrisis, OpenCrisisOf });

        Refused = clueId;
        (HandedTo, HandedOut) = (null, null);
        await Load();
        return Page();
    }

    private async Task<bool> Find(Guid clueId, string? text)
    {
        (FoundFor, Sought) = (clueId, text);
        Response.NeverKeep();

        return await Do(new FindPatients(text), found => Found = found);
    }

    private async Task Load()
    {
        List = await Ask(new ListClues(After: After, About: Case is { } about ? new ManagedCaseId(about) : null, Ended: Ended));
        Places = (await PlaceChoices.LoadAsync(_mediator, area: null, HttpContext.RequestAborted)).Areas;
        HandedOnTo = HandedTo is not null ? Places.FirstOrDefault(place => place.Code == HandedTo)?.Name
            : HandedOut is { } handed ? (await Ask(new ListClues(Ended: true))).Rows.FirstOrDefault(row => row.State == ClueState.HandedOn && row.Id.Value == handed)?.EndNote : null;
    }
}
