using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Examinations;

namespace CaseManagement.Application.Features.Examinations;

/// <summary>A record of an examination that should not be there is cancelled with a reason; it is kept.</summary>
[Needs(Right.RecordFollowUp)]
public sealed record CancelPhysicalExamination(ManagedCaseId CaseId, PhysicalExaminationId ExaminationId, string Reason, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class CancelPhysicalExaminationValidator : AbstractValidator<CancelPhysicalExamination>
{
    public CancelPhysicalExaminationValidator() => RuleFor(x => x.Reason).Text(PhysicalExamination.ReasonMaxLength);
}

internal sealed class CancelPhysicalExaminationHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<CancelPhysicalExamination, CaseChanged>
{
    public async Task<CaseChanged> Handle(CancelPhysicalExamination command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        if (!managed.Examinations.Any(examination => examination.Id == command.ExaminationId)) throw new NotFoundException("physical-examination");

        managed.CancelExamination(command.ExaminationId, command.Reason, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
