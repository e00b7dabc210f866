using CaseManagement.Domain.Access;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Features.Access;

/// <summary>A care group looks after a patient no more, before the day that was set.</summary>
/// <param name="ExpectedVersion">Of the assignment.</param>
[Needs(Right.AssignCareGroup)]
public sealed record EndCareGroupAssignment(ManagedCaseId CaseId, CaseGrantId GrantId, long? ExpectedVersion = null) : ICommand<CaseGranted>, ICaseCommand;

internal sealed class EndCareGroupAssignmentValidator : AbstractValidator<EndCareGroupAssignment>
{
    public EndCareGroupAssignmentValidator() => RuleFor(x => x.GrantId).NotEmpty().As("grant.id");
}

internal sealed class EndCareGroupAssignmentHandler(ICaseDb db, IActor actor, TimeProvider clock) : IRequestHandler<EndCareGroupAssignment, CaseGranted>
{
    public async Task<CaseGranted> Handle(EndCareGroupAssignment command, CancellationToken ct)
    {
        var grant = await db.CaseGrants.FindOrThrowAsync(command.GrantId, command.ExpectedVersion, ct);
        if (grant.CaseId != command.CaseId || grant.Kind != GrantKind.CareGroup) throw new NotFoundException("case-grant");

        grant.End(clock.GetUtcNow(), actor.StaffId);

        await db.SaveChangesAsync(ct);
        return new CaseGranted(grant.Id, grant.EndedAt, grant.Version);
    }
}
