using CaseManagement.Domain.Access;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Pipeline;

/// <summary>Third: a case that was opened in an emergency is open for the care of these hours; nothing is decided in it that outlasts them.</summary>
internal sealed class EmergencyStep<TRequest, TAnswer>(ICaseDb db, IActor actor, TimeProvider clock) : IPipelineBehavior<TRequest, TAnswer> where TRequest : notnull
{
    public async Task<TAnswer> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TAnswer> next)
    {
        if (request is ICaseCommand command and not IDoneInEmergencies && MayBeInAnEmergency(actor.Acting))
            Rule.Require(!await IsOnlyInAnEmergency(command.CaseId, ct), "access.emergency-only", "This case is open to you for an emergency only; its own team decides this.");

        return await next();
    }

    /// <summary>Whoever else sees the case sees it for longer, and need not be asked about.</summary>
    private static bool MayBeInAnEmergency(Acting acting) => acting.HasEmergencyGrant || acting.Role == StaffRole.Psychiatrist;

    /// <summary>False also where the case does not exist for them: the handler says so.</summary>
    private async Task<bool> IsOnlyInAnEmergency(Domain.Cases.ManagedCaseId caseId, CancellationToken ct)
    {
        var managed = await db.Cases.AsNoTracking().IgnoreAutoIncludes().Where(managed => managed.Id == caseId).Select(managed => new { managed.AreaCode, managed.CareTeamId }).FirstOrDefaultAsync(ct);
        if (managed is null) return false;

        var grants = await db.CaseGrants.AsNoTracking().Where(grant => grant.CaseId == caseId).ToListAsync(ct);
        return CaseScope.IsOnlyInAnEmergency(actor.Acting.Viewer, managed.AreaCode, managed.CareTeamId, grants, clock.GetUtcNow(), clock.Today());
    }
}
