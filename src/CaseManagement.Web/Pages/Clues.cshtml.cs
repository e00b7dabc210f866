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
internal sealed class CluesModel(IMediator mediator, IActor actor, Rights rights) : StaffPage(mediator)
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

    public CluePage List { get; private set; } = null!;

    public IReadOnlyList<AreaRow> Places { get; private set; } = [];

    public Task OnGetAsync() => Load();

    public Task<IActionResult> OnPostReportAsync() => Send(Input.Command);

    public Task<IActionResult> OnPostCheckAsync(Guid clueId, long version, string? note) => Send(new CheckClue(new(clueId), note ?? "", version));

    /// <summary>The clue for which a patient was looked for, with what was typed.</summary>
    public Guid? FoundFor { get; private set; }

    public string? Sought { get; private set; }

    public PatientsFound? Found { get; private set; }

    /// <summary>Answered at once and not by sending the browser on: neither a name nor a number goes into an address.</summary>
    public async Task<IActionResult> OnPostFindAsync(Guid clueId, string? text)
    {
        (FoundFor, Sought) = (clueId, text);
        await Do(new FindPatients(text), found => Found = found);
        await Load();
        Response.NeverKeep();

        return Page();
    }

    public Task<IActionResult> OnPostDiagnosisAsync(Guid clueId, long version, string? hospital, DateOnly? sentOn, DateOnly? confirmedOn) =>
        Send(new SendForDiagnosis(new(clueId), hospital ?? "", sentOn ?? default, confirmedOn, version));

    public Task<IActionResult> OnPostEndAsync(Guid clueId, long version, ClueState state, Guid? matchedCaseId, ClueDismissal? dismissal, string? toAreaCode, string? note) => Send(new EndClue(
        new(clueId), state, state == ClueState.Matched && matchedCaseId is { } id ? new ManagedCaseId(id) : null, state == ClueState.Dismissed ? dismissal : null, note, version,
        state == ClueState.HandedOn && !string.IsNullOrEmpty(toAreaCode) ? toAreaCode : null));

    public Task<IActionResult> OnPostReopenAsync(Guid clueId, long version, string? note) => Send(new ReopenClue(new(clueId), note ?? "", version));

    /// <summary>What can become of it: of what is about a patient, what came of it; of all else first whom it is about.</summary>
    public static IReadOnlyList<ClueState> EndsOf(ClueRow row) => [row.CaseId is null ? ClueState.Matched : ClueState.Settled, ClueState.HandedOn, ClueState.Dismissed];

    private async Task<IActionResult> Send(IRequest<ClueChanged> command)
    {
        if (await Do(command, saysMissing: true)) return RedirectToPage(pageName: null, pageHandler: null, new { After, Case, Ended = Ended ? "true" : null });

        await Load();
        return Page();
    }

    private async Task Load()
    {
        List = await Ask(new ListClues(After: After, About: Case is { } about ? new ManagedCaseId(about) : null, Ended: Ended));
        Places = (await PlaceChoices.LoadAsync(_mediator, area: null, HttpContext.RequestAborted)).Areas;
    }
}
