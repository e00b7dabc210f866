using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Examinations;

namespace CaseManagement.Application.Features.Examinations;

/// <summary>The yearly examination was done, refused or not possible, and what came of it is recorded.</summary>
/// <param name="ExaminedOn">The day of the examination, or on which it was refused or turned out not to be possible.</param>
/// <param name="ConsentBy">Who agreed; only for an examination that was done.</param>
/// <param name="Findings">Each item with its result or as not done; only for an examination that was done.</param>
/// <param name="Reason">Why it was not possible, or why it was refused where that was said.</param>
/// <param name="Signer">Who signed the refusal.</param>
[Needs(Right.RecordFollowUp)]
public sealed record RecordPhysicalExamination(
    ManagedCaseId CaseId,
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

/// <param name="NextDueOn">The last day on which the next examination is on time; null when none is asked for.</param>
public sealed record ExaminationRecorded(PhysicalExaminationId Id, DateOnly? NextDueOn, string? NextDueBasis, long Version) : IVersioned
{
    internal static ExaminationRecorded Of(PhysicalExamination examination, ManagedCase managed)
    {
        var next = managed.Tasks.FirstOrDefault(task => task is { Kind: CareTaskKind.PhysicalExamination, State: CareTaskState.Open });
        return new(examination.Id, next?.ClosesOn, next?.Basis, managed.Version);
    }
}

/// <summary>One examination as it is sent, whether it is new or corrects another.</summary>
public interface IExaminationForm
{
    DateOnly ExaminedOn { get; }

    ExaminationOutcome Outcome { get; }

    ExaminationConsent? ConsentBy { get; }

    ExaminationFindings? Findings { get; }

    string? Reason { get; }

    Signer? Signer { get; }

    string? SignerName { get; }

    string? Relation { get; }

    bool WithFollowUp { get; }

    internal ExaminationEntry Entry() => new(ExaminedOn, Outcome, ConsentBy, Findings, Reason, Signer, SignerName, Relation, WithFollowUp);
}

internal sealed class ExaminationFormValidator : AbstractValidator<IExaminationForm>
{
    public ExaminationFormValidator(TimeProvider clock)
    {
        RuleFor(x => x.ExaminedOn).NotAhead(clock, "examination.in-future");
        RuleFor(x => x.Outcome).Known();
        RuleFor(x => x.ConsentBy).Known();
        RuleFor(x => x.Signer).Known();
        RuleFor(x => x.Reason).OptionalText(PhysicalExamination.ReasonMaxLength);
        RuleFor(x => x.SignerName).OptionalText(Domain.Patients.Patient.NameMaxLength);
        RuleFor(x => x.Relation).OptionalText(Domain.Patients.Patient.RelationMaxLength);
        RuleFor(x => x.Findings).Form(ExaminationFindings.TextMaxLength, ExaminationFindings.MaxMmHg);
    }
}

internal sealed class RecordPhysicalExaminationValidator : AbstractValidator<RecordPhysicalExamination>
{
    public RecordPhysicalExaminationValidator(TimeProvider clock) => Include(new ExaminationFormValidator(clock));
}

internal sealed class RecordPhysicalExaminationHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<RecordPhysicalExamination, ExaminationRecorded>
{
    public async Task<ExaminationRecorded> Handle(RecordPhysicalExamination command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        var examination = managed.RecordExamination(((IExaminationForm)command).Entry(), actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return ExaminationRecorded.Of(examination, managed);
    }
}
