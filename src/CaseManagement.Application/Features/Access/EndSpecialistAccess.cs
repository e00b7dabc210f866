using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Referrals;

namespace CaseManagement.Application.Features.Access;

/// <summary>A hospital sees a case no more.</summary>
/// <param name="ExpectedVersion">Of the grant.</param>
[Needs(Right.SendToSpecialist)]
public sealed record EndSpecialistAccess(ManagedCaseId CaseId, CaseGrantId GrantId, long? ExpectedVersion = null) : ICommand<CaseGranted>, ICaseCommand;

internal sealed class EndSpecialistAccessValidator : AbstractValidator<EndSpecialistAccess>
{
    public EndSpecialistAccessValidator() => RuleFor(x => x.GrantId).NotEmpty().As("grant.id");
}

internal sealed class EndSpecialistAccessHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<EndSpecialistAccess, CaseGranted>
{
    public async Task<CaseGranted> Handle(EndSpecialistAccess command, CancellationToken ct)
    {
        var grant = await db.CaseGrants.FindOrThrowAsync(command.GrantId, command.ExpectedVersion, ct);
        if (grant.CaseId != command.CaseId || grant.Kind != GrantKind.Specialist) throw new NotFoundException("case-grant");

        if (grant.Reason == GrantReason.Referred)
            Rule.Require(!await db.Referrals.AnyAsync(referral => referral.CaseId == command.CaseId && referral.HospitalId == grant.InstitutionId && referral.State < ReferralState.Closed, ct), "referral.needs-access", "A referral is open at this hospital; it is answered or taken back first.");

        grant.End(clock.GetUtcNow(), actor.StaffId);

        await db.SaveChangesAsync(ct);
        return new CaseGranted(grant.Id, grant.EndedAt, grant.Version);
    }
}
