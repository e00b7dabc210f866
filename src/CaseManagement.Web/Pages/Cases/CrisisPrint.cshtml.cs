using CaseManagement.Application.Features.Crises;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>The record of an emergency on paper, three times: for the prevention office, with the patient, for the archive.</summary>
internal sealed class CrisisPrintModel(IMediator mediator, Texts texts) : StaffPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid CrisisId { get; set; }

    public CrisisSheet Sheet { get; private set; } = null!;

    public async Task OnGetAsync() => Sheet = await Ask(new GetCrisis(new(Id), new(CrisisId)));

    /// <summary>What was not written stays empty, to be filled in by hand.</summary>
    public IEnumerable<(string Label, string? Text)> Lines()
    {
        var form = Sheet.Record?.Form ?? new();
        yield return (texts["record.first-site"], form.FirstSite);
        yield return (texts["record.reporter"], form.Reporter);
        yield return (texts["record.reporter-identity"], form.ReporterIdentity);
        yield return (texts["record.report-route"], form.ReportRoute);
        yield return (texts["record.reported-at"], At(form.ReportedAt));
        yield return (texts["record.started-at"], At(form.StartedAt));
        yield return (texts["record.ended-at"], At(form.EndedAt));
        yield return (texts["record.reasons"], string.Join(texts["form.and"], (form.Reasons ?? []).Select(texts.Of)));
        yield return (texts["record.scene"], form.Scene);
        yield return (texts["record.measures"], form.Measures);
        yield return (texts["record.effect"], form.Effect);
        yield return (texts["record.object-type"], form.ObjectType);
        yield return (texts["record.diagnosis"], form.DiagnosisCode);
        yield return (texts["record.diagnosis-confirmed"], form.DiagnosisConfirmed switch { true => texts["record.confirmed"], false => texts["record.suspected"], null => null });
        yield return (texts["record.police-officer"], form.PoliceOfficer);
        yield return (texts["record.police-unit"], form.PoliceUnit);
        yield return (texts["record.prevention-doctor"], form.PreventionDoctor);
        yield return (texts["record.psychiatrist"], form.Psychiatrist);
        yield return (texts["record.nurse"], form.Nurse);
        yield return (texts["record.other-people"], form.OtherPeople);
    }

    private static string? At(DateTimeOffset? instant) => instant is { } at ? Days.OnPaper(at) : null;
}
