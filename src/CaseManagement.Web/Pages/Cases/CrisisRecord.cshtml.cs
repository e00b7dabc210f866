using CaseManagement.Application.Features.Crises;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Crises;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>The record of an emergency as a form sends it; instants by the clock of the service's zone.</summary>
public sealed class CrisisRecordInput
{
    public string? FirstSite { get; set; }

    public string? Reporter { get; set; }

    public string? ReporterIdentity { get; set; }

    public string? ReportRoute { get; set; }

    public DateTime? ReportedAt { get; set; }

    public DateTime? StartedAt { get; set; }

    public DateTime? EndedAt { get; set; }

    public List<CrisisTrigger> Reasons { get; set; } = [];

    public string? Scene { get; set; }

    public string? Measures { get; set; }

    public string? Effect { get; set; }

    public string? ObjectType { get; set; }

    public string? DiagnosisCode { get; set; }

    public bool? DiagnosisConfirmed { get; set; }

    public string? PoliceOfficer { get; set; }

    public string? PoliceUnit { get; set; }

    public string? PreventionDoctor { get; set; }

    public string? Psychiatrist { get; set; }

    public string? Nurse { get; set; }

    public string? OtherPeople { get; set; }

    public string? CorrectionReason { get; set; }

    public long Version { get; set; }

    internal CrisisRecordForm Form => new()
    {
        FirstSite = FirstSite,
        Reporter = Reporter,
        ReporterIdentity = ReporterIdentity,
        ReportRoute = ReportRoute,
        ReportedAt = Days.InZone(ReportedAt),
        StartedAt = Days.InZone(StartedAt),
        EndedAt = Days.InZone(EndedAt),
        Reasons = [.. Reasons.Distinct()],
        Scene = Scene,
        Measures = Measures,
        Effect = Effect,
        ObjectType = ObjectType,
        DiagnosisCode = DiagnosisCode,
        DiagnosisConfirmed = DiagnosisConfirmed,
        PoliceOfficer = PoliceOfficer,
        PoliceUnit = PoliceUnit,
        PreventionDoctor = PreventionDoctor,
        Psychiatrist = Psychiatrist,
        Nurse = Nurse,
        OtherPeople = OtherPeople,
    };

    internal static CrisisRecordInput Of(CrisisRecordForm form) => new()
    {
        FirstSite = form.FirstSite,
        Reporter = form.Reporter,
        ReporterIdentity = form.ReporterIdentity,
        ReportRoute = form.ReportRoute,
        ReportedAt = Days.OnTheClock(form.ReportedAt),
        StartedAt = Days.OnTheClock(form.StartedAt),
        EndedAt = Days.OnTheClock(form.EndedAt),
        Reasons = [.. form.Reasons ?? []],
        Scene = form.Scene,
        Measures = form.Measures,
        Effect = form.Effect,
        ObjectType = form.ObjectType,
        DiagnosisCode = form.DiagnosisCode,
        DiagnosisConfirmed = form.DiagnosisConfirmed,
        PoliceOfficer = form.PoliceOfficer,
        PoliceUnit = form.PoliceUnit,
        PreventionDoctor = form.PreventionDoctor,
        Psychiatrist = form.Psychiatrist,
        Nurse = form.Nurse,
        OtherPeople = form.OtherPeople,
    };
}

/// <summary>Writing the record of an emergency, or correcting it: a correction starts from what was written, and what began anew from an empty form.</summary>
internal sealed class CrisisRecordModel(IMediator mediator, IActor actor, Rights rights, IDraftKeys drafts, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid CrisisId { get; set; }

    [BindProperty]
    public CrisisRecordInput Input { get; set; } = new();

    public CrisisSheet Sheet { get; private set; } = null!;

    /// <summary>Another one as soon as the record has been written, or written anew.</summary>
    public DraftKey Draft => drafts.For(actor.StaffId, new(Id), $"emergency {CrisisId} {Sheet.LastBeganAt:O} {Sheet.Record?.At:O}");

    public async Task OnGetAsync()
    {
        await Open();
        Input = Sheet is { Record: { } record, IsRecordOwed: false } ? CrisisRecordInput.Of(record.Form) : new() { StartedAt = Days.OnTheClock(Sheet.LastBeganAt), Reasons = [.. Sheet.Causes.Select(cause => cause.Trigger).Distinct()] };
        Input.Version = Sheet.Version;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Open();
        if (!CanRead(member => texts[LabelOf(member)])) return Page();

        var corrects = Sheet is { Record: not null, IsRecordOwed: false };
        if (!IsFilled((nameof(Input.StartedAt), Input.StartedAt), (nameof(Input.Reasons), Input.Reasons), (nameof(Input.Scene), Input.Scene), (nameof(Input.Measures), Input.Measures), (nameof(Input.CorrectionReason), corrects ? Input.CorrectionReason : "–"))) return Page();
        if (await Do(new RecordCrisis(new(Id), new(CrisisId), Input.Form, Input.CorrectionReason, Input.Version))) return RedirectToPage("/Cases/Crisis", new { Id, CrisisId });
        if (RefusalCode == "changed-meanwhile") Input.Version = Sheet.Version; // whoever has read that may save again

        return Page();
    }

    private static string LabelOf(string member) => member.Replace("Input.", "", StringComparison.Ordinal) switch
    {
        nameof(CrisisRecordInput.ReportedAt) => "record.reported-at",
        nameof(CrisisRecordInput.EndedAt) => "record.ended-at",
        nameof(CrisisRecordInput.Reasons) => "record.reasons",
        _ => "record.started-at",
    };

    private async Task Open()
    {
        if (!rights.Has(actor.Role, Right.HandleCrisis)) throw new NotPermittedException(Right.HandleCrisis);

        Sheet = await Ask(new GetCrisis(new(Id), new(CrisisId)));
    }
}
