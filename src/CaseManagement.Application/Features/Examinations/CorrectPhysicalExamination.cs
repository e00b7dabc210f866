using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Examinations;

namespace CaseManagement.Application.Features.Examinations;

/// <summary>A mistaken record of an examination is replaced by a right one, with a reason; the mistaken one is kept.</summary>
/// <param name="CorrectionReason">Why the record was mistaken.</param>
[Needs(Right.RecordFollowUp)]
public sealed record CorrectPhysicalExamination(
    ManagedCaseId CaseId,
    PhysicalExaminationId ExaminationId,
    string CorrectionReason,
    DateOnly ExaminedOn,
    ExaminationOutcome Outcome,
    ExaminationConsent? ConsentBy = null,
    ExaminationFindings? Findings = null,
    string? Reason = null,
    Signer? Signer = null,
    string? SignerName = null,
    string? Relation = null,
    bool WithFollowUp = false,
    long? ExpectedVersion = null) : ICommand<ExaminationRecorded>, ICaseCommand, IExaminationForm;

internal sealed class CorrectPhysicalExaminationValidator : AbstractValidator<CorrectPhysicalExamination>
{
    public CorrectPhysicalExaminationValidator(TimeProvider clock)
    {
        Include(new ExaminationFormValidator(clock));
        RuleFor(x => x.CorrectionReason).Text(PhysicalExamination.ReasonMaxLength);
    }
}

internal sealed class CorrectPhysicalExaminationHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<CorrectPhysicalExamination, ExaminationRecorded>
{
    public async Task<ExaminationRecorded> Handle(CorrectPhysicalExamination command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        if (!managed.Examinations.Any(examination => examination.Id == command.ExaminationId)) throw new NotFoundException("physical-examination");

        var examination = managed.CorrectExamination(command.ExaminationId, ((IExaminationForm)command).Entry(), command.CorrectionReason, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return ExaminationRecorded.Of(examination, managed);
    }
}
