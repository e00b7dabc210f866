using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Places;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Places;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>A consent, a signing, an ending or a grid, as a form of this page sends it.</summary>
public sealed class PapersInput
{
    public long Version { get; set; }

    public bool? Agrees { get; set; }

    public SignatureInput Signature { get; set; } = new();

    public Guid? CareTeamId { get; set; }

    public DateOnly? StartsOn { get; set; }

    public DateOnly? EndsOn { get; set; }

    public Guid? AgreementId { get; set; }

    public DateOnly? EndedOn { get; set; }

    public AgreementEnd? Reason { get; set; }

    public string? GridCode { get; set; }
}

/// <summary>Consent, service agreement and grid of one patient: what holds, what held before, and the forms by which each changes.</summary>
internal sealed class PapersModel(IMediator mediator, IActor actor, Rights rights, Days days, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>What has just been saved: <c>consent</c>, <c>agreement</c>, <c>ending</c>, <c>grid</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Saved { get; set; }

    [BindProperty]
    public PapersInput Input { get; set; } = new();

    public CasePapers Papers { get; private set; } = null!;

    public IReadOnlyList<CareTeamRow> Teams { get; private set; } = [];

    public GridProposed? Grids { get; private set; }

    /// <summary>The form that was refused, by its handler.</summary>
    public string? RefusedForm { get; private set; }

    public ConsentPaper? Consent => Papers.Consents is [var latest, ..] ? latest : null;

    /// <summary>Those that nobody has ended: they hold, are to begin, or have run out and not been renewed.</summary>
    public IEnumerable<AgreementPaper> Running => Papers.Agreements.Where(agreement => agreement.EndedOn is null);

    /// <summary>Its last day has not passed.</summary>
    public bool Holds(AgreementPaper agreement) => agreement.EndsOn >= days.Today;

    public bool MayConsent => May(Right.RecordConsent, CaseAct.RecordConsent);

    public bool MaySign => May(Right.SignAgreement, CaseAct.SignAgreement);

    public bool MayAssignGrid => May(Right.AssignGrid, CaseAct.ConfirmGrid);

    public string? SavedLine => Saved is "consent" or "agreement" or "ending" or "grid" ? texts[$"papers.saved.{Saved}"] : null;

    /// <summary>What was sent and refused, for the form that it was; a fresh one for the others.</summary>
    public PapersInput For(string form) => RefusedForm == form ? Input : Fresh();

    public Task OnGetAsync() => Load();

    public Task<IActionResult> OnPostConsentAsync() => Send("Consent", "consent", new RecordConsent(new(Id), Input.Agrees ?? false, Input.Signature.Signature, Input.Version), ("Agrees", Input.Agrees is not null), Signed);

    public Task<IActionResult> OnPostSignAsync() => Send(
        "Sign", "agreement", new SignAgreement(new(Id), new(Input.CareTeamId ?? default), Input.Signature.Signature, Input.StartsOn ?? default, Input.EndsOn ?? default, Input.Version),
        ("CareTeamId", Input.CareTeamId is not null), Signed, ("StartsOn", Input.StartsOn is not null), ("EndsOn", Input.EndsOn is not null));

    public Task<IActionResult> OnPostEndAsync() => Send(
        "End", "ending", new EndAgreement(new(Id), new(Input.AgreementId ?? default), Input.EndedOn ?? default, Input.Reason ?? default, Input.Version), ("EndedOn", Input.EndedOn is not null), ("Reason", Input.Reason is not null));

    public Task<IActionResult> OnPostGridAsync() => Send("Grid", "grid", new ConfirmGrid(new(Id), Input.GridCode ?? "", Input.Version));

    /// <summary>Under which words a field is known.</summary>
    public static string LabelOf(string field) => field.Replace("Input.", "", StringComparison.Ordinal) switch
    {
        "Signature.SignedOn" => "signature.on",
        var other => $"papers.{other}",
    };

    private (string, bool) Signed => ("Signature.SignedOn", Input.Signature.SignedOn is not null);

    private bool May(Right right, CaseAct act) => rights.Has(actor.Role, right) && CaseStates.Answer(Papers.State, act) is null;

    /// <summary>A term that follows the running one without a gap, for as long as it must be.</summary>
    private PapersInput Fresh()
    {
        var startsOn = Running.Select(agreement => agreement.EndsOn.AddDays(1)).Where(day => day > days.Today).DefaultIfEmpty(days.Today).Max();

        return new() { Version = Papers.Version, CareTeamId = Papers.CareTeamId?.Value, StartsOn = startsOn, EndsOn = startsOn.AddYears(Papers.Terms.MinYears).AddDays(-1), GridCode = Grids?.Proposal.GridCode };
    }

    private async Task<IActionResult> Send<TAnswer>(string form, string saved, IRequest<TAnswer> command, params (string Name, bool IsAnswered)[] asked)
    {
        foreach (var (name, _) in asked.Where(field => !field.IsAnswered)) ModelState.TryAddModelError($"Input.{name}", "missing");
        if (CanRead(field => texts[LabelOf(field)]) && await Do(command, saysMissing: true)) return RedirectToPage(pageName: null, pageHandler: null, new { Id, saved });

        RefusedForm = form;
        if (RefusalCode == "managed-case.not-found") throw new NotFoundException("managed-case");
        await Load();
        if (RefusalCode == "changed-meanwhile") Input.Version = Papers.Version; // whoever has read that may save again

        return Page();
    }

    private async Task Load()
    {
        Papers = await Ask(new GetPapers(new(Id)));
        if (MaySign) Teams = await Ask(new ListCareTeams(AreaCode.Town(Papers.AreaCode) ?? Papers.AreaCode));
        if (MayAssignGrid) Grids = await Ask(new ProposeGrid(new(Id)));
    }
}
