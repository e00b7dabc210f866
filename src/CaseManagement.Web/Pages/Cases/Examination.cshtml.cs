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

    /// <summary>Why an earlier record is corrected.</summary>
    public string? CorrectionReason { get; set; }

    /// <summary>An earlier record as it stands, for correcting it.</summary>
    internal static ExaminationInput Of(TimelineEntry entry, long version) => new()
    {
        ExaminedOn = entry.On,
        ConsentBy = entry.Signed?.ConsentBy,
        WithFollowUp = entry.Signed?.WithFollowUp ?? false,
        General = entry.Results?.General,
        SystolicMmHg = entry.Results?.SystolicMmHg,
        DiastolicMmHg = entry.Results?.DiastolicMmHg,
        WeightKg = entry.Results?.WeightKg,
        BloodCount = entry.Results?.BloodCount,
        TransaminaseUnits = entry.Results?.TransaminaseUnits,
        GlucoseMmol = entry.Results?.GlucoseMmol,
        Ecg = entry.Results?.Ecg,
        NotDone = [.. entry.Results?.NotDone ?? []],
        Reason = entry.Text,
        Signer = entry.Signed?.Signer,
        SignerName = entry.Signed?.SignerName,
        Relation = entry.Signed?.Relation,
        Version = version,
    };

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
internal sealed class ExaminationModel(IMediator mediator, IActor actor, Rights rights, IDraftKeys drafts, Days days, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Null until the first question is answered.</summary>
    [BindProperty(SupportsGet = true)]
    public ExaminationOutcome? Outcome { get; set; }

    /// <summary>An earlier record that is put right.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Correct { get; set; }

    [BindProperty]
    public ExaminationInput Input { get; set; } = new();

    public CaseStory Story { get; private set; } = null!;

    public OpenTask? Due => Story.Tasks.FirstOrDefault(task => task.Kind == CareTaskKind.PhysicalExamination);

    /// <summary>Another one as soon as an examination has been recorded.</summary>
    public DraftKey Draft => drafts.For(actor.StaffId, new(Id), $"examination {Outcome} after {Story.Timeline.Count(entry => entry.What == "examination")} {Correct}");

    public async Task OnGetAsync()
    {
        await Open();
        if (Corrected is { } earlier) Input = ExaminationInput.Of(earlier, Story.Version);
        else (Input.ExaminedOn, Input.Version) = (days.Today, Story.Version);
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
        if (Correct is { } mistaken)
        {
            var right = new CorrectPhysicalExamination(
                new(Id), new(mistaken), Input.CorrectionReason ?? "", day, outcome, done ? Input.ConsentBy : null, done ? Input.Findings : null, done ? null : Input.Reason,
                refused ? Input.Signer : null, refused ? Input.SignerName : null, refused ? Input.Relation : null, Input.WithFollowUp, Input.Version);
            return await Sent(right);
        }

        var command = new RecordPhysicalExamination(
            new(Id), day, outcome, done ? Input.ConsentBy : null, done ? Input.Findings : null, done ? null : Input.Reason,
            refused ? Input.Signer : null, refused ? Input.SignerName : null, refused ? Input.Relation : null, Input.WithFollowUp, Input.Version);
        return await Sent(command);
    }

    private async Task<IActionResult> Sent(IRequest<ExaminationRecorded> command)
    {
        if (await Do(command)) return RedirectToPage("/Cases/Story", new { Id, saved = "examination" });
        if (RefusalCode == "changed-meanwhile") Input.Version = Story.Version; // whoever has read that may save again

        return Page();
    }

    private TimelineEntry? Corrected => Correct is { } id ? Story.Timeline.FirstOrDefault(entry => entry is { What: "examination", Cancelled: false } && entry.RecordId == id) : null;

    private async Task Open()
    {
        if (!rights.Has(actor.Role, Right.RecordFollowUp)) throw new NotPermittedException(Right.RecordFollowUp);

        Story = await Ask(new GetCase(new(Id)));
        RequireOpen(Id, Story.State, Correct is null ? CaseAct.RecordExamination : CaseAct.CorrectExamination);
        if (Correct is not null && Corrected is null) throw new NotFoundException("physical-examination");
    }
}
