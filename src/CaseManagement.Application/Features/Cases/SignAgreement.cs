using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Features.Cases;

/// <summary>The patient or the guardian signs with a family-doctor team for a term.</summary>
/// <param name="EndsOn">The last day of the term, inclusive.</param>
[Needs(Right.SignAgreement)]
public sealed record SignAgreement(ManagedCaseId CaseId, CareTeamId CareTeamId, Signature Signature, DateOnly StartsOn, DateOnly EndsOn, long? ExpectedVersion = null) : ICommand<AgreementSigned>, ICaseCommand;

public sealed record AgreementSigned(ServiceAgreementId Id, DateOnly RenewalDueOn, long Version) : IVersioned;

internal sealed class SignAgreementValidator : AbstractValidator<SignAgreement>
{
    public SignAgreementValidator()
    {
        RuleFor(x => x.Signature).NotNull().As("text.missing").SetValidator(new SignatureValidator());
        RuleFor(x => x.EndsOn).GreaterThan(x => x.StartsOn).As("agreement.ends-before-start");
    }
}

internal sealed class SignAgreementHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<SignAgreement, AgreementSigned>
{
    public async Task<AgreementSigned> Handle(SignAgreement command, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(command.CaseId, command.ExpectedVersion, ct);
        var team = await db.CareTeams.FindOrThrowAsync(team => team.Id == command.CareTeamId, "care-team", ct);
        Rule.Require(team.ClosedOn is null, "team.closed", "This team is closed.");
        Rule.Require(await db.Members(team.Id).AnyAsync(ct), "team.no-members", "Nobody works in this team yet.");

        var agreement = managed.SignAgreement(command.CareTeamId, command.Signature, command.StartsOn, command.EndsOn, actor.StaffId, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new AgreementSigned(agreement.Id, agreement.EndsOn.AddDays(-standards.On(agreement.StartsOn).Agreement.RenewalNoticeDays), managed.Version);
    }
}
