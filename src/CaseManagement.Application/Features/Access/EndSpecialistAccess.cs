using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Crises;

namespace CaseManagement.Application.Features.Access;

/// <summary>A hospital sees a case no more.</summary>
/// <param name="ExpectedVersion">Of the grant.</param>
[Needs(Right.SendToSpecialist)]
public sealed record EndSpecialistAccess(ManagedCaseId CaseId, CaseGrantId GrantId, long? ExpectedVersion = null) : ICommand<CaseGranted>, ICaseCommand;

internal sealed class EndSpecialistAccessValidator : AbstractValidator<EndSpecialistAccess>
{
    public EndSpecialistAccessValidator() => RuleFor(x => x.GrantId).NotEmpty().As("grant.id");
}

internal sealed class EndSpecialistAccessHandler(ICaseDb db, IActor actor, Standards standards, TimeProvider clock) : IRequestHandler<EndSpecialistAccess, CaseGranted>
{
    public async Task<CaseGranted> Handle(EndSpecialistAccess command, CancellationToken ct)
    {
        var grant = await db.CaseGrants.FindOrThrowAsync(command.GrantId, command.ExpectedVersion, ct);
        if (grant.CaseId != command.CaseId || grant.Kind != GrantKind.Specialist) throw new NotFoundException("case-grant");

        if (grant is { Reason: GrantReason.Referred, InstitutionId: { } hospital })
        {
            var managed = await db.Cases.AsNoTracking().FindOrThrowAsync(managed => managed.Id == command.CaseId, "managed-case", ct);
            Rule.Require(!managed.IsWithHospital(hospital), "referral.needs-access", "A referral is open at this hospital, or the patient is its inpatient.");
        }

        if (grant.Reason == GrantReason.InEmergency)
        {
            var managed = await db.Cases.AsNoTracking().FindOrThrowAsync(managed => managed.Id == command.CaseId, "managed-case", ct);
            Rule.Require(managed.Crises.All(crisis => crisis.State != CrisisState.Open), "crisis.needs-access", "An emergency is being handled: whoever is told of it at this hospital must be able to read the case.");
        }

        grant.End(clock.GetUtcNow(), actor.StaffId);
        if (grant is { Reason: GrantReason.Question, AnsweredAt: null }) (await db.Cases.FindOrThrowAsync(command.CaseId, null, ct)).QuestionEnded(grant.Id, standards, clock.Today());

        await db.SaveChangesAsync(ct);
        return new CaseGranted(grant.Id, grant.EndedAt, grant.Version);
    }
}
