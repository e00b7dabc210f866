using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Cards;

/// <summary>The report card of a confirmed diagnosis is filed, or entered from paper; where there is one already, it is corrected with a reason and both are kept.</summary>
/// <param name="Diagnosis">As a review or an appraisal has changed it; null where it stays.</param>
/// <param name="CorrectionReason">Only where there is a card already.</param>
[Needs(Right.FileReport)]
public sealed record FileReportCard(ManagedCaseId CaseId, ReportCardForm Form, Diagnosis? Diagnosis = null, string? CorrectionReason = null, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class FileReportCardValidator : AbstractValidator<FileReportCard>
{
    public FileReportCardValidator(TimeProvider clock)
    {
        RuleFor(x => x.Form).NotNull().As("text.missing").Form(ReportCardForm.ShortTextMaxLength, 0);
        RuleFor(x => x.CorrectionReason).OptionalText(ReportCard.ReasonMaxLength);
        When(x => x.Diagnosis is not null, () =>
        {
            RuleFor(x => x.Diagnosis!.Disorder).Known();
            RuleFor(x => x.Diagnosis!.Icd10).OptionalIcd10(Diagnosis.Icd10MaxLength);
            RuleFor(x => x.Diagnosis!.Hospital).Text(Diagnosis.HospitalMaxLength);
            RuleFor(x => x.Diagnosis!.ConfirmedOn).NotAhead(clock, "diagnosis.in-future");
        });
    }
}

internal sealed class FileReportCardHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<FileReportCard, CaseChanged>
{
    public async Task<CaseChanged> Handle(FileReportCard command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        managed.FileReport(command.Form, command.Diagnosis, command.CorrectionReason, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
