using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Cases;

/// <summary>An agreement ends before its time, for a coded reason.</summary>
[Needs(Right.SignAgreement)]
public sealed record EndAgreement(ManagedCaseId CaseId, ServiceAgreementId AgreementId, DateOnly EndedOn, AgreementEnd Reason, long? ExpectedVersion = null) : ICommand<CaseChanged>, ICaseCommand;

internal sealed class EndAgreementValidator : AbstractValidator<EndAgreement>
{
    public EndAgreementValidator(TimeProvider clock)
    {
        RuleFor(x => x.EndedOn).NotAhead(clock, "agreement.end-outside-term");
        RuleFor(x => x.Reason).Known();
    }
}

internal sealed class EndAgreementHandler(ICaseDb db, Standards standards, TimeProvider clock) : IRequestHandler<EndAgreement, CaseChanged>
{
    public async Task<CaseChanged> Handle(EndAgreement command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        if (!managed.Agreements.Any(agreement => agreement.Id == command.AgreementId)) throw new NotFoundException("service-agreement");

        managed.EndAgreement(command.AgreementId, command.EndedOn, command.Reason, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseChanged(managed.Id, managed.Version);
    }
}
