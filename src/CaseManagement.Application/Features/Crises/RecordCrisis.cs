using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;

namespace CaseManagement.Application.Features.Crises;

/// <summary>The record of an emergency is written; where there is one already, it is corrected with a reason and both are kept.</summary>
/// <param name="CorrectionReason">Only where there is a record already.</param>
[Needs(Right.HandleCrisis)]
public sealed record RecordCrisis(ManagedCaseId CaseId, CrisisResponseId CrisisId, CrisisRecordForm Form, string? CorrectionReason = null, long? ExpectedVersion = null) : ICommand<CrisisChanged>, ICaseCommand, IDoneInEmergencies;

internal sealed class RecordCrisisValidator : AbstractValidator<RecordCrisis>
{
    private static readonly Func<CrisisRecordForm, string?>[] ShortTexts =
    [
        form => form.FirstSite, form => form.Reporter, form => form.ReporterIdentity, form => form.ReportRoute, form => form.PoliceOfficer, form => form.PoliceUnit,
        form => form.PreventionDoctor, form => form.Psychiatrist, form => form.Nurse, form => form.ObjectType,
    ];

    public RecordCrisisValidator()
    {
        RuleFor(x => x.Form).NotNull().As("text.missing").Form(CrisisRecordForm.TextMaxLength, 0);
        RuleFor(x => x.Form).Must(form => Array.TrueForAll(ShortTexts, text => text(form)?.Length is not > CrisisRecordForm.ShortTextMaxLength)).As("text.too-long").When(x => x.Form is not null);
        RuleFor(x => x.Form.DiagnosisCode).OptionalIcd10(CrisisRecordForm.ShortTextMaxLength).When(x => x.Form is not null);
        RuleFor(x => x.Form.ReportedAt).OfOurTime().When(x => x.Form is not null);
        RuleFor(x => x.Form.StartedAt).OfOurTime().When(x => x.Form is not null);
        RuleFor(x => x.Form.EndedAt).OfOurTime().When(x => x.Form is not null);
        RuleFor(x => x.CorrectionReason).OptionalText(CrisisResponse.NoteMaxLength);
    }
}

internal sealed class RecordCrisisHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<RecordCrisis, CrisisChanged>
{
    public async Task<CrisisChanged> Handle(RecordCrisis command, CancellationToken ct)
    {
        var (managed, crisis) = await db.FindCrisisAsync(command.CaseId, command.CrisisId, command.ExpectedVersion, ct);
        var form = command.Form with { ReportedAt = InZone(command.Form.ReportedAt), StartedAt = InZone(command.Form.StartedAt), EndedAt = InZone(command.Form.EndedAt) };

        managed.RecordCrisis(crisis.Id, new CrisisRecordWritten(form, clock.Now(), actor.StaffId, command.CorrectionReason), standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return CrisisChanged.Of(managed, crisis, standards);
    }

    private static DateTimeOffset? InZone(DateTimeOffset? instant) => instant is { } at ? Clock.InZone(at) : null;
}
