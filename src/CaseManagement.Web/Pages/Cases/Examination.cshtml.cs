using CaseManagement.Application.Features.Cases;
using CaseManagement.Application.Features.Examinations;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Examinations;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>One yearly examination as a form sends it.</summary>
public sealed class ExaminationInput
{
    public DateOnly? ExaminedOn { get; set; }

    public ExaminationConsent? ConsentBy { get; set; }

    public bool WithFollowUp { get; set; }

    public string? General { get; set; }

    public int? SystolicMmHg { get; set; }

    public int? DiastolicMmHg { get; set; }

    public decimal? WeightKg { get; set; }

    public string? BloodCount { get; set; }

    public decimal? TransaminaseUnits { get; set; }

    public decimal? GlucoseMmol { get; set; }

    public string? Ecg { get; set; }

    public List<ExaminationItem>? NotDone { get; set; }

    public string? Reason { get; set; }

    public Signer? Signer { get; set; }

    public string? SignerName { get; set; }

    public string? Relation { get; set; }

    public long Version { get; set; }

    internal ExaminationFindings Findings => new()
    {
        General = General,
        SystolicMmHg = SystolicMmHg,
        DiastolicMmHg = DiastolicMmHg,
        WeightKg = WeightKg,
        BloodCount = BloodCount,
        TransaminaseUnits = TransaminaseUnits,
        GlucoseMmol = GlucoseMmol,
        Ecg = Ecg,
        NotDone = [.. (NotDone ?? []).Distinct()],
    };
}

/// <summary>Recording the yearly examination: done with its seven items, refused with a signature, or not possible for a reason.</summary>
internal sealed class ExaminationModel(IMediator mediator, IActor actor, Rights rights, Days days, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Null until the first question is answered.</summary>
    [BindProperty(SupportsGet = true)]
    public ExaminationOutcome? Outcome { get; set; }

    [BindProperty]
    public ExaminationInput Input { get; set; } = new();

    public CaseStory Story { get; private set; } = null!;

    public OpenTask? Due => Story.Tasks.FirstOrDefault(task => task.Kind == CareTaskKind.PhysicalExamination);

    public async Task OnGetAsync()
    {
        await Open();
        (Input.ExaminedOn, Input.Version) = (days.Today, Story.Version);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Open();
        if (Outcome is not { } outcome) return Page();
        if (!CanRead(_ => texts["examination.result"])) return Page();
        if (Input.ExaminedOn is not { } day)
        {
            Refuse(StatusCodes.Status400BadRequest, "parameter.malformed", [texts["examination.on"]]);
            return Page();
        }

        var (done, refused) = (outcome == ExaminationOutcome.Done, outcome == ExaminationOutcome.Refused);
        var command = new RecordPhysicalExamination(
            new(Id), day, outcome, done ? Input.ConsentBy : null, done ? Input.Findings : null, done ? null : Input.Reason,
            refused ? Input.Signer : null, refused ? Input.SignerName : null, refused ? Input.Relation : null, Input.WithFollowUp, Input.Version);
        if (await Do(command)) return RedirectToPage("/Cases/Story", new { Id, saved = "examination" });
        if (RefusalCode == "changed-meanwhile") Input.Version = Story.Version; // whoever has read that may save again

        return Page();
    }

    private async Task Open()
    {
        if (!rights.Has(actor.Role, Right.RecordFollowUp)) throw new NotPermittedException(Right.RecordFollowUp);

        Story = await Ask(new GetCase(new(Id)));
    }
}
