using CaseManagement.Application.Features.Cards;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>A report card as a form sends it.</summary>
public sealed class ReportInput
{
    public ReportKind? Kind { get; set; }

    public ReportDepartment? Department { get; set; }

    public string? Contact { get; set; }

    public int? PastRisk { get; set; }

    public string? BroughtBy { get; set; }

    public bool NoDrugNeeded { get; set; }

    /// <summary>Only where a review has changed it.</summary>
    public Disorder? Disorder { get; set; }

    public string? Icd10 { get; set; }

    public string? Hospital { get; set; }

    public DateOnly? ConfirmedOn { get; set; }

    public DateOnly? ArrivedOn { get; set; }

    public string? Reason { get; set; }

    public long Version { get; set; }
}

/// <summary>What one case owes the national platform: the report card, filed, corrected or cancelled here, and every card with its state.</summary>
internal sealed class CardsModel(IMediator mediator, IActor actor, Rights rights, Days days, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public ReportInput Input { get; set; } = new();

    public CaseCards Cards { get; private set; } = null!;

    public DateOnly Today => days.Today;

    /// <summary>The report card that holds; null where there is none.</summary>
    public ReportCardRow? Report => Cards.Reports.LastOrDefault(card => card.CancelledOn is null);

    public bool MayFile => rights.Has(actor.Role, Right.FileReport) && CaseStates.Answer(Cards.State, CaseAct.FileReport) is null;

    /// <summary>Whether it is said whose duty the card is, since the reader cannot file it.</summary>
    public bool IsOthersToFile => !rights.Has(actor.Role, Right.FileReport) && Report is not { FiledOn: not null };

    /// <summary>Whether the reader can open the case to the hospital that reports it.</summary>
    public bool MaySend => Cards.ReportDueOn is not null && Report is null && rights.Has(actor.Role, Right.SendToSpecialist);

    public bool MayTakePaper => MayFile && rights.Has(actor.Role, Right.EnterPaperReport) && Report is null;

    /// <summary>Whether a card that stands is corrected by filing another.</summary>
    public bool Corrects => Report is { FiledOn: not null };

    public async Task OnGetAsync()
    {
        await Load();
        if (Report?.Form is { } form) (Input.Kind, Input.Department, Input.Contact, Input.PastRisk, Input.BroughtBy, Input.NoDrugNeeded) = (form.Kind, form.Department, form.Contact, form.PastRisk?.Value, form.BroughtBy, form.NoDrugNeeded == true);
        Input.Version = Cards.Version;
    }

    /// <summary>What stands in the form and belongs to nothing is refused: dropped, it would be taken for said.</summary>
    public Task<IActionResult> OnPostFileAsync()
    {
        if (Input.PastRisk is < RiskLevel.Min or > RiskLevel.Max) ModelState.TryAddModelError("Input.PastRisk", "range");
        if (Input.Disorder is null && !string.IsNullOrWhiteSpace(Input.Icd10)) ModelState.TryAddModelError("Input.Icd10", "alone");

        return Send(() => new FileReportCard(new(Id), Form(), Diagnosed(), Input.Reason, Input.Version));
    }

    public Task<IActionResult> OnPostPaperAsync() => Send(() => new TakePaperReport(new(Id), Input.ArrivedOn ?? days.Today, Input.Version));

    public Task<IActionResult> OnPostFoundAsync() => Send(() => new FindReportCard(new(Id), Input.Version));

    public Task<IActionResult> OnPostCancelAsync() => Send(() => new CancelReportCard(new(Id), Input.Reason ?? "", Input.Version));

    private ReportCardForm Form() => new()
    {
        Kind = Input.Kind,
        Department = Input.Department,
        Contact = Input.Contact,
        PastRisk = Input.PastRisk is { } level ? new RiskLevel(level) : null,
        BroughtBy = Input.BroughtBy,
        NoDrugNeeded = Input.NoDrugNeeded ? true : null,
    };

    private Diagnosis? Diagnosed() => Input.Disorder is { } disorder ? new(disorder, string.IsNullOrWhiteSpace(Input.Icd10) ? null : Input.Icd10.Trim(), Input.Hospital ?? "", Input.ConfirmedOn ?? default) : null;

    private async Task<IActionResult> Send(Func<IRequest<CaseChanged>> command)
    {
        if (CanRead(Label) && await Do(command())) return RedirectToPage(pageName: null, pageHandler: null, new { Id });

        await Load();
        return Page();
    }

    private string Label(string field) => texts[field switch
    {
        "Input.PastRisk" => "report.past-risk",
        "Input.Icd10" => "report.icd10",
        "Input.ArrivedOn" => "report.arrived",
        _ => "report.confirmed",
    }];

    private async Task Load() => Cards = await Ask(new GetCaseCards(new(Id)));
}
