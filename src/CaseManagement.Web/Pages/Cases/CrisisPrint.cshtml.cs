using CaseManagement.Application.Features.Crises;
using CaseManagement.Domain.Crises;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>A row of the record: what is written beside its label, what there is to choose from, or both.</summary>
/// <param name="IsLong">There is room for some lines by hand.</param>
internal sealed record RecordLine(string Label, IReadOnlyList<string> Said, PaperChoice? Choice = null, bool IsLong = false);

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
    /// <remarks>
    /// The order in which the national platform has its fields (S5, as far as seen), who was told and the outcome before whoever filled it in. Its lists of measures and effects were not seen, so both are words;
    /// reasons and outcome are chosen from our own lists.
    /// </remarks>
    public IEnumerable<RecordLine> Lines()
    {
        var form = Sheet.Record?.Form ?? new();
        yield return Line("record.first-site", form.FirstSite);
        yield return Line("record.reporter", form.Reporter);
        yield return Line("record.reported-at", At(form.ReportedAt));
        yield return Line("record.report-route", form.ReportRoute);
        yield return Line("record.reporter-identity", form.ReporterIdentity);
        yield return Line("record.started-at", At(form.StartedAt));
        yield return Line("record.ended-at", At(form.EndedAt));
        yield return Line("record.scene", form.Scene) with { IsLong = true };
        yield return Line("record.police-officer", form.PoliceOfficer);
        yield return Line("record.police-unit", form.PoliceUnit);
        yield return Line("record.prevention-doctor", form.PreventionDoctor);
        yield return Line("record.psychiatrist", form.Psychiatrist);
        yield return Line("record.nurse", form.Nurse);
        yield return Line("record.other-people", form.OtherPeople);
        yield return Line("record.reasons") with { Choice = PaperChoice.Of(texts, form.Reasons ?? []) };
        yield return Line("record.measures", form.Measures) with { IsLong = true };
        yield return Line("record.diagnosis", form.DiagnosisCode);
        yield return Line("record.diagnosis-confirmed") with { Choice = new([(1, texts["record.confirmed"]), (2, texts["record.suspected"])], form.DiagnosisConfirmed is { } sure ? [sure ? 1 : 2] : []) };
        yield return Line("record.effect", form.Effect);
        yield return Line("record.object-type", form.ObjectType);
        yield return new("crisis.told", [.. Sheet.Told.Where(told => told.CancelReason is null).Select(told => string.Join(' ', Written(Days.OnPaper(told.At), texts.Of(told.Party), told.Whom, texts.Of(told.How), texts.Of(told.Result), told.Note)))], IsLong: Sheet.Told.Count == 0);
        yield return Line("crisis.outcome", Sheet.Ending is { } ending ? Days.Iso(ending.On) : null, Sheet.Ending?.Note) with { Choice = PaperChoice.Of<CrisisOutcome>(texts, Sheet.Ending is { } end ? [end.Outcome] : []) };
        yield return Line("record.filler", Sheet.Record?.By, At(Sheet.Record?.At));
    }

    private static RecordLine Line(string label, params string?[] said) => new(label, Written(said) is { Length: > 0 } written ? [string.Join(' ', written)] : []);

    private static string[] Written(params string?[] parts) => [.. parts.OfType<string>().Where(part => part.Length > 0)];

    private static string? At(DateTimeOffset? instant) => instant is { } at ? Days.OnPaper(at) : null;
}
