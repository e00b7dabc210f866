using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Cases;

/// <summary>The patient or the guardian is asked again and agrees to community management, or refuses it.</summary>
[Needs(Right.RecordConsent)]
public sealed record RecordConsent(ManagedCaseId CaseId, bool Agrees, Signature Signature, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class RecordConsentValidator : AbstractValidator<RecordConsent>
{
    public RecordConsentValidator() => RuleFor(x => x.Signature).NotNull().As("text.missing").SetValidator(new SignatureValidator());
}

internal sealed class RecordConsentHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<RecordConsent, CaseChanged>
{
    public async Task<CaseChanged> Handle(RecordConsent command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);

        managed.RecordConsent(command.Agrees, command.Signature, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
