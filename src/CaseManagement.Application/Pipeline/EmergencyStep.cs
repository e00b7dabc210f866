using CaseManagement.Domain.Cases;

namespace CaseManagement.Application.Pipeline;

/// <summary>Third, for what is done: a case that was opened in an emergency is open for the care of these hours; nothing is decided in it that outlasts them.</summary>
internal sealed class EmergencyStep<TRequest, TAnswer>(ICaseDb db, IActor actor, TimeProvider clock) : IPipelineBehavior<TRequest, TAnswer> where TRequest : ICommand<TAnswer>
{
    public async Task<TAnswer> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TAnswer> next)
    {
        if (request is not IDoneInEmergencies && actor.IsKnown && actor.Acting.MayBeInAnEmergency() && await CaseOf(request, ct) is { } caseId)
        {
            var only = await db.OnlyInEmergenciesAsync(actor.Acting, [caseId], clock, ct);
            Rule.Require(!only.ContainsKey(caseId), "access.emergency-only", "This case is open to you for an emergency only; its own team decides this.");
        }

        return await next();
    }

    /// <summary>Null for what is about no case, and for an alert that does not exist for them: the handler says so.</summary>
    private async Task<ManagedCaseId?> CaseOf(TRequest request, CancellationToken ct) => request switch
    {
        ICaseCommand command => command.CaseId,
        IAlertCommand command => await db.Alerts.Where(alert => alert.Id == command.AlertId).Select(alert => (ManagedCaseId?)alert.CaseId).FirstOrDefaultAsync(ct),
        _ => null,
    };
}
