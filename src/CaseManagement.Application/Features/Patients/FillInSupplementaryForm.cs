using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Application.Features.Patients;

/// <summary>The supplementary form of a patient is filled in, or corrected: the whole of it, with a reason where an answer is replaced.</summary>
/// <param name="Answers">A phone of the contact that is left out stays as it is; an empty one takes it away.</param>
[Needs(Right.Register)]
public sealed record FillInSupplementaryForm(ManagedCaseId CaseId, SupplementaryInput Answers, string? Reason = null, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand
{
    public const int ReasonMaxLength = 500;
}

internal sealed class FillInSupplementaryFormValidator : AbstractValidator<FillInSupplementaryForm>
{
    public FillInSupplementaryFormValidator()
    {
        RuleFor(x => x.Answers).NotNull().As("text.missing").Form(SupplementaryAnswers.TextMaxLength, SupplementaryAnswers.MaxCount);
        RuleFor(x => x.Answers.CommitteePhone).OptionalPhone(Patient.PhoneMaxLength).When(x => x.Answers is not null);
        RuleFor(x => x.Reason).OptionalText(FillInSupplementaryForm.ReasonMaxLength);
    }
}

internal sealed class FillInSupplementaryFormHandler(ICaseDb db, ISeals seals, IActor actor, TimeProvider clock) : IRequestHandler<FillInSupplementaryForm, CaseChanged>
{
    public async Task<CaseChanged> Handle(FillInSupplementaryForm command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        var phone = command.Answers.CommitteePhone switch
        {
            null => managed.Supplementary.CommitteePhone,
            { } typed when string.IsNullOrWhiteSpace(typed) => null,
            { } typed => seals.Seal(typed.Trim(), managed.PatientId),
        };

        managed.FillInSupplementary(new SupplementaryForm(command.Answers, phone), command.Reason, actor.StaffId, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
